import { type Json, type Tx, canonicalJson, query, sha256 } from '#core/database/index'
import type { CivilDate } from '#core/calendar/index'
import type { FrozenFacts, Qualification } from '../domain/frozen_facts.ts'
import { errors } from '../errors.ts'
import { type ConfirmMode, confirmedVolume } from './confirm_reading.ts'
import { visitOf } from './critique_chunk.ts'
import { critiqueRulesOf } from './critique_rules.ts'
import { type CritiqueRules, decideReading } from './decide_reading.ts'
import { rebilledText } from './decided_columns.ts'
import { VISIT_COLUMNS, VISIT_JOINS } from './field_reviews.ts'
import type { CritiqueCase } from './measures.ts'

export interface ReplayDifference {
  readonly field: string
  readonly stored: Json
  readonly computed: Json
}

export interface ReadingReplay {
  readonly isSame: boolean
  /** Whether the frozen facts still have the hash that they were stored with. */
  readonly areFactsIntact: boolean
  readonly differences: readonly ReplayDifference[]
  /** Canonical JSON of what the reading comes to now. */
  readonly computed: string
}

interface Row {
  readonly load_item_id: bigint
  readonly facts: string
  readonly facts_hash: string
  readonly qualification: Qualification
  readonly loaded_on: CivilDate
  readonly pack_id: bigint
  readonly raw: string | null
  readonly is_second_visit: boolean
  readonly reading: number | null
  readonly kind: string
  readonly measured_m3: string | null
  readonly billed_m3: string
  readonly adjustments: string
  readonly credit_m3: string
  readonly rebilled: string | null
  readonly confirmation: string | null
}

type Result = Readonly<Record<(typeof COMPARED)[number], Json>>
const COMPARED = [
  'reading',
  'kind',
  'measured_m3',
  'billed_m3',
  'adjustments',
  'credit_m3',
  'rebilled',
] as const

/**
 * Computes a reading again from its frozen facts, the line from the field, the person's decision where there was one and the
 * rules of its pack, and compares it with what is stored. @throws BusinessError E_READINGS_NOT_REPLAYABLE
 */
export async function replayReading(tx: Tx, loadItemId: bigint): Promise<ReadingReplay> {
  const replays = await replayReadings(tx, [loadItemId])
  const replay = replays.get(loadItemId)
  if (!replay) throw errors.E_READINGS_NOT_REPLAYABLE({ id: loadItemId })
  return replay
}

/** As `replayReading`, for many at once: one query. What has no reading of the system's own is left out. */
export async function replayReadings(
  tx: Tx,
  loadItemIds: readonly bigint[]
): Promise<ReadonlyMap<bigint, ReadingReplay>> {
  const rows = await query<Row>(
    tx,
    `select i.id as load_item_id, i.facts, i.facts_hash, i.qualification, l.loaded_on, r.pack_id, ${VISIT_COLUMNS}, r.reading,
            r.kind, r.measured_m3, r.billed_m3, r.adjustments, r.credit_m3, r.rebilled, r.confirmation
       from readings_load_items i
       join readings_loads l on l.id = i.load_id
       join readings_readings r on r.load_item_id = i.id ${VISIT_JOINS}
      where i.id = any(?::bigint[])`,
    [loadItemIds]
  )
  const rulesOf = new Map<string, CritiqueRules>()
  const replays = new Map<bigint, ReadingReplay>()
  for (const row of rows) {
    const name = `${row.pack_id}/${row.loaded_on}`
    let rules = rulesOf.get(name)
    if (!rules) {
      rules = await critiqueRulesOf(tx, { packId: row.pack_id, loadedOn: row.loaded_on })
      rulesOf.set(name, rules)
    }
    replays.set(row.load_item_id, replayOf(row, rules))
  }
  return replays
}

function replayOf(row: Row, rules: CritiqueRules): ReadingReplay {
  const computed = computeAgain(row, rules)
  const stored: Result = { ...row, adjustments: row.adjustments }
  const differences = COMPARED.filter((field) => stored[field] !== computed[field]).map(
    (field) => ({ field, stored: stored[field], computed: computed[field] })
  )
  const areFactsIntact = sha256(row.facts) === row.facts_hash
  return {
    isSame: areFactsIntact && differences.length === 0,
    ...{ areFactsIntact, differences, computed: canonicalJson(computed) },
  }
}

function computeAgain(row: Row, rules: CritiqueRules): Result {
  const one: CritiqueCase = {
    facts: JSON.parse(row.facts) as FrozenFacts,
    qualification: row.qualification,
    loadedOn: row.loaded_on,
    visit: visitOf(row.raw),
    isSecondVisit: row.is_second_visit,
  }
  if (row.confirmation === null) {
    const decided = decideReading(one, rules)
    return resultOf(decided.reading, decided)
  }
  const { mode, reading } = JSON.parse(row.confirmation) as {
    mode: ConfirmMode
    reading: number | null
  }
  return resultOf(reading, confirmedVolume(one, rules, { mode, value: reading }))
}

function resultOf(reading: number | null, volume: ReturnType<typeof confirmedVolume>): Result {
  return {
    reading,
    kind: volume.kind,
    measured_m3: volume.measuredM3,
    billed_m3: volume.billedM3,
    adjustments: canonicalJson(volume.adjustments),
    credit_m3: volume.creditM3,
    rebilled: rebilledText(volume),
  }
}
