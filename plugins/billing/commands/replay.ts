import { BaseCommand, args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class Replay extends BaseCommand {
  static commandName = 'billing:replay'
  static description =
    'Compute an issued invoice again from its stored facts and compare it to the cent'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Number of the invoice, with its check digit, or its id' })
  declare invoice: string

  @flags.boolean({ description: 'Write the result as JSON' })
  declare json: boolean

  async run() {
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { findInvoiceOfAnyMunicipality } = await import('../services/invoices/invoice_rows.ts')
    const { replayInvoice } = await import('../services/replay/replay_invoice.ts')
    const { replayText } = await import('../services/replay/replay_text.ts')
    const replay = await db.transaction(async (tx) => {
      const { id, municipalityId } = await findInvoiceOfAnyMunicipality(tx, this.invoice)
      return replayInvoice(tx, { municipalityId, invoiceId: id })
    })
    this.logger.log(this.json ? JSON.stringify(replay, null, 2) : replayText(replay))
    if (!replay.isEqual) this.exitCode = 1
  }
}
