import type { Participant } from '#core/actions/index'
import type { InvoicesPrinting } from '#plugins/billing/api'
import { printedBulletins } from '../services/printed_bulletins.ts'

/** The bills tell what was found in the water that the premise gets (Decreto 5.440/2005). */
const invoicesPrinting: Participant<InvoicesPrinting> = {
  point: 'billing.printing',
  async run({ tx, municipalityId }, { issuedOn, invoices, quality }) {
    const premiseIds = invoices.map(({ premiseId }) => premiseId)
    const told = await printedBulletins(tx, { municipalityId, premiseIds, issuedOn })
    for (const { invoiceId, premiseId } of invoices) {
      const bulletin = told.get(premiseId)
      if (bulletin) quality.set(invoiceId, bulletin)
    }
    return []
  },
}

export default [invoicesPrinting] as readonly Participant[]
