import { civilDate, daysBetween } from '#core/calendar/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { type Picture, picturesOf } from '#core/records/index'
import { pagerOf } from '#core/web/index'
import { measuredM3 } from '../domain/consumption.ts'
import type { FrozenFacts, SwapResidual } from '../domain/frozen_facts.ts'
import { type ConsumptionChart, consumptionChart } from './consumption_chart.ts'
import { visitOf } from './critique_chunk.ts'
import { isLastMeterGone } from './decide_reading.ts'
import { VISIT_COLUMNS, VISIT_JOINS } from './field_reviews.ts'
import {
  QUEUE_FROM,
  type QueueFilters,
  type QueueScope,
  addressOf,
  queueConditions,
} from './review_filters.ts'

interface Row {
  readonly id: bigint
  readonly load_id: bigint
  readonly load_item_id: bigint
  readonly premise_id: bigint
  readonly registration_number: string
  readonly reference: string
  readonly read_on: CivilDate
  readonly anomaly_code: string | null
  readonly message: string | null
  readonly expected_min_m3: string | null
  readonly expected_max_m3: string | null
  readonly expected_from: number | null
  readonly expected_until: number | null
  readonly facts: string
  readonly raw: string | null
  readonly field_review: string | null
  readonly is_second_visit: boolean
  readonly first_reading: number | null
  readonly route: string | null
}

export interface HeldReading {
  readonly id: bigint
  readonly premiseId: bigint
  readonly registrationNumber: string
  readonly reference: string
  readonly address: string
  readonly route: string | null
  readonly holder: string | null
  readonly meter: string | null
  readonly reader: string | null
  readonly anomaly: string | null
  readonly readOn: CivilDate
  readonly days: number | null
  readonly previous: number | null
  /** What came from the field. */
  readonly reading: number | null
  /** Whether there is a reading, or a final one of a meter that went, to be accepted as it came. */
  readonly canAccept: boolean
  readonly swap: SwapResidual | null
  readonly consumption: number | null
  readonly average: string | null
  readonly expected: { readonly from: number; readonly until: number } | null
  /** m³ expected in the days of this period. */
  readonly expectedM3: { readonly min: string; readonly max: string } | null
  readonly message: string
  /** What the reader was asked to look at, while a second visit is out. */
  readonly visitAsked: string | null
  readonly isSecondVisit: boolean
  /** What the first visit read, when this is the second. */
  readonly firstReading: number | null
  readonly chart: ConsumptionChart
  readonly pictures: readonly Picture[]
}

export interface QueueRequest {
  readonly filters: QueueFilters
  readonly page: number
}

const PAGE_SIZE = 25
const MOST_SELECTED = 5000

/** A page of the readings that wait for a person, in order of load and walk, with what the filters offer. */
export async function reviewQueue(
  tx: Pick<Tx, 'rawQuery'>,
  scope: QueueScope,
  { filters, page }: QueueRequest
) {
  const { where, bindings } = queueConditions(scope, filters)
  const count = await countQueue(tx, scope, filters)
  const shown = Math.min(page, Math.max(1, Math.ceil(count / PAGE_SIZE)))
  const rows = await query<Row>(
    tx,
    `select r.id, r.load_id, r.load_item_id, r.premise_id, r.registration_number, r.reference, r.read_on, r.anomaly_code,
            r.message, r.expected_min_m3, r.expected_max_m3, i.expected_from, i.expected_until, i.facts, i.field_review,
            t.code || ' ' || t.name as route, ${VISIT_COLUMNS},
            (select v.doubtful_reading from readings_field_reviews v
              where v.reading_id = r.id and v.state = 'returned' order by v.id desc limit 1) as first_reading
       ${QUEUE_FROM} ${VISIT_JOINS} left join readings_routes t on t.id = i.route_id
      where ${where} order by r.load_id, i.route_id nulls last, i.sequence, i.id limit ${PAGE_SIZE} offset ?`,
    [...bindings, (shown - 1) * PAGE_SIZE]
  )
  const pictures = await picturesOf(tx, {
    actor: scope.actor,
    record: 'readings.load_items',
    ids: rows.map((row) => row.load_item_id),
  })
  const address = addressOf(filters)
  return {
    held: rows.map((row) => heldOf(row, pictures.get(row.load_item_id) ?? [])),
    count,
    filters,
    address,
    isFiltered: Object.keys(address).some((name) => name !== 'queue'),
    pager: pagerOf({
      ...{ page: shown, size: PAGE_SIZE, total: count, path: '/readings/review', query: address },
    }),
  }
}

/** How many readings the filters leave. */
export async function countQueue(
  tx: Pick<Tx, 'rawQuery'>,
  scope: QueueScope,
  filters: QueueFilters
): Promise<number> {
  const { where, bindings } = queueConditions(scope, filters)
  const [row] = await query<{ count: number }>(
    tx,
    `select count(*)::int as count ${QUEUE_FROM} where ${where}`,
    bindings
  )
  return row!.count
}

/** Every reading that the filters leave, for a decision about all of them. */
export async function queueIds(
  tx: Pick<Tx, 'rawQuery'>,
  scope: QueueScope,
  filters: QueueFilters
): Promise<string[]> {
  const { where, bindings } = queueConditions(scope, filters)
  const rows = await query<{ id: bigint }>(
    tx,
    `select r.id ${QUEUE_FROM} where ${where} order by r.id limit ${MOST_SELECTED}`,
    bindings
  )
  return rows.map(({ id }) => String(id))
}

function heldOf(row: Row, pictures: readonly Picture[]): HeldReading {
  const facts = JSON.parse(row.facts) as FrozenFacts
  const visit = visitOf(row.raw)
  const reading = visit?.reading ?? null
  const consumption = consumptionOf(facts, reading)
  const expectedM3 = betweenOf(row.expected_min_m3, row.expected_max_m3)
  return {
    id: row.id,
    premiseId: row.premise_id,
    registrationNumber: row.registration_number,
    reference: row.reference,
    address: facts.address,
    route: row.route,
    holder: facts.holder_name,
    meter: facts.meter?.number ?? null,
    reader: visit?.readerCode ?? null,
    anomaly: row.anomaly_code,
    readOn: row.read_on,
    days: daysOf(facts, row.read_on),
    previous: facts.previous_reading,
    reading,
    canAccept: reading !== null || isLastMeterGone(facts),
    swap: facts.swap,
    consumption,
    average: facts.average_m3,
    expected:
      row.expected_from === null || row.expected_until === null
        ? null
        : { from: row.expected_from, until: row.expected_until },
    expectedM3,
    message: row.message ?? 'Retida pela crítica',
    visitAsked: row.field_review,
    isSecondVisit: row.is_second_visit,
    firstReading: row.first_reading,
    chart: consumptionChart({
      ...{ reference: row.reference, m3: consumption, expected: expectedM3 },
      history: facts.history,
    }),
    pictures,
  }
}

const betweenOf = (min: string | null, max: string | null) =>
  min === null || max === null ? null : { min, max }

const daysOf = ({ previous_read_on: on }: FrozenFacts, readOn: CivilDate): number | null =>
  on === null ? null : daysBetween(civilDate(on), readOn)

function consumptionOf(facts: FrozenFacts, reading: number | null): number | null {
  if (reading === null || facts.previous_reading === null || !facts.meter) return null
  const { digits } = facts.meter
  return measuredM3({ reading, previous: facts.previous_reading, digits })?.m3 ?? null
}
