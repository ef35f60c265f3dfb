import { BaseSchema } from '@adonisjs/lucid/schema'

/** Files and notes on records of any type. Nothing is deleted: a removal has its reason, a replaced file stays as a version. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table records_attachments (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        record_type text not null,
        record_id bigint not null,
        kind text not null,
        description text,
        version integer not null default 1,
        created_at timestamptz not null,
        created_by bigint,
        created_by_name text not null,
        removed_at timestamptz,
        removed_by_name text,
        removal_reason text,
        constraint records_attachments_removal check ((removed_at is null) = (removal_reason is null))
      );
      create index records_attachments_record on records_attachments (municipality_id, record_type, record_id, id desc);

      create table records_attachment_versions (
        attachment_id bigint not null references records_attachments,
        number integer not null,
        municipality_id bigint not null references access_municipalities,
        file_id bigint not null references files_objects,
        sent_at timestamptz not null,
        sent_by bigint,
        sent_by_name text not null,
        primary key (attachment_id, number)
      );
      create index records_attachment_versions_file on records_attachment_versions (file_id);

      create table records_notes (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        record_type text not null,
        record_id bigint not null,
        text text not null,
        is_pinned boolean not null default false,
        created_at timestamptz not null,
        created_by bigint,
        created_by_name text not null,
        edited_at timestamptz,
        removed_at timestamptz,
        removed_by_name text,
        removal_reason text,
        constraint records_notes_removal check ((removed_at is null) = (removal_reason is null))
      );
      create index records_notes_record on records_notes (municipality_id, record_type, record_id, is_pinned desc, id desc);

      -- What an edited note said before.
      create table records_note_versions (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        note_id bigint not null references records_notes,
        text text not null,
        replaced_at timestamptz not null
      );
      create index records_note_versions_note on records_note_versions (note_id, id desc);
    `)
  }
}
