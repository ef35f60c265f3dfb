import type { CivilDate, RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { Qualification, ReadingState } from '../domain/frozen_facts.ts'
import { errors } from '../errors.ts'
import { confirmReading } from './confirm_reading.ts'
import { critiqueChunk } from './critique_chunk.ts'
import { critiqueRulesOf } from './critique_rules.ts'
import { type LoadRef, RECEIVING, lockLoad, requireState } from './load_state.ts'
import { receiveTyped } from './type_sheet.ts'

/** A premise of a set, as its load froze it and as far as it was read. */
export interface LoadedItem {
  readonly id: bigint
  readonly premise_id: bigint
  readonly sequence: number
  readonly registration_number: string
  readonly meter_number: string | null
  readonly qualification: Qualification
  readonly previous_reading: number | null
  readonly previous_read_on: CivilDate | null
  /** A reading of it came in. */
  readonly is_read: boolean
  /** Null until the critique judged it. */
  readonly state: ReadingState | null
}

export interface LoadedSet {
  readonly load: LoadRef
  readonly setKey: bigint
  readonly items: readonly LoadedItem[]
}

interface Asked {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly reference: RefMonth
}

/** The billing set of a premise in the load that has it in a month, the load locked; null where none has it. */
export async function loadedSet(
  tx: Tx,
  { municipalityId, premiseId, reference }: Asked
): Promise<LoadedSet | null> {
  const [row] = await query<{ load_id: bigint; set_key: bigint }>(
    tx,
    `select i.load_id, i.set_key from readings_loads l join readings_load_items i on i.load_id = l.id
      where l.municipality_id = ? and l.reference = ? and i.premise_id = ?`,
    [municipalityId, reference, premiseId]
  )
  if (!row) return null
  const load = await lockLoad(tx, municipalityId, row.load_id)
  const items = await query<LoadedItem>(
    tx,
    `select i.id, i.premise_id, i.sequence, i.registration_number, i.meter_number, i.qualification, i.previous_reading,
            i.previous_read_on, r.state,
            exists (select from readings_file_lines n where n.load_item_id = i.id and n.fate = 'accepted') as is_read
       from readings_load_items i left join readings_readings r on r.load_item_id = i.id
      where i.load_id = ? and i.set_key = ? order by i.route_id nulls last, i.sequence, i.id`,
    [row.load_id, row.set_key]
  )
  return { load, setKey: row.set_key, items }
}

/** What the desk read on the dial of one premise. */
export interface TypedAhead {
  readonly premiseId: bigint
  readonly reading: number
  readonly readOn: CivilDate
}

export interface ReadAhead {
  readonly municipalityId: bigint
  readonly set: LoadedSet
  readonly typed: TypedAhead | null
  /** Who accepts what the critique holds, and why; null: nobody here may. */
  readonly accepts: { readonly by: string; readonly reason: string } | null
  readonly now: Date
}

/** A reading that the critique held and the person accepted at once. */
export interface AcceptedAhead {
  readonly registration: string
  readonly message: string | null
}

/** Who read, in lines that the desk types for one premise. */
const DESK = 'ATENDIMENTO'

/**
 * Readings of one set before the critique of its load: what is typed enters by the door of sheets, and the rules of the load
 * judge it; the critique of the load leaves it as it is. Errors: E_READINGS_STATE, …_AHEAD_READ, …_AHEAD_MISSING, …_AHEAD_HELD.
 */
export async function readAhead(tx: Tx, given: ReadAhead): Promise<AcceptedAhead[]> {
  const { municipalityId, set, typed } = given
  const { load, items } = set
  const open = items.filter(({ state }) => state === null)
  if (typed) await takeTyped(tx, given, typed)
  if (open.length === 0) return []
  requireState(load, [...RECEIVING, 'processed', 'billed'], 'processed')
  const missing = open.filter(
    (item) => item.qualification === 'read' && !item.is_read && item.premise_id !== typed?.premiseId
  )
  if (missing.length) {
    throw errors.E_READINGS_AHEAD_MISSING({
      registrations: missing.map((item) => item.registration_number).join(', '),
    })
  }
  const ids = open.map(({ id }) => id).sort((a, b) => (a < b ? -1 : 1))
  await critiqueChunk(tx, {
    ...{ municipalityId, load, only: ids, rules: await critiqueRulesOf(tx, load) },
    range: { from: ids[0]!, until: ids.at(-1)! },
  })
  return acceptHeld(tx, given, ids)
}

async function takeTyped(
  tx: Tx,
  { municipalityId, set, now }: ReadAhead,
  { premiseId, reading, readOn }: TypedAhead
): Promise<void> {
  const item = set.items.find((one) => one.premise_id === premiseId)!
  requireState(set.load, RECEIVING, 'returned')
  const received = await receiveTyped(tx, {
    ...{ municipalityId, load: set.load, readOn, reader: DESK, now },
    name: `Leitura da matrícula ${item.registration_number} no atendimento`,
    rows: [{ ...item, reading, occurrence: null }],
  })
  const [line] = received.judged
  if (line!.fate !== 'accepted') throw errors.E_READINGS_AHEAD_READ({ reason: line!.reason ?? '' })
}

async function acceptHeld(
  tx: Tx,
  { municipalityId, accepts, now }: ReadAhead,
  ids: readonly bigint[]
): Promise<AcceptedAhead[]> {
  const held = await query<{
    id: bigint
    registration: string
    reading: number | null
    message: string | null
  }>(
    tx,
    `select id, registration_number as registration, reading, message from readings_readings
      where load_item_id = any(?::bigint[]) and state = 'held' order by id`,
    [ids]
  )
  const accepted: AcceptedAhead[] = []
  for (const { id: readingId, registration, reading, message } of held) {
    if (!accepts) {
      throw errors.E_READINGS_AHEAD_HELD({ registration, message: message ?? 'fora do esperado' })
    }
    await confirmReading(tx, {
      ...{ municipalityId, readingId, reading: null, now, ...accepts },
      mode: reading === null ? 'average' : 'as_is',
    })
    accepted.push({ registration, message })
  }
  return accepted
}
