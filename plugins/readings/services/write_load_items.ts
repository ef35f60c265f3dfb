import { type CivilDate, daysBetween, formatRefMonth } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { canonicalJson, copyRows, sha256, takeIds, query } from '#core/database/index'
import type { CopyValue, Tx } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { customFacts } from '#core/records/index'
import { type ActiveMeter, activeMeters, removedMeters } from '#plugins/metering/api'
import { type PremiseFacts, heldSince, premiseFactsByIds, waterSince } from '#plugins/registry/api'
import { expectedRange, expectedReadings } from '../domain/expected_range.ts'
import type { FrozenFacts, Qualification } from '../domain/frozen_facts.ts'
import type { ReadingPolicy } from '../domain/policy.ts'
import { qualify } from '../domain/qualification.ts'
import { freezeFacts } from './freeze_facts.ts'
import { type Participate, joinedFacts } from './joined_facts.ts'
import type { LoadRef } from './load_state.ts'
import { lastReadings, lastReal, pastReadings } from './past_readings.ts'
import { type TakenOver, supersedeEarlier } from './waiting_sets.ts'

export interface LoadChunk {
  readonly municipalityId: bigint
  readonly load: LoadRef
  /** In the order of the load, sets together. */
  readonly premiseIds: readonly bigint[]
  readonly policy: ReadingPolicy
  readonly participate: Participate
}

export interface LoadedChunk {
  readonly counts: Readonly<Record<Qualification, number>>
  readonly issues: readonly Issue[]
  /** sha256 of the hashes of the facts written, in order. */
  readonly factsHash: string
}

interface Stop {
  readonly premise_id: bigint
  readonly route_id: bigint
  readonly sequence: number
}

export interface Item {
  readonly premise: PremiseFacts
  readonly meter: ActiveMeter | undefined
  readonly stop: Stop | undefined
  readonly facts: FrozenFacts
  readonly qualification: Qualification
}

/** Freezes some premises into a load: reads each table once, writes by COPY. */
export async function writeLoadItems(tx: Tx, chunk: LoadChunk): Promise<LoadedChunk> {
  const { municipalityId, load, premiseIds } = chunk
  const { id: loadId, reference } = load
  const taken = await supersedeEarlier(tx, { municipalityId, loadId, reference, premiseIds })
  const items = await gather(tx, chunk)
  const ids = await takeIds(tx, 'readings_load_items', items.length)
  const rows = items.map((item, index) => rowOf(ids[index]!, item, chunk))
  await copyRows(tx, 'readings_load_items', COLUMNS, rows)
  const counts = { read: 0, not_read: 0, unmetered: 0 }
  for (const { qualification } of items) counts[qualification]++
  const factsHash = sha256(rows.map((row) => String(row.at(-1))).join('\n'))
  return { counts, issues: [...items.flatMap(issuesOf), ...taken.map(takenOver)], factsHash }
}

/** What there is to freeze of some premises, as it stands on the load's date. */
export async function gather(
  tx: Tx,
  { municipalityId, load, premiseIds, policy, participate }: LoadChunk
): Promise<Item[]> {
  const on = load.loadedOn
  const premises = await premiseFactsByIds(tx, municipalityId, premiseIds, on)
  const meters = await activeMeters(tx, { municipalityId, premiseIds, on })
  const stops = await stopsOf(tx, municipalityId, premiseIds)
  const past = await pastReadings(tx, municipalityId, premiseIds, load.reference)
  const removed = await removedMeters(tx, { municipalityId, premiseIds, on })
  const meterIds = [...meters.values(), ...[...removed.values()].flat()].map((one) => one.meterId)
  const last = await lastReadings(tx, [...new Set(meterIds)], load.reference)
  const real = await lastReal(tx, municipalityId, [...removed.keys()], load.reference)
  const added = await customFacts(tx, 'registry.premises', { municipalityId, ids: premiseIds })
  const cutDays = await daysSinceCut(tx, { municipalityId, on, policy, premises, meters })
  const since = await averagesSince(tx, { municipalityId, premiseIds, on })
  const joined = await joinedFacts(participate, { on, reference: load.reference, premiseIds })
  const byId = new Map(premises.map((premise) => [premise.premiseId, premise]))
  return premiseIds.flatMap((id) => {
    const premise = byId.get(id)
    if (!premise) return []
    const meter = meters.get(id)
    const facts = freezeFacts({
      premise,
      meter,
      added: added.facts.get(id),
      joined: joined.get(id),
      last: meter && last.get(meter.meterId),
      removed: removed.get(id) ?? [],
      lastOf: last,
      lastReal: real.get(id),
      past: past.get(id) ?? [],
      policy: policy.average,
      averageSince: since.get(id),
    })
    const qualification = qualify(
      {
        water: premise.water,
        sewage: premise.sewage?.situation ?? null,
        hasMeter: meter !== undefined,
        cutDays: cutDays.get(id) ?? null,
      },
      policy
    )
    return [{ premise, meter, stop: stops.get(id), facts, qualification }]
  })
}

