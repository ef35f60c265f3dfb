import type {
  ExplainedLine,
  GroupOfResults,
  MonthOfResults,
  Pack,
  PopulationScope,
  ReplayedResult,
  Sides,
  SimulatedResult,
  StoredFacts,
} from '#core/configuration/index'
import { type CivilDate, type RefMonth, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { formatDecimal, Dec } from '#core/money/index'
import type { FrozenFacts, Qualification } from '../domain/frozen_facts.ts'
import { errors } from '../errors.ts'
import { visitOf } from './critique_chunk.ts'
import { rulesIn } from './critique_rules.ts'
import { type DecidedReading, decideReading } from './decide_reading.ts'
import { VISIT_COLUMNS, VISIT_JOINS } from './field_reviews.ts'
import { replayReadings } from './replay_reading.ts'

/** Items of one load. */
export interface CritiqueSpec {
  readonly loadId: bigint
  readonly from: bigint
  readonly until: bigint
}

interface PastReading {
  readonly id: bigint
  readonly registration_number: string
  readonly qualification: Qualification
  readonly facts: string
  readonly raw: string | null
  readonly is_second_visit: boolean
}

export interface CritiqueFacts {
  readonly loadedOn: CivilDate
  readonly reference: RefMonth
  readonly group: string
  readonly readings: readonly PastReading[]
}

type Reader = Parameters<typeof query>[0]

const CHUNK = 1000

/** Months whose critique the system did itself, the newest first. */
export const critiquedMonths = (
  reader: Reader,
  municipalityId: bigint
): Promise<MonthOfResults[]> =>
  query<MonthOfResults>(
    reader,
    `select reference as month, count(*)::int as results from readings_readings
      where municipality_id = ? and origin <> 'legacy' group by reference order by reference desc`,
    [municipalityId]
  )

export const critiquedGroups = (
  reader: Reader,
  municipalityId: bigint
): Promise<GroupOfResults[]> =>
  query<GroupOfResults>(
    reader,
    `select g.id::text as value, g.name as label from registry_billing_groups g
      where g.municipality_id = ? and exists (select from readings_loads l where l.billing_group_id = g.id)
      order by g.code`,
    [municipalityId]
  )

export async function critiqueChunks(
  tx: Tx,
  { municipalityId, from, until, groups }: PopulationScope
): Promise<{ spec: CritiqueSpec; results: number }[]> {
  const rows = await query<{
    load_id: bigint
    place: number
    from: bigint
    until: bigint
    results: number
  }>(
    tx,
    `select load_id, place, min(item) as "from", max(item) as "until", count(*)::int as results
       from (select l.id as load_id, l.reference, r.load_item_id as item,
                    ((row_number() over (partition by l.id order by r.load_item_id) - 1) / ?)::int as place
               from readings_loads l join readings_readings r on r.load_id = l.id
              where l.municipality_id = ? and l.reference between ? and ?
                and (?::bigint[] is null or l.billing_group_id = any(?::bigint[]))) numbered
      group by reference, load_id, place order by reference, load_id, place`,
    [CHUNK, municipalityId, from, until, groups, groups]
  )
  return rows.map((row) => ({
    spec: { loadId: row.load_id, from: row.from, until: row.until },
    results: row.results,
  }))
}

export async function chunkOfReading(
  tx: Tx,
  municipalityId: bigint,
  key: string
): Promise<CritiqueSpec | null> {
  if (!/^\d{1,18}$/.test(key)) return null
  const [row] = await query<{ load_id: bigint; item: bigint }>(
    tx,
    `select load_id, load_item_id as item from readings_readings
      where id = ? and municipality_id = ? and origin <> 'legacy'`,
    [BigInt(key), municipalityId]
  )
  return row ? { loadId: row.load_id, from: row.item, until: row.item } : null
}

/** What the readings of a range were judged by: the facts of the load and the line from the field. */
export async function critiqueFacts(
  tx: Tx,
  municipalityId: bigint,
  { loadId, from, until }: CritiqueSpec
): Promise<StoredFacts<CritiqueFacts>> {
  const [load] = await query<{
    pack_id: bigint
    loaded_on: CivilDate
    reference: RefMonth
    group: string
  }>(
    tx,
    `select l.pack_id, l.loaded_on, l.reference, g.name as "group"
       from readings_loads l join registry_billing_groups g on g.id = l.billing_group_id
      where l.id = ? and l.municipality_id = ?`,
    [loadId, municipalityId]
  )
  if (!load) throw errors.E_READINGS_NOT_REPLAYABLE({ id: from })
  const readings = await query<PastReading>(
    tx,
    `select r.id, i.registration_number, i.qualification, i.facts, ${VISIT_COLUMNS}
       from readings_load_items i
       join readings_readings r on r.load_item_id = i.id ${VISIT_JOINS}
      where i.load_id = ? and i.id between ? and ? order by r.id`,
    [loadId, from, until]
  )
  const { loaded_on: loadedOn, reference, group } = load
  return { packId: load.pack_id, facts: { loadedOn, reference, group, readings } }
}

/** Which readings the critique would hold, against which it held; what people decided afterwards does not count. Pure. */
export function simulateCritique(
  facts: CritiqueFacts,
  { before, after }: Sides
): SimulatedResult[] {
  const sides = [rulesIn(before, facts.loadedOn), rulesIn(after, facts.loadedOn)] as const
  return facts.readings.map((row) => {
    const one = caseOf(row, facts)
    const [was, is] = sides.map((rules) => decideReading(one, rules)) as [
      DecidedReading,
      DecidedReading,
    ]
    const { economies, district } = one.facts
    return {
      key: String(row.id),
      label: `Matrícula ${row.registration_number}`,
      link: `/readings/readings/${row.id}`,
      before: heldOf(was),
      after: heldOf(is),
      dims: {
        category: economies.toSorted((a, b) => b.economies - a.economies)[0]?.category ?? '',
        district: district || 'Sem bairro',
        group: facts.group,
        reference: facts.reference,
      },
      parts: { reason: reasonParts(was, is) },
    }
  })
}

const heldOf = ({ state }: DecidedReading): bigint => (state === 'held' ? 1n : 0n)

function reasonParts(was: DecidedReading, is: DecidedReading) {
  const reasons = new Set([was.holdReason, is.holdReason].filter((one) => one !== null))
  return [...reasons].map((value) => ({
    value,
    before: was.holdReason === value ? 1n : 0n,
    after: is.holdReason === value ? 1n : 0n,
  }))
}

const caseOf = (row: PastReading, { loadedOn }: CritiqueFacts) => ({
  facts: JSON.parse(row.facts) as FrozenFacts,
  qualification: row.qualification,
  loadedOn,
  visit: visitOf(row.raw),
  isSecondVisit: row.is_second_visit,
})

export function explainCritique(facts: CritiqueFacts, sides: Sides, key: string): ExplainedLine[] {
  const row = facts.readings.find(({ id }) => String(id) === key)
  if (!row) return []
  const one = caseOf(row, facts)
  const side = (pack: Pack) => {
    const decided = decideReading(one, rulesIn(pack, facts.loadedOn))
    return {
      amount: decided.state === 'held' ? 'Retida' : 'Aceita',
      steps: [
        `Leitura ${decided.reading ?? 'não usada'} em ${formatDate(decided.readOn)}; leitura passada ${one.facts.previous_reading ?? 'nenhuma'}`,
        `Média ${one.facts.average_m3 === null ? 'nenhuma' : `${decimal(one.facts.average_m3)} m³`}; a faturar ${decimal(decided.billedM3)} m³`,
        ...(decided.message ? [decided.message] : []),
      ],
    }
  }
  return [{ title: 'Crítica da leitura', before: side(sides.before), after: side(sides.after) }]
}

const decimal = (text: string) => formatDecimal(Dec.of(text))

/** Readings computed again, with what people decided, and compared with what is stored. */
export async function replayCritique(
  tx: Tx,
  municipalityId: bigint,
  { loadId, from, until }: CritiqueSpec
): Promise<ReplayedResult[]> {
  const rows = await query<{ id: bigint; item: bigint; registration_number: string }>(
    tx,
    `select id, load_item_id as item, registration_number from readings_readings
      where municipality_id = ? and load_id = ? and load_item_id between ? and ? order by id`,
    [municipalityId, loadId, from, until]
  )
  const replays = await replayReadings(
    tx,
    rows.map(({ item }) => item)
  )
  return rows.map(({ id, item, registration_number: registration }) => {
    const replay = replays.get(item)!
    const [first] = replay.differences
    return {
      key: String(id),
      label: `Matrícula ${registration}`,
      link: `/readings/readings/${id}`,
      computed: replay.computed,
      difference: first
        ? {
            step: stepTitle(first.field),
            stored: words(first.stored),
            computed: words(first.computed),
          }
        : replay.areFactsIntact
          ? null
          : {
              step: 'Dados congelados da carga (sha256)',
              stored: 'o selo da carga',
              computed: 'outro',
            },
    }
  })
}

const TITLES: Readonly<Record<string, string>> = {
  reading: 'Leitura',
  kind: 'Forma de faturar',
  measured_m3: 'Consumo medido (m³)',
  billed_m3: 'Volume faturado (m³)',
  adjustments: 'Do medido ao faturado',
  credit_m3: 'Crédito de estimativas (m³)',
  rebilled: 'Meses estimados, faturados de novo',
}
const stepTitle = (field: string) => TITLES[field] ?? field
const words = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
