import { BaseSchema } from '@adonisjs/lucid/schema'

const CHANNELS = `'collection_return', 'direct_debit_return', 'boleto_return', 'pix_notice', 'statement', 'manual', 'deposit', 'cash'`

/** Money of registered boletos, and money taken at the utility's own tills. */
export default class extends BaseSchema {
  async up() {
    for (const table of ['receivables_receipts', 'receivables_advices']) {
      this.schema.raw(`
        alter table ${table}
          drop constraint ${table}_channel_check,
          add constraint ${table}_channel_check check (channel in (${CHANNELS}))
      `)
    }
  }
}
