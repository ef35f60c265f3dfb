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
import { type CivilDate, firstDay, formatDate, lastDay, monthOf } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { Dec, formatDecimal, formatMoney } from '#core/money/index'
import { errors } from '../errors.ts'
import { computeLateCharges } from './late_charges.ts'

/** Late charges of one pack, by their ids. */
export interface LateSpec {
  readonly packId: bigint
  readonly ids: readonly bigint[]
}

interface PastLate {
  readonly id: bigint
  readonly component: 'fine' | 'interest'
  readonly amount_cents: bigint
  readonly created_on: CivilDate
  readonly explanation: string
  readonly premise_id: bigint | null
}

export interface LateFacts {
  readonly charges: readonly PastLate[]
}

interface Explained {
  readonly facts: {
    readonly base: string
    readonly due_on: CivilDate
    readonly paid_on: CivilDate
    readonly days_late: number
  }
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
  const charges = await query<PastLate>(
    tx,
    `select id, component, amount_cents, created_on, explanation, premise_id from receivables_pending_charges
      where municipality_id = ? and id = any(?::bigint[]) order by id`,
    [municipalityId, ids]
  )
  if (!charges.length) throw errors.E_RECEIVABLES_LATE_FACTS({ id: ids[0] ?? 0n })
  return { packId, facts: { charges } }
}

const explained = ({ explanation }: PastLate) => (JSON.parse(explanation) as Explained).facts

/** What the charge comes to in a pack, by the facts that it was made from. */
function amountIn(pack: Pack, charge: PastLate): bigint {
  const { base, due_on: dueOn, paid_on: paidOn, days_late: daysLate } = explained(charge)
  const late = { baseCents: Dec.of(base).toCents(), dueOn, daysLate, itemId: 0n }
  const made = computeLateCharges(pack, late, paidOn)
  return made.find(({ component }) => component === charge.component)?.amountCents ?? 0n
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

const titleOf = ({ component }: PastLate) => (component === 'fine' ? 'Multa' : 'Juros')
const named = (charge: PastLate) => ({
  key: String(charge.id),
  label: `${titleOf(charge)} de ${formatDate(charge.created_on)}`,
  link: `/registry/premises/${charge.premise_id}`,
})

/** Fines and interest that were charged, against what they would be with the draft. Pure. */
export const simulateLate = ({ charges }: LateFacts, { after }: Sides): SimulatedResult[] =>
  charges.map((charge) => ({
    ...named(charge),
    before: charge.amount_cents,
    after: amountIn(after, charge),
    dims: {
      component: charge.component,
      delay: DELAYS.find(({ until }) => explained(charge).days_late <= until)!.value,
      reference: monthOf(charge.created_on),
    },
  }))

export function explainLate({ charges }: LateFacts, sides: Sides, key: string): ExplainedLine[] {
  const charge = charges.find(({ id }) => String(id) === key)
  if (!charge) return []
  const { base, due_on: dueOn, paid_on: paidOn, days_late: days } = explained(charge)
  const percent =
    charge.component === 'fine'
      ? 'receivables.late_fine_percent'
      : 'receivables.monthly_interest_percent'
  const side = (pack: Pack) => ({
    amount: formatMoney(amountIn(pack, charge)),
    steps: [
      `${formatMoney(Dec.of(base).toCents())} vencidos em ${formatDate(dueOn)} e pagos em ${formatDate(paidOn)}: ${days} dias`,
      `${formatDecimal(Dec.of(pack.at(dueOn).parameter<string>(percent)))} %${charge.component === 'fine' ? '' : ' ao mês'}`,
    ],
  })
  return [{ title: titleOf(charge), before: side(sides.before), after: side(sides.after) }]
}

export async function replayLate(
  tx: Tx,
  municipalityId: bigint,
  spec: LateSpec
): Promise<ReplayedResult[]> {
  const { facts } = await lateFacts(tx, municipalityId, spec)
  const pack = await loadPack(spec.packId, tx)
  return facts.charges.map((charge) => {
    const computed = amountIn(pack, charge)
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
