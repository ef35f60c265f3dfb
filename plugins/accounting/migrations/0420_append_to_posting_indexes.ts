import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Postings are written in the order of their days, so that an ascending index grows at its end and stays half as large; lists that
 * show the last first read it backwards. What was handed over is looked for by its export only once it has one.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      drop index accounting_postings_list;
      create index accounting_postings_list on accounting_postings (municipality_id, posted_on, id);
      drop index accounting_postings_export;
      create index accounting_postings_export on accounting_postings (municipality_id, export_id, id) where export_id is not null
    `)
  }
}
