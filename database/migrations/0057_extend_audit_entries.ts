import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Where an entry came from and on whose behalf; service records that actions leave; who read personal data in bulk. One
 * index per way of searching the trail, each in the order that pages are read in.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table audit_entries
        -- null: the system itself, by a command or a run
        add column channel text check (channel in ('screen', 'api')),
        add column address text,
        add column agent text,
        -- The session, or the key of another system
        add column session text,
        add column behalf_id bigint,
        add column behalf_name text;

      drop index audit_entries_recent;
      create index audit_entries_at on audit_entries (municipality_id, at desc, id desc);
      create index audit_entries_actor on audit_entries (municipality_id, actor_name, at desc, id desc);
      create index audit_entries_action on audit_entries (municipality_id, action, at desc, id desc);
      create index audit_entries_subject_type on audit_entries (municipality_id, subject_type, at desc, id desc);
      create index audit_entries_address on audit_entries (municipality_id, address, at desc, id desc)
        where address is not null;
      create index audit_entries_description on audit_entries using gin (plain_text(description) gin_trgm_ops);

      create table actions_service_records (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        -- The id and its check digit (modulo 11): given by the database, so that no transaction waits for another.
        number text not null generated always as (
          lpad(id::text, greatest(8, length(id::text)), '0') || case
            when mod(mod(id / 1, 10) * 2 + mod(id / 10, 10) * 3 + mod(id / 100, 10) * 4 + mod(id / 1000, 10) * 5
              + mod(id / 10000, 10) * 6 + mod(id / 100000, 10) * 7 + mod(id / 1000000, 10) * 8 + mod(id / 10000000, 10) * 9, 11) < 2 then '0'
            else (11 - mod(mod(id / 1, 10) * 2 + mod(id / 10, 10) * 3 + mod(id / 100, 10) * 4 + mod(id / 1000, 10) * 5
              + mod(id / 10000, 10) * 6 + mod(id / 100000, 10) * 7 + mod(id / 1000000, 10) * 8 + mod(id / 10000000, 10) * 9, 11))::text end) stored,
        entry_id bigint not null unique,
        action text not null,
        task text not null,
        task_group text not null,
        subject_type text not null,
        subject_id bigint not null,
        unit_type text not null,
        unit_id bigint not null,
        unit_label text not null,
        user_id bigint,
        user_name text not null,
        user_groups text not null,
        description text not null,
        reason text,
        opened_at timestamptz not null,
        closed_at timestamptz not null
      );
      create index actions_service_records_opened on actions_service_records (municipality_id, opened_at desc, id desc);
      create index actions_service_records_number on actions_service_records (municipality_id, number);
      create index actions_service_records_user on actions_service_records (municipality_id, user_name, opened_at desc, id desc);
      create index actions_service_records_task on actions_service_records (municipality_id, task, opened_at desc, id desc);
      create index actions_service_records_group on actions_service_records (municipality_id, task_group, opened_at desc, id desc);
      create index actions_service_records_subject on actions_service_records (subject_type, subject_id, id desc);
      create index actions_service_records_unit on actions_service_records (unit_type, unit_id, id desc);

      create table audit_personal_reads (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        at timestamptz not null,
        user_id bigint,
        user_name text not null,
        record_type text not null,
        record_title text not null,
        way text not null check (way in ('list', 'api', 'export', 'person')),
        rows integer not null,
        filter text not null,
        channel text,
        address text,
        session text
      );
      create index audit_personal_reads_at on audit_personal_reads (municipality_id, at desc, id desc);
      create index audit_personal_reads_user on audit_personal_reads (municipality_id, user_name, at desc, id desc);

      select append_only('audit_personal_reads', 'actions_service_records');
    `)
  }
}
