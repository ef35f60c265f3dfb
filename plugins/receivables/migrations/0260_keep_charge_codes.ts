import { BaseSchema } from '@adonisjs/lucid/schema'

/** The dynamic Pix code of a document, while a charge of it stands at the bank: shown in place of the static one. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('alter table receivables_documents add column pix_charge_payload text')
  }
}
