import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What a local version was made from may be a product default or a version of the regulator; a new one of these that the
 * utility decides not to take is written down; and a version that starts in a closed period says that it is a correction.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- the product or regulator version that it was made from, or was last merged with
      alter table configuration_versions rename column product_base_id to base_id;
      -- starts in a closed period on purpose: it corrects, and says with which closed periods it was approved
      alter table configuration_versions
        add column is_correction boolean not null default false,
        add column closed_periods text;
      alter table configuration_versions add constraint configuration_versions_correction
        check (not is_correction or status in ('draft', 'withdrawn') or legal_basis is not null);

      create table configuration_kept_defaults (
        id bigint generated always as identity primary key,
        item_id bigint not null references configuration_items,
        -- whose version goes on as it is
        owner text not null check (owner in ('regulator', 'utility', 'experiment')),
        kept_id bigint not null references configuration_versions,
        -- the new default that is not taken
        refused_id bigint not null references configuration_versions,
        -- versions of the item up to this one count as decided about
        last_version_id bigint not null,
        user_id bigint not null references access_users,
        reason text not null,
        decided_at timestamptz not null
      );
      create index configuration_kept_defaults_item on configuration_kept_defaults (item_id, owner, id desc);
      select append_only('configuration_kept_defaults');
    `)
  }
}
