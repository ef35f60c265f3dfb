import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Emergency versions (in force at once, ratified by another person later), what is decided about a version after its
 * approval, on whose behalf people acted, and the product version that a local one was made from. Decided versions stay as
 * they are: what comes after stands in `configuration_acts`, chained with the approvals.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table configuration_versions
        add column is_emergency boolean not null default false,
        add column ratify_until date,
        -- whose permission the author and the approver used, when it was lent to them
        add column author_for_id bigint references access_users,
        add column approver_for_id bigint references access_users,
        add column product_base_id bigint references configuration_versions,
        -- canonical JSON: what a merge with a new product default did
        add column merge text;

      alter table configuration_versions drop constraint configuration_versions_people;
      alter table configuration_versions add constraint configuration_versions_people
        check (owner = 'product' or (author_id is not null
               and (status <> 'approved' or approver_id is not null or is_emergency)));
      alter table configuration_versions add constraint configuration_versions_emergency
        check (not is_emergency or (status = 'approved' and ratify_until is not null and approver_id is null));
      alter table configuration_versions add constraint configuration_versions_delegated_eyes
        check (author_for_id is null or (author_for_id is distinct from approver_id
               and author_for_id is distinct from approver_for_id));
      alter table configuration_versions add constraint configuration_versions_delegated_author
        check (approver_for_id is null or approver_for_id is distinct from author_id);
      create index configuration_versions_emergencies on configuration_versions (ratify_until, id) where is_emergency;

      -- An approved future version that was withdrawn leaves its date free: the lock of the chain's head keeps starts apart.
      drop index configuration_versions_start;
      create index configuration_versions_start
        on configuration_versions (item_id, owner, in_force_from) where status = 'approved';

      create table configuration_acts (
        id bigint generated always as identity primary key,
        version_id bigint not null references configuration_versions,
        act text not null check (act in ('ratified', 'refused', 'withdrawn')),
        -- from this day on the version no longer answers
        stops_from date,
        user_id bigint not null references access_users,
        user_for_id bigint references access_users,
        note text,
        decided_at timestamptz not null,
        previous_hash char(64) not null,
        hash char(64) not null,
        constraint configuration_acts_stop check ((act = 'ratified') = (stops_from is null)),
        unique (version_id),
        unique (previous_hash)
      );
      select append_only('configuration_acts');
    `)
  }
}
