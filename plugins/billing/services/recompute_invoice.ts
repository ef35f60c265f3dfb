import { type Pack, loadPack } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { type ReadingResult, readingResults } from '#plugins/readings/api'
import { chargeTypes } from '#plugins/receivables/api'
import { type ComputedCharge, computeCharges } from '#plugins/tariffs/api'
import { composeSet } from '../domain/compose_invoice.ts'
import type { ComposedInvoice, Parked } from '../domain/compose_types.ts'
import { errors } from '../errors.ts'
import { billingRules } from './billing_rules.ts'
import { billingSets } from './billing_sets.ts'
import { type InvoiceRow, invoicesOfSet } from './invoice_rows.ts'
import { parseLiveFacts } from './live_facts_text.ts'

/** An invoice made again from what is stored, and what it was made from. */
export interface Recomputed {
  readonly pack: Pack
  readonly result: ReadingResult
  readonly composed: ComposedInvoice | null
  /** What the tariff answered for the invoice's premise, with its brackets. */
  readonly charges: readonly ComputedCharge[]
  /** Why the set would be parked now, when it would. */
  readonly parked: Parked | null
}

/**
 * Composes the invoice's whole set again: frozen facts of the load, live facts as each invoice keeps them, the run's pack.
 * @throws BusinessError E_BILLING_FACTS_MISSING
 */
export async function recomputeInvoice(tx: Tx, invoice: InvoiceRow): Promise<Recomputed> {
  const pack = await loadPack(invoice.pack_id, tx)
  const types = await chargeTypes(tx, invoice.municipality_id)
  const results = await readingResults(tx, invoice.load_id, [invoice.set_key])
  const result = results.find(({ loadItemId }) => loadItemId === invoice.load_item_id)
  const [set] = billingSets(results)
  if (!result || !set) throw errors.E_BILLING_FACTS_MISSING({ id: invoice.id })
  const live = new Map(
    (await invoicesOfSet(tx, invoice)).map((one) => [
      one.premise_id,
      parseLiveFacts(one.live_facts),
    ])
  )
  const charges = new Map<unknown, ComputedCharge[]>()
  const composition = composeSet(set, live, {
    ...billingRules(pack, invoice.issued_on, types),
    charge(facts, month) {
      const found = computeCharges(pack, facts, month)
      charges.set(month, [...(charges.get(month) ?? []), ...found])
      return found
    },
  })
  const composed = composition.invoices?.find(({ month }) => month.premiseId === invoice.premise_id)
  return {
    pack,
    result,
    composed: composed ?? null,
    charges: charges.get(composed?.month) ?? [],
    parked: composition.parked,
  }
}