/** First days of holders, only where an average is the holder's own (DECISIONS 45); the date of the load decides. */
async function averagesSince(
  tx: Tx,
  asked: Parameters<typeof heldSince>[1]
): Promise<ReadonlyMap<bigint, CivilDate>> {
  const { municipalityId, on: date } = asked
  const given = { key: 'readings.average_holder', municipalityId, date }
  const whose = await parameterWithin<'premise' | 'holder'>(tx, given)
  return whose === 'holder' ? heldSince(tx, asked) : new Map()
}

interface CutWhen {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly policy: ReadingPolicy
  readonly premises: readonly PremiseFacts[]
  readonly meters: ReadonlyMap<bigint, ActiveMeter>
}

/** Asked only where days after the cut count, and of cut premises with a meter. */
async function daysSinceCut(
  tx: Tx,
  { municipalityId, on, policy, premises, meters }: CutWhen
): Promise<ReadonlyMap<bigint, number>> {
  if (policy.cutMinDays === 0) return new Map()
  const cut = premises.filter(({ premiseId, water }) => water !== 'active' && meters.has(premiseId))
  const since = await waterSince(tx, {
    municipalityId,
    premiseIds: cut.map(({ premiseId }) => premiseId),
  })
  return new Map([...since].map(([id, day]) => [id, Math.max(0, daysBetween(day, on))]))
}

async function stopsOf(tx: Tx, municipalityId: bigint, premiseIds: readonly bigint[]) {
  const rows = await query<Stop>(
    tx,
    `select premise_id, route_id, sequence from readings_route_stops
      where municipality_id = ? and premise_id = any(?::bigint[])`,
    [municipalityId, premiseIds]
  )
  return new Map(rows.map((row) => [row.premise_id, row]))
}

const COLUMNS = [
  'id',
  'municipality_id',
  'load_id',
  'route_id',
  'sequence',
  'premise_id',
  'set_key',
  'meter_id',
  'meter_number',
  'registration_number',
  'qualification',
  'previous_reading',
  'previous_read_on',
  'average_m3',
  'expected_min',
  'expected_max',
  'expected_from',
  'expected_until',
  'facts',
  'facts_hash',
]

function rowOf(id: bigint, item: Item, { municipalityId, load, policy }: LoadChunk): CopyValue[] {
  const { premise, meter, stop, facts, qualification } = item
  const text = canonicalJson(facts)
  return [
    ...[id, municipalityId, load.id, stop?.route_id ?? null, stop?.sequence ?? 0],
    ...[premise.premiseId, premise.setKey, meter?.meterId ?? null, meter?.number ?? null],
    ...[premise.registrationNumber, qualification, facts.previous_reading, facts.previous_read_on],
    facts.average_m3,
    ...expectedColumns(item, policy),
    text,
    sha256(text),
  ]
}

/** What is expected of a premise to be read: as consumption and, where the previous reading is known, as readings. */
export function expectedColumns(
  { facts, qualification }: Pick<Item, 'facts' | 'qualification'>,
  policy: ReadingPolicy
): CopyValue[] {
  const range =
    qualification === 'read' ? expectedRange(facts.average_m3, policy.expectedRange) : null
  if (!range) return [null, null, null, null]
  if (!facts.meter || facts.previous_reading === null) return [range.min, range.max, null, null]
  const { from, until } = expectedReadings(facts.previous_reading, range, facts.meter.digits)
  return [range.min, range.max, from, until]
}

const takenOver = ({ registrationNumber, reference }: TakenOver): Issue => ({
  code: 'earlier_month_taken_over',
  severity: 'warning',
  path: registrationNumber,
  message: `O imóvel ${registrationNumber} não foi faturado em ${formatRefMonth(reference)}: o consumo dele conta desde a última fatura e entra nesta carga.`,
})

function issuesOf({ premise, stop }: Item): Issue[] {
  const path = premise.registrationNumber
  const issue = (code: string, message: string): Issue => ({
    code,
    severity: 'warning',
    path,
    message,
  })
  return [
    ...(stop
      ? []
      : [
          issue(
            'premise_without_route',
            `O imóvel ${path} não está em nenhum roteiro: entrou no fim da carga. Dê a ele uma posição.`
          ),
        ]),
    ...(premise.holderId === null
      ? [issue('premise_without_holder', `O imóvel ${path} não tem titular na data da carga.`)]
      : []),
  ]
}
