import { BaseSchema } from '@adonisjs/lucid/schema'

/** Saved views and kept layouts of lists, files of long exports, fields added by administrators. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- The address is the list's query without its page: filters, search, sort, size.
      create table records_views (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        user_id bigint not null references access_users,
        record_type text not null,
        name text not null check (name <> ''),
        address text not null,
        columns text[] not null,
        density text not null check (density in ('normal', 'compact')),
        is_shared boolean not null default false,
        created_at timestamptz not null default now(),
        unique (municipality_id, record_type, user_id, name)
      );

      create table records_layouts (
        user_id bigint not null references access_users,
        record_type text not null,
        municipality_id bigint not null references access_municipalities,
        -- null: those that the record type declares
        columns text[],
        density text not null default 'normal' check (density in ('normal', 'compact')),
        default_view_id bigint references records_views on delete set null,
        primary key (user_id, record_type)
      );

      create table records_exports (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        user_id bigint not null references access_users,
        run_id bigint not null unique references jobs_runs,
        record_type text not null,
        file_id bigint not null references files_objects,
        rows integer not null,
        created_at timestamptz not null default now(),
        taken_at timestamptz
      );
      create index records_exports_waiting on records_exports (user_id, record_type, id) where taken_at is null;
    `)
  }
}
