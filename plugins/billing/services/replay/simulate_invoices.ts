import type { CivilDate, RefMonth } from '#core/calendar/index'
import { errors } from '../../errors.ts'
import {
  type Pack,
  type ResultPart,
  type Sides,
  type SimulatedResult,
  type StoredFacts,
} from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { Dec } from '#core/money/index'
import { type ReadingResult, readingResults } from '#plugins/readings/api'
import { type ComputedCharge, computeCharges } from '#plugins/tariffs/api'
import { composeSet } from '../../domain/compose_invoice.ts'
import type {
  BillingRules,
  ComposedInvoice,
  LiveOfPremise,
  Parked,
} from '../../domain/compose_types.ts'
import type { BillingSet } from '../../domain/premise_month.ts'
import { volumeBand } from '../../domain/volume_band.ts'
import { billingRules } from '../run/billing_rules.ts'
import { billingSets } from '../run/billing_sets.ts'
import {
  type SetChanges,
  correctedResult,
  correctedSets,
  latestChanges,
} from '../corrections/corrected_set.ts'
import { type Frozen, parseFrozen } from '../run/charge_owners.ts'
import { parseLiveFacts } from '../run/live_facts_text.ts'
import type { InvoiceChunk } from './month_chunks.ts'

/** What an invoice was, as far as a simulation asks. */
interface PastInvoice {
  readonly id: bigint
  readonly set_key: bigint
  readonly premise_id: bigint
  readonly number: string
  readonly billed_m3: string
  readonly live_facts: string
  readonly correction_id: bigint | null
}

interface PastCharge {
  readonly invoice_id: bigint
  readonly charge_type: string
  readonly category: string | null
  readonly amount_cents: bigint
}

/** Everything that some invoices of a run were made from, and what they charged. */
export interface InvoiceFacts {
  readonly issuedOn: CivilDate
  readonly reference: RefMonth
  readonly group: string
  readonly frozen: Frozen
  readonly invoices: readonly PastInvoice[]
  readonly charges: ReadonlyMap<bigint, readonly PastCharge[]>
  readonly sets: ReadonlyMap<bigint, BillingSet>
  readonly districts: ReadonlyMap<bigint, string>
}

interface RunRow {
  readonly load_id: bigint
  readonly pack_id: bigint
  readonly issued_on: CivilDate
  readonly reference: RefMonth
  readonly group: string
  readonly charge_owners: string
  readonly bank_holidays: string
}

/**
 * Reads a chunk: the run, its invoices, their charges and the frozen facts of their readings, one query each. Of the charges
 * only what the tariff made: not what waited from before.
 * @throws BusinessError E_BILLING_FACTS_MISSING
 */
export async function invoiceFacts(
  tx: Tx,
  municipalityId: bigint,
  { runId, setKeys }: InvoiceChunk
): Promise<StoredFacts<InvoiceFacts>> {
  const [run] = await query<RunRow>(
    tx,
    `select r.load_id, r.pack_id, r.issued_on, r.reference, g.name as "group", r.charge_owners, r.bank_holidays
       from billing_runs r join registry_billing_groups g on g.id = r.billing_group_id
      where r.id = ? and r.municipality_id = ?`,
    [runId, municipalityId]
  )
  if (!run) throw errors.E_BILLING_FACTS_MISSING({ id: runId })
  const invoices = await query<PastInvoice>(
    tx,
    `select id, set_key, premise_id, number, billed_m3, live_facts, correction_id from billing_invoices
      where run_id = ? and set_key = any(?::bigint[]) and settlement not in ('cancelled', 'replaced') order by id`,
    [runId, setKeys]
  )
  const charges = await query<PastCharge>(
    tx,
    `select invoice_id, charge_type, category, amount_cents from billing_charges
      where municipality_id = ? and invoice_id = any(?::bigint[]) and source = 'made'`,
    [municipalityId, invoices.map(({ id }) => id)]
  )
  const results = await readingResults(tx, run.load_id, setKeys)
  const changes = await latestChanges(tx, invoices)
  return {
    packId: run.pack_id,
    facts: {
      ...{ issuedOn: run.issued_on, reference: run.reference, group: run.group },
      frozen: parseFrozen(run),
      invoices,
      charges: Map.groupBy(charges, (charge) => charge.invoice_id),
      sets: setsOf(results, changes),
      districts: new Map(results.map(({ premiseId, facts }) => [premiseId, facts.district])),
    },
  }
}

/** The sets as corrections left them. */
function setsOf(
  results: readonly ReadingResult[],
  changes: ReadonlyMap<bigint, SetChanges>
): ReadonlyMap<bigint, BillingSet> {
  const sets = billingSets(results).map((set) => [set.setKey, set] as const)
  const corrected = [...changes].flatMap(([setKey, change]) => {
    const own = results.filter((result) => result.setKey === setKey)
    return correctedSets(
      own.map((result) => correctedResult(result, change)),
      change
    ).map((set) => [setKey, set] as const)
  })
  return new Map([...sets, ...corrected])
}

