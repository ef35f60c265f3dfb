import { BaseSchema } from '@adonisjs/lucid/schema'

/** Files imported into record types, every line of them with its fate, and the mappings that people keep. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table records_import_mappings (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        record_type text not null,
        name text not null check (name <> ''),
        -- JSON: title of the column by field, and how decimals are written
        mapping text not null,
        updated_by text not null,
        updated_at timestamptz not null,
        unique (municipality_id, record_type, name)
      );

      create table records_imports (
        id bigint generated always as identity primary key,
        municipality_id bigint not null references access_municipalities,
        record_type text not null,
        file_id bigint not null references files_objects,
        sha256 char(64) not null,
        file_name text not null,
        format text not null check (format in ('csv', 'xlsx')),
        -- how the text was read; null for a workbook
        encoding text,
        separator text,
        header text[] not null,
        line_count integer not null,
        -- JSON: number of the column by field, and how decimals are written
        mapping text not null,
        -- each check of a mapping is one more
        revision integer not null default 0,
        status text not null check (status in ('mapping', 'checking', 'checked', 'loading', 'done')),
        run_id bigint,
        counts jsonb not null default '{}',
        created_at timestamptz not null,
        created_by text not null
      );
      create index records_imports_recent on records_imports (municipality_id, record_type, id desc);
      create index records_imports_bytes on records_imports (municipality_id, record_type, sha256, id);

      create table records_import_lines (
        import_id bigint not null references records_imports,
        number integer not null,
        municipality_id bigint not null,
        -- JSON list of the cells as received
        cells text not null,
        fate text not null default 'waiting'
          check (fate in ('waiting', 'create', 'update', 'same', 'bad', 'repeated', 'created', 'updated', 'unchanged')),
        record_id bigint,
        -- JSON list of { field, value, reason, remedy }
        problems text,
        primary key (import_id, number)
      );
      create index records_import_lines_fate on records_import_lines (import_id, fate, number);
      create index records_import_lines_record on records_import_lines (municipality_id, record_id)
        where record_id is not null;
    `)
  }
}
