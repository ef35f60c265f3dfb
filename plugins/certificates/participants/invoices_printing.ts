import type { Participant } from '#core/actions/index'
import { parts } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { query } from '#core/database/index'
import type { InvoicesPrinting } from '#plugins/billing/api'
import { CLEARANCES, type ClearanceTerms } from '../configuration/parameters.ts'
import { type DeclaredYear, clearanceText } from '../domain/clearance_text.ts'

type Row = DeclaredYear & {
  readonly premise_id: bigint
  readonly customer_id: bigint
  readonly number: string
}

/** The statement of the year before stands on the invoice due in the month that the parameter names (Lei 12.007/2009, art. 3). */
export const invoicesPrinting: Participant<InvoicesPrinting> = {
  point: 'billing.printing',
  async run({ tx, municipalityId }, { issuedOn, invoices, messages }) {
    const { means, month } = await parameterWithin<ClearanceTerms>(tx, {
      ...{ key: CLEARANCES, municipalityId, date: issuedOn },
    })
    const chosen = invoices.filter(({ dueOn }) => parts(dueOn).month === month)
    if (means !== 'invoice' || !chosen.length) return []
    const rows = await query<Row>(
      tx,
      `select premise_id, customer_id, year, number, months, disputed from certificates_clearances
        where municipality_id = ? and premise_id = any(?::bigint[]) and state = 'issued'`,
      [municipalityId, chosen.map(({ premiseId }) => premiseId)]
    )
    const keyOf = (premise: bigint, customer: bigint, year: number) =>
      `${premise}/${customer}/${year}`
    const known = new Map(
      rows.map((one) => [keyOf(one.premise_id, one.customer_id, one.year), one])
    )
    for (const { invoiceId, premiseId, debtorId, dueOn } of chosen) {
      const declared = known.get(keyOf(premiseId, debtorId, parts(dueOn).year - 1))
      if (declared) {
        messages.set(invoiceId, {
          ...{
            tone: 'info',
            title: `Declaração anual de quitação de débitos nº ${declared.number}`,
          },
          text: clearanceText(declared),
        })
      }
    }
    return []
  },
}
