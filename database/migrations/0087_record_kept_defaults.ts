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
      revoke update, delete, truncate on configuration_kept_defaults from public;
      create function configuration_keep_kept() returns trigger language plpgsql as $$
      begin
        raise exception 'E_CONFIGURATION_IMMUTABLE: decision % on a new default cannot change', old.id;
      end $$;
      create trigger configuration_kept_defaults_immutable before update or delete on configuration_kept_defaults
        for each row execute function configuration_keep_kept();

      create or replace function configuration_keep_submitted() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' then
          if old.status <> 'draft' then
            raise exception 'E_CONFIGURATION_IMMUTABLE: version % was submitted and cannot be deleted', old.id;
          end if;
          return old;
        end if;
        if old.status <> 'draft' and (new.content, new.content_hash, new.item_id, new.number, new.owner, new.author_id,
             new.author_for_id, new.in_force_from, new.in_force_until, new.reason, new.legal_basis, new.base_id,
             new.is_emergency, new.merge, new.is_correction)
           is distinct from (old.content, old.content_hash, old.item_id, old.number, old.owner, old.author_id,
             old.author_for_id, old.in_force_from, old.in_force_until, old.reason, old.legal_basis, old.base_id,
             old.is_emergency, old.merge, old.is_correction) then
          raise exception 'E_CONFIGURATION_IMMUTABLE: version % was submitted and cannot change', old.id;
        end if;
        if old.status in ('approved', 'rejected', 'withdrawn') then
          raise exception 'E_CONFIGURATION_IMMUTABLE: version % was decided and cannot change', old.id;
        end if;
        return new;
      end $$;
    `)
  }
}
