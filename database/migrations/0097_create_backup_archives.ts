import { BaseSchema } from '@adonisjs/lucid/schema'

/** The backups that were made: when, where, how much. One that failed leaves no row; its run tells why. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table backup_archives (
        id bigint generated always as identity primary key,
        name text not null unique,
        taken_at timestamptz not null,
        finished_at timestamptz not null,
        tables integer not null,
        rows bigint not null,
        bytes bigint not null,
        manifest_hash char(64) not null
      );
      create index backup_archives_recent on backup_archives (finished_at desc);
    `)
  }
}