/** What the tariffs of the month would be with the draft, against what was billed. Pure. */
export function simulateInvoices(facts: InvoiceFacts, { after }: Sides): SimulatedResult[] {
  const composed = composeWith(facts, billingRules(after, facts.issuedOn, facts.frozen))
  return facts.invoices.map((invoice) => resultOf(facts, invoice, composed.get(invoice.set_key)))
}

/** One invoice on one side, with the charges that the tariff answered: for explanations. */
export function composedOn(
  facts: InvoiceFacts,
  pack: Pack,
  invoice: PastInvoice
): { composed: ComposedInvoice | null; charges: readonly ComputedCharge[]; parked: Parked | null } {
  const charges = new Map<unknown, ComputedCharge[]>()
  const rules = billingRules(pack, facts.issuedOn, facts.frozen)
  const recording: BillingRules = {
    ...rules,
    charge(given, month) {
      const found = computeCharges(pack, given, month)
      charges.set(month, [...(charges.get(month) ?? []), ...found])
      return found
    },
  }
  const set = composeWith(facts, recording, invoice.set_key).get(invoice.set_key)
  const composed = set?.byPremise?.get(invoice.premise_id) ?? null
  return { composed, charges: charges.get(composed?.month) ?? [], parked: set?.parked ?? null }
}

interface ComposedSet {
  readonly byPremise: ReadonlyMap<bigint, ComposedInvoice> | null
  readonly parked: Parked | null
}

function composeWith(
  { invoices, sets }: InvoiceFacts,
  rules: BillingRules,
  only?: bigint
): ReadonlyMap<bigint, ComposedSet> {
  const live = liveOf(invoices)
  const wanted =
    only === undefined ? [...sets.values()] : [sets.get(only)].filter((set) => set !== undefined)
  return new Map(
    wanted.map((set) => {
      const { invoices: made, parked } = composeSet(set, live, rules)
      const byPremise = made && new Map(made.map((one) => [one.month.premiseId, one]))
      return [set.setKey, { byPremise, parked }]
    })
  )
}

/** Most invoices have nothing live, and share one text. */
function liveOf(invoices: readonly PastInvoice[]): ReadonlyMap<bigint, LiveOfPremise> {
  const parsed = new Map<string, LiveOfPremise>()
  return new Map(
    invoices.map(({ premise_id: premiseId, live_facts: text }) => {
      let live = parsed.get(text)
      if (!live) parsed.set(text, (live = parseLiveFacts(text)))
      return [premiseId, live]
    })
  )
}

function resultOf(
  facts: InvoiceFacts,
  invoice: PastInvoice,
  set: ComposedSet | undefined
): SimulatedResult {
  const billed = facts.charges.get(invoice.id) ?? []
  const before = billed.reduce((sum, charge) => sum + charge.amount_cents, 0n)
  const composed = set?.byPremise?.get(invoice.premise_id)
  const named = {
    key: String(invoice.id),
    label: `Fatura ${invoice.number}`,
    link: `/billing/invoices/${invoice.id}`,
    dims: {
      reference: facts.reference,
      group: facts.group,
      band: volumeBand(Dec.of(invoice.billed_m3)),
      district: facts.districts.get(invoice.premise_id) || 'Sem bairro',
    },
  }
  if (!composed) return { ...named, before, after: before, error: errorOf(set) }
  const fresh = composed.lines.map(({ line }) => line).filter(({ source }) => source === 'made')
  return {
    ...named,
    before,
    after: fresh.reduce((sum, line) => sum + line.amountCents, 0n),
    parts: {
      category: partsOf(billed, fresh, 'category'),
      charge: partsOf(billed, fresh, 'charge'),
    },
  }
}

function errorOf(set: ComposedSet | undefined) {
  const parked = set?.parked
  return parked
    ? { code: parked.code, text: parked.message }
    : { code: 'facts_missing', text: 'Os dados congelados da carga não foram encontrados.' }
}

type Fresh = ComposedInvoice['lines'][number]['line']

/** Amounts by category or by type of charge, on both sides. */
function partsOf(
  billed: readonly PastCharge[],
  fresh: readonly Fresh[],
  by: 'category' | 'charge'
): ResultPart[] {
  const parts = new Map<string, { value: string; before: bigint; after: bigint }>()
  const part = (name: string) => {
    let found = parts.get(name)
    if (!found) parts.set(name, (found = { value: name, before: 0n, after: 0n }))
    return found
  }
  for (const one of billed) {
    part(by === 'charge' ? one.charge_type : (one.category ?? '')).before += one.amount_cents
  }
  for (const one of fresh) {
    part(by === 'charge' ? one.chargeType : (one.category ?? '')).after += one.amountCents
  }
  return [...parts.values()]
}
