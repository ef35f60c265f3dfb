import { BaseSchema } from '@adonisjs/lucid/schema'

/** The versioned store of what administrators edit (DESIGN §4). What is submitted never changes: 0095 seals it. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table configuration_items (
        id bigint generated always as identity primary key,
        kind text not null,
        key text not null,
        -- null: the whole installation
        municipality_id bigint references access_municipalities,
        title text not null,
        created_at timestamptz not null default now()
      );
      create unique index configuration_items_name
        on configuration_items (kind, key, coalesce(municipality_id, 0));

      create table configuration_versions (
        id bigint generated always as identity primary key,
        item_id bigint not null references configuration_items,
        number integer not null,
        owner text not null check (owner in ('product', 'regulator', 'utility', 'experiment')),
        status text not null check (status in ('draft', 'in_review', 'approved', 'rejected', 'withdrawn')),
        -- canonical JSON
        content text not null,
        content_hash char(64) not null,
        in_force_from date,
        in_force_until date,
        reason text,
        legal_basis text,
        author_id bigint references access_users,
        submitted_at timestamptz,
        approver_id bigint references access_users,
        decided_at timestamptz,
        decision_note text,
        previous_hash char(64),
        -- sha256 of predecessor, content and dates; given at approval
        hash char(64),
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        unique (item_id, number),
        constraint configuration_versions_four_eyes check (author_id is null or approver_id is null or author_id <> approver_id),
        constraint configuration_versions_dates check (in_force_until is null or in_force_until >= in_force_from),
        constraint configuration_versions_approved check (status <> 'approved' or (hash is not null and in_force_from is not null))
      );
      create index configuration_versions_in_force on configuration_versions (item_id, in_force_from desc)
        where status = 'approved';
      create index configuration_versions_waiting on configuration_versions (status, id) where status in ('draft', 'in_review');

      create table configuration_packs (
        id bigint generated always as identity primary key,
        hash char(64) not null unique,
        municipality_id bigint not null references access_municipalities,
        from_on date not null,
        until_on date not null,
        -- canonical JSON: segments of dates with the version ids of each
        segments text not null,
        created_at timestamptz not null default now()
      );
      create table configuration_pack_versions (
        pack_id bigint not null references configuration_packs,
        version_id bigint not null references configuration_versions,
        primary key (pack_id, version_id)
      );
      create index configuration_pack_versions_by_version on configuration_pack_versions (version_id);

      create table configuration_epoch (
        only_row boolean primary key default true check (only_row),
        epoch bigint not null default 1
      );
      insert into configuration_epoch default values;
    `)
  }
}
