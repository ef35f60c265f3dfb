import { BaseSchema } from '@adonisjs/lucid/schema'

/** A file whose bytes were erased at a person's request (LGPD) keeps its row: that it was there, and its hash. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table files_objects drop constraint files_objects_state_check;
      alter table files_objects add constraint files_objects_state_check
        check (state in ('kept', 'quarantined', 'erased'));
      create index files_objects_stored on files_objects (stored_as);
    `)
  }
}
