import {
  type CopyValue,
  type Tx,
  canonicalJson,
  copyRows,
  query,
  takeIds,
} from '#core/database/index'
import { type ActiveMeter, activeMeters } from '#plugins/metering/api'
import { type PremiseFacts, premiseFacts } from '#plugins/registry/api'
import {
  type Consumer,
  type PastMonth,
  consumptionHistory,
  monthlyUse,
} from '../generator/consumption_history.ts'
import type { DemoContext, DemoPart } from '../part.ts'

const MONTHS = 12
const STOPS_PER_ROUTE = 250
/** Groups are read one after the other, three days apart, as in the months that follow. */
const FIRST_DAY = 3
const DAYS_APART = 3
/** Which premise of the first group has a dial about to turn. */
const NEAR_TURN = 2

/** One billing group per chunk: its routes in walking order and twelve months of readings from the former system. */
const part: DemoPart = {
  name: 'readings',
  title: 'Roteiros e leituras passadas',
  chunks: ({ groupCount }) => groupCount,
  async run(tx, context, chunk) {
    const group = await groupAt(tx, context, chunk)
    const { municipalityId, asOf: on } = context
    const premises = await premiseFacts(tx, { municipalityId, billingGroupId: group.id, on })
    const premiseIds = premises.map(({ premiseId }) => premiseId)
    const meters = await activeMeters(tx, { municipalityId, premiseIds, on })
    await writeRoutes(tx, context, { group, premises })
    await writeHistory(tx, context, { chunk, premises, meters })
  },
}

interface Group {
  readonly id: bigint
  readonly code: string
}

async function groupAt(tx: Tx, { municipalityId, groupOf }: DemoContext, chunk: number) {
  const [row] = await query<Group>(
    tx,
    'select id, code from registry_billing_groups where municipality_id = ? and code = ?',
    [municipalityId, groupOf(chunk).code]
  )
  return row!
}

interface Walk {
  readonly group: Group
  readonly premises: readonly PremiseFacts[]
}

/** The premises stand in walking order already. */
async function writeRoutes(
  tx: Tx,
  { municipalityId }: DemoContext,
  { group, premises }: Walk
): Promise<void> {
  const count = Math.max(1, Math.ceil(premises.length / STOPS_PER_ROUTE))
  const size = Math.ceil(premises.length / count)
  const ids = await takeIds(tx, 'readings_routes', count)
  const localities = await localitiesOf(
    tx,
    ids.map((_, index) => premises[index * size]!.premiseId)
  )
  const codes = ids.map((_, index) => `${group.code}.${String(index + 1).padStart(2, '0')}`)
  await copyRows(
    tx,
    'readings_routes',
    ['id', 'municipality_id', 'code', 'name', 'billing_group_id', 'locality_id'],
    ids.map((id, index) => [
      ...[id, municipalityId, codes[index]!],
      ...[`Roteiro ${codes[index]} · ${premises[index * size]!.district}`, group.id],
      localities.get(premises[index * size]!.premiseId)!,
    ])
  )
  await copyRows(
    tx,
    'readings_route_stops',
    ['municipality_id', 'route_id', 'premise_id', 'sequence'],
    premises.map(({ premiseId }, index) => [
      ...[municipalityId, ids[Math.floor(index / size)]!, premiseId, (index % size) + 1],
    ])
  )
}

/** A route is of the locality in which it begins. */
async function localitiesOf(tx: Tx, premiseIds: readonly bigint[]): Promise<Map<bigint, bigint>> {
  const rows = await query<{ id: bigint; locality_id: bigint }>(
    tx,
    'select id, locality_id from registry_premises where id = any(?::bigint[])',
    [premiseIds]
  )
  return new Map(rows.map((row) => [row.id, row.locality_id]))
}

interface Past {
  readonly chunk: number
  readonly premises: readonly PremiseFacts[]
  readonly meters: ReadonlyMap<bigint, ActiveMeter>
}

const READING_COLUMNS = [
  ...['municipality_id', 'premise_id', 'registration_number', 'meter_id', 'reference', 'reading'],
  ...['read_on', 'anomaly_code', 'kind', 'measured_m3', 'billed_m3', 'adjustments', 'credit_m3'],
  ...['enters_average', 'state', 'origin'],
]

async function writeHistory(
  tx: Tx,
  context: DemoContext,
  { chunk, premises, meters }: Past
): Promise<void> {
  const order = {
    random: context.random(`readings/${chunk}`),
    firstReference: context.firstReference,
    months: MONTHS,
    dayOfReading: FIRST_DAY + (chunk % DAYS_APART) * DAYS_APART,
  }
  const units = new Map<bigint, number[]>()
  const rows: CopyValue[][] = []
  // Units before their master, whose meter counts what they all used.
  for (const [index, premise] of inUnitOrder(premises)) {
    const meter = meters.get(premise.premiseId)
    const consumer: Consumer = {
      economies: premise.economies,
      isActive: premise.water === 'active',
      unitsM3:
        premise.kind === 'condominium_master' ? (units.get(premise.premiseId) ?? null) : null,
      meter: meter
        ? { digits: meter.digits, installedOn: meter.installedOn, initial: meter.initialReading }
        : null,
      nearsTurn: chunk === 0 && index === NEAR_TURN,
    }
    const use = monthlyUse(consumer, order)
    if (premise.parentId !== null) addUse(units, premise.parentId, use)
    for (const month of consumptionHistory(consumer, use, order)) {
      rows.push(rowOf(month, { context, premise, meterId: meter?.meterId ?? null }))
    }
  }
  await copyRows(tx, 'readings_readings', READING_COLUMNS, rows)
}

function inUnitOrder(premises: readonly PremiseFacts[]): (readonly [number, PremiseFacts])[] {
  const all = [...premises.entries()]
  const isMaster = ([, { kind }]: readonly [number, PremiseFacts]) => kind === 'condominium_master'
  return [...all.filter((one) => !isMaster(one)), ...all.filter(isMaster)]
}

function addUse(units: Map<bigint, number[]>, master: bigint, use: readonly number[]): void {
  const sum = units.get(master) ?? use.map(() => 0)
  units.set(
    master,
    sum.map((m3, month) => m3 + use[month]!)
  )
}

interface Whose {
  readonly context: DemoContext
  readonly premise: PremiseFacts
  readonly meterId: bigint | null
}

const CLOSED_HOUSE = '01'

function rowOf(month: PastMonth, { context, premise, meterId }: Whose): CopyValue[] {
  return [
    ...[context.municipalityId, premise.premiseId, premise.registrationNumber, meterId],
    ...[month.reference, month.reading, month.readOn],
    ...[month.kind === 'average' ? CLOSED_HOUSE : null, month.kind, month.measuredM3],
    ...[month.billedM3, canonicalJson(month.adjustments), month.creditM3],
    ...[month.kind === 'measured', 'accepted', 'legacy'],
  ]
}

export default part
