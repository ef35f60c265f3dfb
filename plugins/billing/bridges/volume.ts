import { type Tx, query } from '#core/database/index'
import { Dec } from '#core/money/index'
import { type Bridge, type BridgeScope, type BridgeTerm, oncePerClosing } from '#core/reports/index'
import { ADJUSTMENT_TITLES, loadOfGroup, readingResults } from '#plugins/readings/api'
import { billingSets } from '../services/run/billing_sets.ts'
import { type SharingRun, condominiumTerms, sharedSets } from './condominium_terms.ts'
import { departureTerms } from './departure_terms.ts'
import { setsOfClosing } from './sets_of_closing.ts'
import { unevenVolumes } from './uneven_volumes.ts'

interface Billed {
  readonly credit: string
  /** Of new versions, of what they replaced, and of what was cancelled. */
  readonly reissued: string
  readonly replaced: string
  readonly cancelled: string
  /** Of the invoices that stand. */
  readonly standing: string
}

/**
 * Measured + adjustments by kind − what condominiums' meters measured twice − parked + what corrections changed = billed, in m³
 * (DECISIONS 48). What the run itself billed is what its first versions say. The
 * sharing is calculated again from the readings: what the invoices say of it proves nothing.
 */
const volume: Bridge = {
  name: 'billing.volume',
  title: 'Volume',
  unit: 'm3',
  async terms(tx, scope): Promise<BridgeTerm[]> {
    const month = await monthOf(tx, scope)
    if (!month) return [{ name: 'billed', label: 'Faturado', sign: '=', value: '0' }]
    const { results, parked, sets, run, shared } = month
    const { credit, reissued, replaced, cancelled, standing } = await billedOf(tx, scope)
    return [
      {
        name: 'measured',
        label: 'Medido nos hidrômetros',
        sign: '+',
        value: Dec.sum(results.map(({ measuredM3 }) => Dec.of(measuredM3 ?? '0'))).toString(),
      },
      ...adjustments(results),
      ...(run ? condominiumTerms(shared, credit) : []),
      ...(run ? departureTerms(sets, shared) : []),
      {
        name: 'parked',
        label: 'Retido fora da rodada',
        sign: '-',
        value: Dec.sum(parked.map(({ billedM3 }) => Dec.of(billedM3))).toString(),
      },
      { name: 'reissued', label: 'Faturado em novas versões', sign: '+', value: reissued },
      { name: 'replaced', label: 'De faturas substituídas', sign: '-', value: replaced },
      { name: 'cancelled', label: 'De faturas canceladas', sign: '-', value: cancelled },
      { name: 'billed', label: 'Faturado', sign: '=', value: standing },
    ]
  },
  async documents(tx, scope) {
    const month = await monthOf(tx, scope)
    return month?.run ? unevenVolumes(tx, scope, month) : []
  },
}

/** The readings of a month as its runs took them, and the sharing of its condominiums. */
const monthOf = (tx: Tx, scope: BridgeScope) =>
  oncePerClosing(scope, 'billing.volume_month', async () => {
    const { municipalityId, billingGroupId, reference } = scope
    const load = await loadOfGroup(tx, municipalityId, billingGroupId, reference)
    if (!load) return null
    const results = await resultsOf(tx, scope, load.id)
    const unbilled = await unbilledSets(tx, scope)
    const sets = billingSets(results).filter(({ setKey }) => !unbilled.has(setKey))
    const run = await runOf(tx, scope)
    return {
      ...{ results, sets, run },
      parked: results.filter(({ setKey }) => unbilled.has(setKey)),
      shared: run ? await sharedSets(tx, sets, { run, reference }) : [],
    }
  })

async function resultsOf(tx: Tx, scope: BridgeScope, loadId: bigint) {
  const sets = await setsOfClosing(tx, scope, loadId)
  return readingResults(
    tx,
    loadId,
    sets.map(({ setKey }) => setKey)
  )
}

async function runOf(tx: Tx, scope: BridgeScope): Promise<SharingRun | undefined> {
  const [run] = await query<SharingRun>(
    tx,
    `select pack_id, issued_on from billing_runs where municipality_id = ? and billing_group_id = ? and reference = ?
      order by round = 0, id limit 1`,
    [scope.municipalityId, scope.billingGroupId, scope.reference]
  )
  return run
}

async function billedOf(tx: Tx, scope: BridgeScope): Promise<Billed> {
  const [sums] = await query<Billed>(
    tx,
    `select coalesce(sum(i.share_credit_m3) filter (where i.version = 1), 0)::text as credit,
            coalesce(sum(i.billed_m3) filter (where i.version > 1), 0)::text as reissued,
            coalesce(sum(i.billed_m3) filter (where i.settlement = 'replaced'), 0)::text as replaced,
            coalesce(sum(i.billed_m3) filter (where i.settlement = 'cancelled'), 0)::text as cancelled,
            coalesce(sum(i.billed_m3) filter (where i.settlement not in ('cancelled', 'replaced')), 0)::text as standing
       from billing_invoices i join billing_runs r on r.id = i.run_id
      where r.municipality_id = ? and r.billing_group_id = ? and r.reference = ?`,
    [scope.municipalityId, scope.billingGroupId, scope.reference]
  )
  return sums!
}

type Results = Awaited<ReturnType<typeof readingResults>>

function adjustments(results: Results): BridgeTerm[] {
  const sums = new Map<string, Dec>()
  for (const { adjustments: terms } of results) {
    for (const { term, m3 } of terms) {
      sums.set(term, (sums.get(term) ?? Dec.ZERO).plus(Dec.of(m3)))
    }
  }
  return [...sums].map(([term, sum]) => ({
    name: term,
    label: ADJUSTMENT_TITLES[term as keyof typeof ADJUSTMENT_TITLES],
    sign: '+',
    value: sum.toString(),
  }))
}

async function unbilledSets(tx: Tx, scope: BridgeScope): Promise<ReadonlySet<bigint>> {
  const rows = await query<{ set_key: bigint }>(
    tx,
    `select p.set_key from billing_parked p join billing_runs r on r.id = p.run_id
      where r.municipality_id = ? and r.billing_group_id = ? and r.reference = ? and p.state <> 'solved'`,
    [scope.municipalityId, scope.billingGroupId, scope.reference]
  )
  return new Set(rows.map((row) => row.set_key))
}

export default volume
