import { BaseSchema } from '@adonisjs/lucid/schema'

/** What a source told of a day's credit is found without its whole past. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      drop index receivables_advices_source;
      create index receivables_advices_source on receivables_advices (municipality_id, source_type, source_id, credited_on);
    `)
  }
}
