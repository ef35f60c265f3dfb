import { type CopyValue, type Tx, copyRows, query, takeIds } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { type ReadingReturn, readReturnLine } from '../domain/field_return_line.ts'
import type { FrozenFacts, Qualification } from '../domain/frozen_facts.ts'
import { type SeenOccurrence, orderExchanges } from '#plugins/metering/api'
import { type CritiqueRules, type DecidedReading, decideReading } from './decide_reading.ts'
import { DECIDED_COLUMNS, decidedValues } from './decided_columns.ts'
import type { LoadRef } from './load_state.ts'
import { type SeenAtPremise, openOccurrenceOrders } from './occurrence_orders.ts'

export interface ItemRange {
  readonly from: bigint
  readonly until: bigint
}

const CHUNK = 1000

const NOT_JUDGED = 'not exists (select from readings_readings r where r.load_item_id = i.id)'

/** The items of a load that were not judged ahead of it, in ranges of ids, a chunk each. */
export async function critiqueRanges(
  tx: Tx,
  loadId: bigint
): Promise<{ readonly ranges: readonly ItemRange[]; readonly items: number }> {
  const rows = await query<{ id: bigint }>(
    tx,
    `select i.id from readings_load_items i where i.load_id = ? and ${NOT_JUDGED} order by i.id`,
    [loadId]
  )
  const ranges: ItemRange[] = []
  for (let start = 0; start < rows.length; start += CHUNK) {
    const last = Math.min(start + CHUNK, rows.length) - 1
    ranges.push({ from: rows[start]!.id, until: rows[last]!.id })
  }
  return { ranges, items: rows.length }
}

interface Row {
  readonly id: bigint
  readonly premise_id: bigint
  readonly registration_number: string
  readonly meter_id: bigint | null
  readonly qualification: Qualification
  readonly facts: string
  readonly line_id: bigint | null
  readonly raw: string | null
  readonly collection: string | null
}

export interface CritiqueChunk {
  readonly municipalityId: bigint
  readonly load: LoadRef
  readonly range: ItemRange
  /** Of the range, only these. */
  readonly only?: readonly bigint[]
  readonly rules: CritiqueRules
}

export interface CritiqueCounts {
  readonly accepted: number
  readonly held: number
  readonly measured: number
  readonly without_reading: number
}

/** Judges the readings of a range of items, but for those judged already: one read, rules in memory, one COPY. */
export async function critiqueChunk(
  tx: Tx,
  { municipalityId, load, range, only, rules }: CritiqueChunk
): Promise<{ items: number; counts: CritiqueCounts; issues: Issue[] }> {
  const rows = await query<Row>(
    tx,
    `select i.id, i.premise_id, i.registration_number, i.meter_id, i.qualification, i.facts, l.id as line_id, l.raw,
            case f.source when 'sheet' then 'sheet' when 'amr' then 'telemetry' when 'file' then 'collector' when 'device' then 'collector'
              end as collection
       from readings_load_items i
       left join readings_file_lines l on l.load_item_id = i.id and l.fate = 'accepted'
       left join readings_files f on f.id = l.file_id
      where i.load_id = ? and i.id between ? and ? and (?::bigint[] is null or i.id = any(?::bigint[])) and ${NOT_JUDGED}
      order by i.id`,
    [load.id, range.from, range.until, only ?? null, only ?? null]
  )
  const decided = rows.map((row) => decide(row, load, rules))
  const ids = await takeIds(tx, 'readings_readings', rows.length)
  await copyRows(
    tx,
    'readings_readings',
    COLUMNS,
    decided.map((one, index) => [ids[index]!, municipalityId, ...columnsOf(one, load)])
  )
  await orderExchanges(tx, municipalityId, decided.flatMap(exchangeOf))
  await openOccurrenceOrders(tx, {
    ...{ municipalityId, anomalies: rules.policy.anomalies },
    seen: decided.map((one, index) => seenOf(one, ids[index]!)),
  })
  return { items: rows.length, counts: countsOf(decided), issues: decided.flatMap(issuesOf) }
}

function decide(row: Row, { loadedOn }: LoadRef, rules: CritiqueRules): Decided {
  const facts = JSON.parse(row.facts) as FrozenFacts
  const visit = visitOf(row.raw)
  const { qualification } = row
  return { row, visit, reading: decideReading({ facts, qualification, loadedOn, visit }, rules) }
}

/** The visit in an accepted line, which was read before and so can be read. */
export function visitOf(raw: string | null): ReadingReturn | null {
  return raw === null ? null : readReturnLine(raw).record
}

const COLUMNS = [
  ...['id', 'municipality_id', 'load_item_id', 'load_id', 'premise_id', 'registration_number'],
  ...['meter_id', 'reference', 'file_line_id', 'pack_id', 'origin', 'collection', 'reader_code'],
  ...['read_at', ...DECIDED_COLUMNS],
]

function columnsOf({ row, visit, reading }: Decided, load: LoadRef): CopyValue[] {
  return [
    ...[row.id, load.id, row.premise_id, row.registration_number, row.meter_id, load.reference],
    ...[row.line_id, load.packId, originOf(row), row.collection, visit?.readerCode ?? null],
    ...[visit?.readAt ?? null, ...decidedValues(reading)],
  ]
}

/** Whether the meter told the reading by itself. */
const originOf = ({ collection }: Row) => (collection === 'telemetry' ? 'amr' : 'load')

/** The exchange that the treatment of the occurrence asks for (TR-3.2.3.11). */
function exchangeOf({ row, reading }: Decided): SeenOccurrence[] {
  if (reading.order !== 'meter_exchange' || row.meter_id === null || !reading.readOn) return []
  return [
    {
      ...{ meterId: row.meter_id, occurrence: reading.anomalyCode ?? '', remarks: reading.message },
      occurredOn: reading.readOn,
    },
  ]
}

const seenOf = ({ row, reading }: Decided, readingId: bigint): SeenAtPremise => ({
  ...{ readingId, premiseId: row.premise_id, anomalyCode: reading.anomalyCode },
  ...{ treatmentOrder: reading.order, remarks: reading.message },
})

interface Decided {
  readonly row: Row
  readonly visit: ReadingReturn | null
  readonly reading: DecidedReading
}

function countsOf(decided: readonly Decided[]): CritiqueCounts {
  const count = (test: (reading: DecidedReading) => boolean) =>
    decided.filter(({ reading }) => test(reading)).length
  const held = count(({ state }) => state === 'held')
  return {
    accepted: decided.length - held,
    held,
    measured: count(({ kind }) => kind === 'measured'),
    without_reading: count(({ reading }) => reading === null),
  }
}

function issuesOf({ row, reading }: Decided): Issue[] {
  if (reading.state !== 'held') return []
  return [
    {
      code: reading.holdReason ?? 'held',
      severity: 'warning',
      path: row.registration_number,
      message: `Matrícula ${row.registration_number}: ${reading.message ?? 'retida pela crítica'}`,
    },
  ]
}
