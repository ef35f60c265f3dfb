import { query } from '#core/database/index'
import { Dec } from '#core/money/index'
import type { Bridge, BridgeTerm } from '#core/reports/index'
import { ADJUSTMENT_TITLES, loadOfGroup, loadSets, readingResults } from '#plugins/readings/api'

interface Billed {
  readonly share: string | null
  readonly billed: string | null
}

/** Measured + adjustments by kind + condominium share − parked = billed, in m³ (DECISIONS 48). */
const volume: Bridge = {
  name: 'billing.volume',
  title: 'Volume',
  unit: 'm3',
  async terms(tx, { municipalityId, billingGroupId, reference }): Promise<BridgeTerm[]> {
    const load = await loadOfGroup(tx, municipalityId, billingGroupId, reference)
    if (!load) return [{ name: 'billed', label: 'Faturado', sign: '=', value: '0' }]
    const sets = await loadSets(tx, load.id)
    const results = await readingResults(
      tx,
      load.id,
      sets.map(({ setKey }) => setKey)
    )
    const [invoices] = await query<Billed>(
      tx,
      `select sum(i.share_m3)::text as share, sum(i.billed_m3)::text as billed
         from billing_invoices i join billing_runs r on r.id = i.run_id
        where r.municipality_id = ? and r.billing_group_id = ? and r.reference = ? and i.version = 1`,
      [municipalityId, billingGroupId, reference]
    )
    const unbilled = await unbilledSets(tx, { municipalityId, billingGroupId, reference })
    const parked = results.filter(({ setKey }) => unbilled.has(setKey))
    const measured = Dec.sum(results.map(({ measuredM3 }) => Dec.of(measuredM3 ?? '0')))
    return [
      { name: 'measured', label: 'Medido nos hidrômetros', sign: '+', value: measured.toString() },
      ...adjustments(results),
      {
        name: 'condominium_share',
        label: 'Rateio de condomínios (o já medido nas unidades sai do principal)',
        sign: '+',
        value: invoices?.share ?? '0',
      },
      {
        name: 'parked',
        label: 'Retido fora da rodada',
        sign: '-',
        value: Dec.sum(parked.map(({ billedM3 }) => Dec.of(billedM3))).toString(),
      },
      { name: 'billed', label: 'Faturado', sign: '=', value: invoices?.billed ?? '0' },
    ]
  },
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

async function unbilledSets(
  tx: Parameters<Bridge['terms']>[0],
  scope: Parameters<Bridge['terms']>[1]
): Promise<ReadonlySet<bigint>> {
  const rows = await query<{ set_key: bigint }>(
    tx,
    `select p.set_key from billing_parked p join billing_runs r on r.id = p.run_id
      where r.municipality_id = ? and r.billing_group_id = ? and r.reference = ? and p.state <> 'solved'`,
    [scope.municipalityId, scope.billingGroupId, scope.reference]
  )
  return new Set(rows.map((row) => row.set_key))
}

export default volume
