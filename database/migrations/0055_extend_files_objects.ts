import { BaseSchema } from '@adonisjs/lucid/schema'

/** What a file was sent for, what was made of it, and files that a virus scanner refused. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table files_objects
        -- Name of the declared purpose: its limits of size and type were checked by content.
        add column purpose text not null default 'received',
        -- Hash of the bytes as sent, where an image was made anew from them.
        add column received_sha256 char(64),
        add column width integer,
        add column height integer,
        -- Small JPEG of an image, under its own hash
        add column thumbnail_as text,
        add column state text not null default 'kept' check (state in ('kept', 'quarantined')),
        -- What the scanner called the infection
        add column infection text,
        add constraint files_objects_infection check ((state = 'quarantined') = (infection is not null));
    `)
  }
}
