import { civilDate, daysBetween } from '#core/calendar/index'
import type { CivilDate } from '#core/calendar/index'
import type { Actor } from '#core/actions/index'
import { type SqlValue, type Tx, query } from '#core/database/index'
import { pointsInside } from '#core/records/index'
import { measuredM3 } from '../domain/consumption.ts'
import type { FrozenFacts, SwapResidual } from '../domain/frozen_facts.ts'
import { visitOf } from './critique_chunk.ts'
import { isLastMeterGone } from './decide_reading.ts'

interface Row {
  readonly id: bigint
  readonly load_id: bigint
  readonly premise_id: bigint
  readonly registration_number: string
  readonly reference: string
  readonly read_on: CivilDate
  readonly message: string | null
  readonly expected_from: number | null
  readonly expected_until: number | null
  readonly facts: string
  readonly raw: string | null
}

export interface HeldReading {
  readonly id: bigint
  readonly premiseId: bigint
  readonly registrationNumber: string
  readonly reference: string
  readonly address: string
  readonly holder: string | null
  readonly meter: string | null
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
  readonly message: string
  /** The last six months, the oldest first. */
  readonly months: readonly { readonly reference: string; readonly m3: string }[]
}

export interface QueueRequest {
  readonly loadId: bigint | null
  readonly page: number
}

const PAGE_SIZE = 25
const MONTHS_SHOWN = 6

/** The held readings of the load, or of all, in the localities where the person works. */
function waitingFor(actor: Actor, loadId: bigint | null) {
  const inside = pointsInside('r.premise_id', 'registry.premises', actor)
  const where = [
    `r.municipality_id = ? and r.state = 'held' and r.billing <> 'superseded'`,
    ...(loadId ? ['r.load_id = ?'] : []),
    ...(inside ? [inside.sql] : []),
  ].join(' and ')
  const bindings = [
    ...(loadId ? [actor.municipalityId, loadId] : [actor.municipalityId]),
    ...((inside?.bindings ?? []) as readonly SqlValue[]),
  ]
  return { where, bindings }
}

/** A page of the readings that wait for a person, in order of load and walk. */
export async function reviewQueue(
  tx: Pick<Tx, 'rawQuery'>,
  actor: Actor,
  { loadId, page }: QueueRequest
) {
  const { where, bindings } = waitingFor(actor, loadId)
  const [{ count } = { count: 0 }] = await query<{ count: number }>(
    tx,
    `select count(*)::int as count from readings_readings r where ${where}`,
    bindings
  )
  const lastPage = Math.max(1, Math.ceil(count / PAGE_SIZE))
  const shown = Math.min(page, lastPage)
  const rows = await query<Row>(
    tx,
    `select r.id, r.load_id, r.premise_id, r.registration_number, r.reference, r.read_on, r.message, i.expected_from,
            i.expected_until, i.facts, l.raw
       from readings_readings r
       join readings_load_items i on i.id = r.load_item_id
       left join readings_file_lines l on l.id = r.file_line_id
      where ${where} order by r.load_id, r.id limit ${PAGE_SIZE} offset ?`,
    [...bindings, (shown - 1) * PAGE_SIZE]
  )
  return { held: rows.map(heldOf), count, page: shown, lastPage, loadId }
}

function heldOf(row: Row): HeldReading {
  const facts = JSON.parse(row.facts) as FrozenFacts
  const reading = visitOf(row.raw)?.reading ?? null
  return {
    id: row.id,
    premiseId: row.premise_id,
    registrationNumber: row.registration_number,
    reference: row.reference,
    address: facts.address,
    holder: facts.holder_name,
    meter: facts.meter?.number ?? null,
    readOn: row.read_on,
    days:
      facts.previous_read_on === null
        ? null
        : daysBetween(civilDate(facts.previous_read_on), row.read_on),
    previous: facts.previous_reading,
    reading,
    canAccept: reading !== null || isLastMeterGone(facts),
    swap: facts.swap,
    consumption: consumptionOf(facts, reading),
    average: facts.average_m3,
    expected: expectedOf(row),
    message: row.message ?? 'Retida pela crítica',
    months: facts.history.slice(0, MONTHS_SHOWN).toReversed(),
  }
}

const expectedOf = ({ expected_from: from, expected_until: until }: Row) =>
  from === null || until === null ? null : { from, until }

function consumptionOf(facts: FrozenFacts, reading: number | null): number | null {
  if (reading === null || facts.previous_reading === null || !facts.meter) return null
  const { digits } = facts.meter
  return measuredM3({ reading, previous: facts.previous_reading, digits })?.m3 ?? null
}
