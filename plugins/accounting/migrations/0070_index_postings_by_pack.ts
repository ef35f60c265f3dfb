import { BaseSchema } from '@adonisjs/lucid/schema'

/** Which postings used a configuration version: by pack, the newest first. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(
      'create index accounting_postings_pack on accounting_postings (pack_id, id desc)'
    )
  }
}
