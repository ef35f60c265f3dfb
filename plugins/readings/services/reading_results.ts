import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type {
  Adjustment,
  ConsumptionKind,
  FrozenFacts,
  ReadingState,
  RebilledMonths,
} from '../domain/frozen_facts.ts'

/** One premise of a load with its frozen facts and the reading it ended with. */
export interface ReadingResult {
  readonly loadItemId: bigint
  readonly premiseId: bigint
  readonly setKey: bigint
  readonly facts: FrozenFacts
  readonly factsHash: string
  readonly reading: number | null
  readonly readOn: CivilDate
  readonly previousReading: number | null
  readonly previousReadOn: CivilDate | null
  /** Until when the premise was billed before: the consumption period starts on the next day. */
  readonly billedUntil: CivilDate | null
  readonly anomalyCode: string | null
  readonly kind: ConsumptionKind
  /** Null when nothing was measured. */
  readonly measuredM3: string | null
  readonly billedM3: string
  /** measuredM3 (or 0) + Σ adjustments = billedM3. */
  readonly adjustments: readonly Adjustment[]
  /** Estimated months that this reading bills again at their own tariff; null: all is billed in this month. */
  readonly rebilled: RebilledMonths | null
  /** `held` is not to be billed: a person decides in the critique first. */
  readonly state: ReadingState
  readonly message: string | null
}

interface Row {
  readonly load_item_id: bigint
  readonly premise_id: bigint
  readonly set_key: bigint
  readonly facts: string
  readonly facts_hash: string
  readonly reading: number | null
  readonly read_on: CivilDate
  readonly previous_reading: number | null
  readonly previous_read_on: CivilDate | null
  readonly anomaly_code: string | null
  readonly kind: ConsumptionKind
  readonly measured_m3: string | null
  readonly billed_m3: string
  readonly adjustments: string
  readonly rebilled: string | null
  readonly state: ReadingState
  readonly message: string | null
}

/** Frequent lists of adjustments are parsed once: most readings have none. */
const NONE: readonly Adjustment[] = Object.freeze([])

/** The readings of some sets of a processed load, in order of set and sequence: one query, facts parsed once. */
export async function readingResults(
  tx: Tx,
  loadId: bigint,
  setKeys: readonly bigint[]
): Promise<ReadingResult[]> {
  if (setKeys.length === 0) return []
  const rows = await query<Row>(
    tx,
    `select i.id as load_item_id, i.premise_id, i.set_key, i.facts, i.facts_hash, i.previous_reading, i.previous_read_on,
            r.reading, r.read_on, r.anomaly_code, r.kind, r.measured_m3, r.billed_m3, r.adjustments, r.rebilled, r.state, r.message
       from readings_load_items i join readings_readings r on r.load_item_id = i.id
      where i.load_id = ? and i.set_key = any(?::bigint[])
      order by i.route_id nulls last, i.sequence, i.id`,
    [loadId, setKeys]
  )
  return rows.map(resultOf)
}

function resultOf(row: Row): ReadingResult {
  const facts = JSON.parse(row.facts) as FrozenFacts
  return {
    loadItemId: row.load_item_id,
    premiseId: row.premise_id,
    setKey: row.set_key,
    facts,
    factsHash: row.facts_hash,
    reading: row.reading,
    readOn: row.read_on,
    previousReading: row.previous_reading,
    previousReadOn: row.previous_read_on,
    billedUntil: facts.billed_until as CivilDate | null,
    anomalyCode: row.anomaly_code,
    kind: row.kind,
    measuredM3: row.measured_m3,
    billedM3: row.billed_m3,
    adjustments:
      row.adjustments === '[]' ? NONE : (JSON.parse(row.adjustments) as readonly Adjustment[]),
    rebilled: row.rebilled === null ? null : (JSON.parse(row.rebilled) as RebilledMonths),
    state: row.state,
    message: row.message,
  }
}
