import { type Pack, loadPack } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { type ReadingResult, readingResults } from '#plugins/readings/api'
import { type ComputedCharge, computeCharges } from '#plugins/tariffs/api'
import { composeSet } from '../../domain/compose_invoice.ts'
import type {
  BillingRules,
  ComposedInvoice,
  Composition,
  LiveOfPremise,
  Parked,
} from '../../domain/compose_types.ts'
import { errors } from '../../errors.ts'
import { billingRules } from '../run/billing_rules.ts'
import { parseFrozen } from '../run/charge_owners.ts'
import {
  type SetChanges,
  changesOf,
  correctedResult,
  correctedSets,
} from '../corrections/corrected_set.ts'
import { type InvoiceRow, invoicesOfSet } from '../invoices/invoice_rows.ts'
import { parseLiveFacts } from '../run/live_facts_text.ts'

/** An invoice made again from what is stored, and what it was made from. */
export interface Recomputed {
  readonly pack: Pack
  /** As the load froze it. */
  readonly frozen: ReadingResult
  /** As corrections left it. */
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
 * Composes the invoice's whole set again: frozen facts of the load, live facts as each invoice keeps them, the run's pack, and
 * what the correction that made it changed.
 * @throws BusinessError E_BILLING_FACTS_MISSING
 */
export async function recomputeInvoice(tx: Tx, invoice: InvoiceRow): Promise<Recomputed> {
  const recomputed = await recomputeInvoices(tx, await invoicesOfSet(tx, invoice))
  return recomputed.get(invoice.id)!
}

/** What some billing sets of one run are composed from. */
export interface SetSource {
  readonly pack: Pack
  readonly rules: BillingRules
  readonly bySet: ReadonlyMap<bigint, readonly ReadingResult[]>
}

/** A billing set composed with the changes of a correction. */
export interface ComposedSet {
  readonly composition: Composition
  readonly results: readonly ReadingResult[]
  /** What the tariff answered, by the month that asked. */
  readonly charges: ReadonlyMap<unknown, readonly ComputedCharge[]>
}

/** Reads what the sets of some invoices of one run are made from: readings in one query. */
export async function setSource(tx: Tx, invoices: readonly InvoiceRow[]): Promise<SetSource> {
  const first = invoices[0]!
  const pack = await loadPack(first.pack_id, tx)
  const setKeys = [...new Set(invoices.map((invoice) => invoice.set_key))]
  const results = await readingResults(tx, first.load_id, setKeys)
  return {
    pack,
    rules: billingRules(pack, first.rules_on, parseFrozen(first)),
    bySet: Map.groupBy(results, ({ setKey }) => setKey),
  }
}

/** Composes one set. Pure. */
export function composeOne(
  { pack, rules, bySet }: SetSource,
  setKey: bigint,
  { changes, live }: { changes: SetChanges; live: ReadonlyMap<bigint, LiveOfPremise> }
): ComposedSet {
  const results = (bySet.get(setKey) ?? []).map((result) => correctedResult(result, changes))
  const [set] = correctedSets(results, changes)
  const charges = new Map<unknown, ComputedCharge[]>()
  const recording: BillingRules = {
    ...rules,
    charge(facts, month) {
      const found = computeCharges(pack, facts, month)
      charges.set(month, [...(charges.get(month) ?? []), ...found])
      return found
    },
  }
  const composition = composeSet(set ?? { setKey, months: [] }, live, recording)
  return { composition, results, charges }
}

/**
 * As `recomputeInvoice`, for whole billing sets of one run: readings in one query. Versions of a set are composed each with
 * what the correction that made them changed.
 * @throws BusinessError E_BILLING_FACTS_MISSING
 */
export async function recomputeInvoices(
  tx: Tx,
  invoices: readonly InvoiceRow[]
): Promise<ReadonlyMap<bigint, Recomputed>> {
  if (invoices.length === 0) return new Map()
  const source = await setSource(tx, invoices)
  const corrections = invoices.flatMap(({ correction_id: id }) => (id === null ? [] : [id]))
  const changes = await changesOf(tx, [...new Set(corrections)])
  const bySet = Map.groupBy(invoices, (invoice) => invoice.set_key)
  const versions = Map.groupBy(
    invoices,
    (invoice) => `${invoice.set_key}/${invoice.correction_id ?? ''}`
  )
  return new Map(
    [...versions.values()].flatMap((members) => {
      const { set_key: setKey, correction_id: id } = members[0]!
      const composed = composeOne(source, setKey, {
        changes: (id !== null && changes.get(id)) || {},
        live: liveOf([...bySet.get(setKey)!, ...members]),
      })
      return members.map(
        (invoice) => [invoice.id, recomputedOf(source, invoice, composed)] as const
      )
    })
  )
}

/** What each premise had live; of several versions the last given. */
export const liveOf = (invoices: readonly InvoiceRow[]): ReadonlyMap<bigint, LiveOfPremise> =>
  new Map(invoices.map((invoice) => [invoice.premise_id, parseLiveFacts(invoice.live_facts)]))

function recomputedOf(
  { pack, bySet }: SetSource,
  invoice: InvoiceRow,
  { composition, results, charges }: ComposedSet
): Recomputed {
  const isOwn = ({ loadItemId }: ReadingResult) => loadItemId === invoice.load_item_id
  const result = results.find(isOwn)
  const frozen = bySet.get(invoice.set_key)?.find(isOwn)
  if (!result || !frozen) throw errors.E_BILLING_FACTS_MISSING({ id: invoice.id })
  const composed =
    composition.invoices?.find(({ month }) => month.premiseId === invoice.premise_id) ?? null
  return {
    pack,
    frozen,
    result,
    composed,
    charges: charges.get(composed?.month) ?? [],
    set: results,
    parked: composition.parked,
  }
}

/** @throws BusinessError E_BILLING_CORRECTION_PARKED */
export function requireBillable(parked: Parked | null): void {
  if (parked) throw errors.E_BILLING_CORRECTION_PARKED({ reason: parked.message })
}

/** @throws BusinessError E_BILLING_FACTS_MISSING */
export function composedOf(
  { composition }: ComposedSet,
  { id, premise_id: premiseId }: InvoiceRow
): ComposedInvoice {
  const found = composition.invoices?.find(({ month }) => month.premiseId === premiseId)
  if (!found) throw errors.E_BILLING_FACTS_MISSING({ id })
  return found
}
