import type {
  ExplainedLine,
  MonthOfResults,
  Pack,
  PopulationScope,
  ReplayedResult,
  Sides,
  SimulatedResult,
  StoredFacts,
} from '#core/configuration/index'
import { loadPack } from '#core/configuration/index'
import {
  type CivilDate,
  firstDay,
  formatDate,
  lastDay,
  minDate,
  monthOf,
} from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { Dec, formatDecimal, formatMoney } from '#core/money/index'
import { errors } from '../errors.ts'
import { indexName } from '../records/options.ts'
import type { CorrectionTerms } from '../domain/monetary_correction.ts'
import { indexSeries } from './index_series.ts'
import { type PastLate, amountAgain, amountOf, lateOf } from './late_again.ts'
import { type Indexes, type LateComponent, computeLateCharges } from './late_charges.ts'

/** Late charges of one pack, by their ids. */
export interface LateSpec {
  readonly packId: bigint
  readonly ids: readonly bigint[]
}

interface StoredLate extends PastLate {
  readonly id: bigint
  readonly created_on: CivilDate
  readonly premise_id: bigint | null
}

export interface LateFacts {
  readonly charges: readonly StoredLate[]
  /** As they are known now, for what a draft would make of them. */
  readonly indexes: Indexes
}

type Reader = Parameters<typeof query>[0]

const CHUNK = 1000
const LATE = `cause = 'late' and pack_id is not null`

export const lateMonths = (reader: Reader, municipalityId: bigint): Promise<MonthOfResults[]> =>
  query<MonthOfResults>(
    reader,
    `select to_char(created_on, 'YYYY-MM') as month, count(*)::int as results from receivables_pending_charges
      where municipality_id = ? and ${LATE} group by 1 order by 1 desc`,
    [municipalityId]
  )

export async function lateChunks(
  tx: Tx,
  { municipalityId, from, until }: PopulationScope
): Promise<{ spec: LateSpec; results: number }[]> {
  const rows = await query<{ id: bigint; pack_id: bigint }>(
    tx,
    `select id, pack_id from receivables_pending_charges
      where municipality_id = ? and ${LATE} and created_on between ? and ? order by pack_id, id`,
    [municipalityId, firstDay(from), lastDay(until)]
  )
  return [...Map.groupBy(rows, (row) => row.pack_id)].flatMap(([packId, mine]) =>
    Array.from({ length: Math.ceil(mine.length / CHUNK) }, (_, place) => {
      const ids = mine.slice(place * CHUNK, (place + 1) * CHUNK).map(({ id }) => id)
      return { spec: { packId, ids }, results: ids.length }
    })
  )
}

export async function chunkOfLate(
  tx: Tx,
  municipalityId: bigint,
  key: string
): Promise<LateSpec | null> {
  if (!/^\d{1,18}$/.test(key)) return null
  const [row] = await query<{ pack_id: bigint }>(
    tx,
    `select pack_id from receivables_pending_charges where id = ? and municipality_id = ? and ${LATE}`,
    [BigInt(key), municipalityId]
  )
  return row ? { packId: row.pack_id, ids: [BigInt(key)] } : null
}

export async function lateFacts(
  tx: Tx,
  municipalityId: bigint,
  { packId, ids }: LateSpec
): Promise<StoredFacts<LateFacts>> {
  const charges = await query<StoredLate>(
    tx,
    `select id, component, amount_cents, created_on, explanation, premise_id from receivables_pending_charges
      where municipality_id = ? and id = any(?::bigint[]) order by id`,
    [municipalityId, ids]
  )
  if (!charges.length) throw errors.E_RECEIVABLES_LATE_FACTS({ id: ids[0] ?? 0n })
  const first = minDate(...(charges.map((charge) => lateOf(charge).dueOn) as [CivilDate]))
  return { packId, facts: { charges, indexes: await indexSeries(tx, municipalityId, first) } }
}

/** What the charge comes to in a pack, by the facts that it was made from and the indexes as they are known now. */
function amountIn(pack: Pack, charge: StoredLate, indexes: Indexes): bigint {
  const { paidOn, ...late } = lateOf(charge)
  return amountOf(computeLateCharges({ pack, indexes }, late, paidOn), charge)
}

const DELAYS = [
  { value: '0', until: 5, label: 'até 5 dias' },
  { value: '1', until: 15, label: '6 a 15 dias' },
  { value: '2', until: 30, label: '16 a 30 dias' },
  { value: '3', until: 60, label: '31 a 60 dias' },
  { value: '4', until: 90, label: '61 a 90 dias' },
  { value: '5', until: Number.MAX_SAFE_INTEGER, label: 'mais de 90 dias' },
]
export const DELAY_VALUES = DELAYS.map(({ value, label }) => ({ value, label }))

const TITLES: Readonly<Record<LateComponent, string>> = {
  fine: 'Multa',
  interest: 'Juros',
  correction: 'Correção monetária',
}
const titleOf = ({ component }: StoredLate) => TITLES[component]
const named = (charge: StoredLate) => ({
  key: String(charge.id),
  label: `${titleOf(charge)} de ${formatDate(charge.created_on)}`,
  link: `/registry/premises/${charge.premise_id}`,
})

/** Fines and interest that were charged, against what they would be with the draft. Pure. */
export const simulateLate = (
  { charges, indexes }: LateFacts,
  { after }: Sides
): SimulatedResult[] =>
  charges.map((charge) => ({
    ...named(charge),
    before: charge.amount_cents,
    after: amountIn(after, charge, indexes),
    dims: {
      component: charge.component,
      delay: DELAYS.find(({ until }) => lateOf(charge).daysLate <= until)!.value,
      reference: monthOf(charge.created_on),
    },
  }))

export function explainLate(
  { charges, indexes }: LateFacts,
  sides: Sides,
  key: string
): ExplainedLine[] {
  const charge = charges.find(({ id }) => String(id) === key)
  if (!charge) return []
  const { baseCents, dueOn, paidOn, daysLate: days } = lateOf(charge)
  const side = (pack: Pack) => ({
    amount: formatMoney(amountIn(pack, charge, indexes)),
    steps: [
      `${formatMoney(baseCents)} vencidos em ${formatDate(dueOn)} e pagos em ${formatDate(paidOn)}: ${days} dias`,
      rateText(pack, charge),
    ],
  })
  return [{ title: titleOf(charge), before: side(sides.before), after: side(sides.after) }]
}

function rateText(pack: Pack, charge: StoredLate): string {
  const segment = pack.at(lateOf(charge).dueOn)
  const percent = (key: string) => `${formatDecimal(Dec.of(segment.parameter<string>(key)))} %`
  if (charge.component === 'fine') return percent('receivables.late_fine_percent')
  if (charge.component === 'interest') {
    return `${percent('receivables.monthly_interest_percent')} ao mês`
  }
  const terms = segment.parameter<CorrectionTerms | null>('receivables.monetary_correction')
  return terms ? indexName(terms.index) : 'sem correção'
}

export async function replayLate(
  tx: Tx,
  municipalityId: bigint,
  spec: LateSpec
): Promise<ReplayedResult[]> {
  const { facts } = await lateFacts(tx, municipalityId, spec)
  const pack = await loadPack(spec.packId, tx)
  return facts.charges.map((charge) => {
    const computed = amountAgain(pack, charge)
    return {
      ...named(charge),
      computed: String(computed),
      difference:
        computed === charge.amount_cents
          ? null
          : {
              step: titleOf(charge),
              stored: formatMoney(charge.amount_cents),
              computed: formatMoney(computed),
            },
    }
  })
}
