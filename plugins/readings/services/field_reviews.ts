import { type Tx, query } from '#core/database/index'
import type { FrozenFacts, Qualification } from '../domain/frozen_facts.ts'
import { errors } from '../errors.ts'
import { visitOf } from './critique_chunk.ts'
import { critiqueRulesOf } from './critique_rules.ts'
import { type CritiqueRules, type DecidedReading, decideReading } from './decide_reading.ts'
import { DECIDED_COLUMNS, decidedValues } from './decided_columns.ts'
import { type LoadRef, readLoad } from './load_state.ts'

/** The line of the visit that counts for a reading `r`: the second one, where the critique asked for it. */
export const VISIT_COLUMNS = 'visit.raw, r.review_line_id is not null as is_second_visit'
export const VISIT_JOINS =
  'left join readings_file_lines visit on visit.id = coalesce(r.review_line_id, r.file_line_id)'

export interface ReviewRequest {
  readonly municipalityId: bigint
  readonly readingId: bigint
  /** For the reader: what to look at. */
  readonly request: string
  readonly by: string
  readonly now: Date
}

export interface AskedReview {
  readonly reviewId: bigint
  readonly registrationNumber: string
  readonly reading: number | null
}

interface Held {
  readonly id: bigint
  readonly registration_number: string
  readonly state: string
  readonly billing: string
  readonly is_asked: boolean
}

/**
 * Sends a held reading back to the field: its unit stands in the review list of the device from its next synchronization.
 * The doubtful reading is kept as it stands. Errors: E_READINGS_READING_UNKNOWN, E_READINGS_NOT_HELD,
 * E_READINGS_REVIEW_ASKED, E_READINGS_NO_METER.
 */
export async function askFieldReview(tx: Tx, given: ReviewRequest): Promise<AskedReview> {
  const held = await heldReading(tx, given)
  const [row] = await query<{ id: bigint; reading: number | null }>(
    tx,
    `insert into readings_field_reviews (municipality_id, load_id, load_item_id, reading_id, premise_id, registration_number,
       state, critique, request, asked_by, asked_at, doubtful_reading, doubtful_read_on, doubtful_anomaly, doubtful_reader,
       doubtful_read_at, doubtful_m3)
     select municipality_id, load_id, load_item_id, id, premise_id, registration_number, 'asked',
            coalesce(message, hold_reason), ?, ?, ?, reading, read_on, anomaly_code, reader_code, read_at, measured_m3
       from readings_readings where id = ?
     returning id, doubtful_reading as reading`,
    [given.request, given.by, given.now.toISOString(), held.id]
  )
  const [item] = await query<{ meter_id: bigint | null }>(
    tx,
    `update readings_load_items i set field_review = ?
       from readings_readings r where r.id = ? and i.id = r.load_item_id returning i.meter_id`,
    [given.request, held.id]
  )
  if (item!.meter_id === null) throw errors.E_READINGS_NO_METER({ id: held.id })
  const { registration_number: registrationNumber } = held
  return { reviewId: row!.id, registrationNumber, reading: row!.reading }
}

async function heldReading(tx: Tx, { municipalityId, readingId }: ReviewRequest): Promise<Held> {
  const [held] = await query<Held>(
    tx,
    `select r.id, r.registration_number, r.state, r.billing,
            exists (select from readings_field_reviews v where v.reading_id = r.id and v.state = 'asked') as is_asked
       from readings_readings r where r.municipality_id = ? and r.id = ? for update`,
    [municipalityId, readingId]
  )
  if (!held) throw errors.E_READINGS_READING_UNKNOWN({ id: readingId })
  if (held.state !== 'held' || held.billing === 'superseded')
    throw errors.E_READINGS_NOT_HELD({ id: readingId, state: held.state })
  if (held.is_asked) throw errors.E_READINGS_REVIEW_ASKED({ id: readingId })
  return held
}

/** A reading that a person decided needs no second visit any more. */
export async function withdrawReview(tx: Tx, readingId: bigint): Promise<void> {
  await query(
    tx,
    `with gone as (
       update readings_field_reviews set state = 'withdrawn' where reading_id = ? and state = 'asked' returning load_item_id)
     update readings_load_items i set field_review = null from gone where i.id = gone.load_item_id`,
    [readingId]
  )
}

interface Returned {
  readonly review_id: bigint
  readonly reading_id: bigint
  readonly line_id: bigint
  readonly raw: string
  readonly collection: string
  readonly qualification: Qualification
  readonly facts: string
}

export interface ReturnedReviews {
  readonly municipalityId: bigint
  readonly loadId: bigint
  readonly now: Date
}

/** Lines of second visits came in after this review was asked for, and nobody has taken them yet. */
const RETURNED = `
  select distinct on (v.id) v.id as review_id, v.reading_id, l.id as line_id, l.raw, i.qualification, i.facts,
         case f.source when 'sheet' then 'sheet' else 'collector' end as collection
    from readings_field_reviews v
    join readings_load_items i on i.id = v.load_item_id
    join readings_readings r on r.id = v.reading_id and r.state = 'held' and r.billing <> 'superseded'
    join readings_file_lines l on l.load_item_id = i.id and l.fate = 'review'
    join readings_files f on f.id = l.file_id
   where v.load_id = ? and v.municipality_id = ? and v.state = 'asked'
     and not exists (select from readings_field_reviews o where o.load_item_id = i.id and o.file_line_id >= l.id)
   order by v.id, l.id desc`

/**
 * Judges again the readings of a load whose second visit came back: the new visit takes the place of the doubtful one, and
 * both stay in the review. What the rules still doubt waits for a person. @returns how many came back.
 */
export async function takeFieldReviews(tx: Tx, given: ReturnedReviews): Promise<number> {
  const { municipalityId, loadId } = given
  const rows = await query<Returned>(tx, RETURNED, [loadId, municipalityId])
  if (rows.length === 0) return 0
  const load = await readLoad(tx, municipalityId, loadId)
  const rules = await critiqueRulesOf(tx, load)
  for (const row of rows) await takeOne(tx, row, { load, rules, now: given.now })
  return rows.length
}

interface Judging {
  readonly load: LoadRef
  readonly rules: CritiqueRules
  readonly now: Date
}

const SET = DECIDED_COLUMNS.map((name) => `${name} = ?`).join(', ')

async function takeOne(tx: Tx, row: Returned, { load, rules, now }: Judging): Promise<void> {
  const visit = visitOf(row.raw)!
  const decided: DecidedReading = decideReading(
    {
      facts: JSON.parse(row.facts) as FrozenFacts,
      qualification: row.qualification,
      loadedOn: load.loadedOn,
      visit,
      isSecondVisit: true,
    },
    rules
  )
  await query(
    tx,
    `update readings_readings set ${SET}, review_line_id = ?, collection = ?, reader_code = ?, read_at = ? where id = ?`,
    [
      ...decidedValues(decided),
      ...[row.line_id, row.collection, visit.readerCode, visit.readAt, row.reading_id],
    ]
  )
  await query(
    tx,
    `with back as (
       update readings_field_reviews
          set state = 'returned', file_line_id = ?, reading = ?, read_at = ?, anomaly_code = ?, reader_code = ?,
              collection = ?, returned_at = ?
        where id = ? returning load_item_id)
     update readings_load_items i set field_review = null from back where i.id = back.load_item_id`,
    [
      ...[row.line_id, visit.reading, visit.readAt, visit.anomalyCode, visit.readerCode],
      ...[row.collection, now.toISOString(), row.review_id],
    ]
  )
}
