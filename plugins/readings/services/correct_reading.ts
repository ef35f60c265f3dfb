import type { RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { Dec } from '#core/money/index'
import { fitsDial } from '../domain/consumption.ts'
import type {
  ConsumptionKind,
  FrozenFacts,
  Qualification,
  RebilledMonths,
} from '../domain/frozen_facts.ts'
import { errors } from '../errors.ts'
import { confirmedVolume } from './confirm_reading.ts'
import { visitOf } from './critique_chunk.ts'
import { critiqueRulesOf } from './critique_rules.ts'
import { ownShare } from './decide_reading.ts'
import { VISIT_COLUMNS, VISIT_JOINS } from './field_reviews.ts'
import { readLoad } from './load_state.ts'

/** What a billed month would be with another reading: computed as the critique does, from the facts of the load. */
export interface CorrectedReading {
  readonly reading: number
  readonly previousReading: number | null
  readonly before: number | null
  readonly kind: ConsumptionKind
  readonly measuredM3: string | null
  readonly billedM3: string
  readonly creditM3: string
  /** Estimated months that it bills again, each at its own tariff. */
  readonly rebilled: RebilledMonths | null
}

interface Row {
  readonly municipality_id: bigint
  readonly load_id: bigint
  readonly reading: number | null
  readonly kind: ConsumptionKind
  readonly credit_m3: string
  readonly qualification: Qualification
  readonly previous_reading: number | null
  readonly facts: string
  readonly raw: string | null
}

/** A billed month as it stands, with the rules of its load. @throws BusinessError E_READINGS_READING_UNKNOWN */
async function billedMonth(tx: Tx, loadItemId: bigint) {
  const [row] = await query<Row>(
    tx,
    `select i.load_id, i.municipality_id, coalesce(r.corrected_reading, r.reading) as reading, i.qualification, i.previous_reading,
            case when r.corrected_reading is null then r.kind else 'measured' end as kind,
            coalesce(r.corrected_credit_m3, r.credit_m3) as credit_m3, i.facts, ${VISIT_COLUMNS}
       from readings_load_items i
       join readings_readings r on r.load_item_id = i.id ${VISIT_JOINS}
      where i.id = ?`,
    [loadItemId]
  )
  if (!row) throw errors.E_READINGS_READING_UNKNOWN({ id: loadItemId })
  const facts = JSON.parse(row.facts) as FrozenFacts
  const load = await readLoad(tx, row.municipality_id, row.load_id)
  const one = {
    ...{ facts, qualification: row.qualification, loadedOn: load.loadedOn },
    visit: visitOf(row.raw),
  }
  return { row, one, rules: await critiqueRulesOf(tx, load) }
}

/** Nothing is written. Errors: E_READINGS_READING_UNKNOWN, E_READINGS_NO_METER, E_READINGS_BEYOND_DIAL. */
export async function correctedReading(
  tx: Tx,
  { loadItemId, reading }: { readonly loadItemId: bigint; readonly reading: number }
): Promise<CorrectedReading> {
  const { row, one, rules } = await billedMonth(tx, loadItemId)
  const { meter } = one.facts
  if (!meter) throw errors.E_READINGS_NO_METER({ id: loadItemId })
  if (!fitsDial(reading, meter.digits)) {
    throw errors.E_READINGS_BEYOND_DIAL({ reading, digits: meter.digits })
  }
  const volume = confirmedVolume(one, rules, { mode: 'corrected', value: reading })
  return {
    reading,
    previousReading: row.previous_reading,
    before: row.reading,
    kind: volume.kind,
    measuredM3: volume.measuredM3,
    billedM3: volume.billedM3,
    creditM3: volume.creditM3,
    rebilled: volume.rebilled ?? null,
  }
}

/**
 * Of another volume of a month that settles estimated ones, what the month itself used, by the rule of the critique; null where
 * it is all of the month. @throws BusinessError E_READINGS_READING_UNKNOWN
 */
export async function ownShareOf(
  tx: Tx,
  { loadItemId, billedM3 }: { readonly loadItemId: bigint; readonly billedM3: string }
): Promise<string | null> {
  const { row, one, rules } = await billedMonth(tx, loadItemId)
  if (row.kind !== 'measured' || !Dec.of(row.credit_m3).isZero()) return null
  return ownShare(one, rules.policy, billedM3)
}

/** What a correction of the invoice says of a month instead of what was billed; null: as it was. */
export interface KeptCorrection {
  readonly loadItemId: bigint
  readonly reading: number | null
  readonly billedM3: string
  readonly creditM3: string | null
  /** Of the volume, what the month itself used; null: all of it. */
  readonly ownM3: string | null
}

/** The months to come start from it: previous reading, average and what estimates billed. */
export async function keepCorrection(
  tx: Tx,
  municipalityId: bigint,
  { loadItemId, reading, billedM3, creditM3, ownM3 }: KeptCorrection
): Promise<void> {
  await query(
    tx,
    `update readings_readings set corrected_reading = coalesce(?, corrected_reading), corrected_m3 = ?,
            corrected_own_m3 = ?, corrected_credit_m3 = coalesce(?, corrected_credit_m3)
      where municipality_id = ? and load_item_id = ?`,
    [reading, billedM3, ownM3, creditM3, municipalityId, loadItemId]
  )
}

/** Months after a reference whose load took its facts already: they keep the former reading. */
export const laterLoads = (
  tx: Tx,
  municipalityId: bigint,
  { premiseId, reference }: { readonly premiseId: bigint; readonly reference: RefMonth }
): Promise<{ readonly reference: RefMonth }[]> =>
  query<{ reference: RefMonth }>(
    tx,
    `select l.reference from readings_loads l
       join readings_load_items i on i.load_id = l.id and i.premise_id = ?
      where l.municipality_id = ? and l.reference > ? order by l.reference`,
    [premiseId, municipalityId, reference]
  )
