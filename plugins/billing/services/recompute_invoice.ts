import { type Pack, loadPack } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { type ReadingResult, readingResults } from '#plugins/readings/api'
import { type ComputedCharge, computeCharges } from '#plugins/tariffs/api'
import { composeSet } from '../domain/compose_invoice.ts'
import type { BillingRules, ComposedInvoice, Parked } from '../domain/compose_types.ts'
import { errors } from '../errors.ts'
import { billingRules } from './billing_rules.ts'
import { billingSets } from './billing_sets.ts'
import { parseFrozen } from './charge_owners.ts'
import { type InvoiceRow, invoicesOfSet } from './invoice_rows.ts'
import { parseLiveFacts } from './live_facts_text.ts'

/** An invoice made again from what is stored, and what it was made from. */
export interface Recomputed {
  readonly pack: Pack
  readonly result: ReadingResult
  readonly composed: ComposedInvoice | null
  /** What the tariff answered for the invoice's premise, with its brackets. */
  readonly charges: readonly ComputedCharge[]
  /** Every premise of the billing set. */
  readonly set: readonly ReadingResult[]
  /** Why the set would be parked now, when it would. */
  readonly parked: Parked | null
}

/**
 * Composes the invoice's whole set again: frozen facts of the load, live facts as each invoice keeps them, the run's pack.
 * @throws BusinessError E_BILLING_FACTS_MISSING
 */
export async function recomputeInvoice(tx: Tx, invoice: InvoiceRow): Promise<Recomputed> {
  const recomputed = await recomputeInvoices(tx, await invoicesOfSet(tx, invoice))
  return recomputed.get(invoice.id)!
}

/**
 * As `recomputeInvoice`, for whole billing sets of one run: readings in one query.
 * @throws BusinessError E_BILLING_FACTS_MISSING
 */
export async function recomputeInvoices(
  tx: Tx,
  invoices: readonly InvoiceRow[]
): Promise<ReadonlyMap<bigint, Recomputed>> {
  const [first] = invoices
  if (!first) return new Map()
  const pack = await loadPack(first.pack_id, tx)
  const rules = billingRules(pack, first.issued_on, parseFrozen(first))
  const setKeys = [...new Set(invoices.map((invoice) => invoice.set_key))]
  const results = await readingResults(tx, first.load_id, setKeys)
  const live = new Map(
    invoices.map((invoice) => [invoice.premise_id, parseLiveFacts(invoice.live_facts)])
  )
  const charges = new Map<unknown, ComputedCharge[]>()
  const recording: BillingRules = {
    ...rules,
    charge(facts, month) {
      const found = computeCharges(pack, facts, month)
      charges.set(month, [...(charges.get(month) ?? []), ...found])
      return found
    },
  }
  const compositions = new Map(
    billingSets(results).map((set) => [set.setKey, composeSet(set, live, recording)])
  )
  const byItem = new Map(results.map((result) => [result.loadItemId, result]))
  return new Map(
    invoices.map((invoice) => {
      const result = byItem.get(invoice.load_item_id)
      const composition = compositions.get(invoice.set_key)
      if (!result || !composition) throw errors.E_BILLING_FACTS_MISSING({ id: invoice.id })
      const composed =
        composition.invoices?.find(({ month }) => month.premiseId === invoice.premise_id) ?? null
      return [
        invoice.id,
        {
          pack,
          result,
          composed,
          charges: charges.get(composed?.month) ?? [],
          set: results.filter(({ setKey }) => setKey === invoice.set_key),
          parked: composition.parked,
        },
      ]
    })
  )
}
