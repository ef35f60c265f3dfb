import { type CopyValue, type Tx, copyRows, query, takeIds } from '#core/database/index'
import type { DemoMeter } from '../generator/blueprint.ts'
import { METER_MODELS } from '../generator/meters.ts'
import type { DemoContext, DemoPart } from '../part.ts'

const METER_COLUMNS = [
  ...['id', 'municipality_id', 'number', 'brand', 'model', 'digits', 'flow_class', 'meter_type'],
  ...['diameter', 'transmission', 'minimum_flow', 'maximum_flow', 'manufactured_on', 'seal'],
  'situation',
]
const INSTALLATION_COLUMNS = [
  ...['municipality_id', 'meter_id', 'connection_id', 'installed_on', 'initial_reading', 'seal'],
  'install_reason',
]
const SEAL_COLUMNS = ['municipality_id', 'meter_id', 'number', 'placed_on', 'reason', 'placed_by']
const MOVEMENT_COLUMNS = [
  ...['municipality_id', 'meter_id', 'moved_on', 'kind', 'origin', 'destination', 'connection_id'],
  ...['reading', 'reason', 'moved_at', 'moved_by'],
]
const BY = 'Sistema'

interface Hung {
  readonly id: bigint
  readonly meter: DemoMeter
  /** Null: in stock. */
  readonly connectionId: bigint | null
}

/** One billing group per chunk: the meters on its water connections, and those in stock, with their past. */
const part: DemoPart = {
  name: 'metering',
  title: 'Hidrômetros',
  chunks: ({ groupCount }) => groupCount,
  async run(tx, context, chunk) {
    if (chunk === 0) await writeModels(tx, context)
    const { code, premises, stock } = context.groupOf(chunk)
    const connections = await waterConnections(tx, context, code)
    const installed = premises.flatMap(({ meter }, index) =>
      meter ? [{ meter, connectionId: connections[index]! }] : []
    )
    const all = [...installed, ...stock.map((meter) => ({ meter, connectionId: null }))]
    const ids = await takeIds(tx, 'metering_meters', all.length)
    const meters: Hung[] = all.map((one, index) => ({ ...one, id: ids[index]! }))
    await writeMeters(tx, context, meters)
    await writePast(tx, context, meters)
  },
}

async function writeModels(tx: Tx, { municipalityId }: DemoContext): Promise<void> {
  await copyRows(
    tx,
    'metering_models',
    [
      ...['municipality_id', 'name', 'brand', 'meter_type', 'transmission', 'metrological_class'],
      ...['flow_class', 'diameter', 'digits', 'minimum_flow', 'maximum_flow'],
    ],
    METER_MODELS.map((one) => [
      ...[municipalityId, one.model, one.brand, one.type, 'magnetic', 'B', one.flowClass],
      ...[one.diameter, one.digits, one.minimumFlow, one.maximumFlow],
    ])
  )
}

/** Every premise of the demo has one, and ids follow the order of the group's premises. */
async function waterConnections(
  tx: Tx,
  { municipalityId }: DemoContext,
  code: string
): Promise<bigint[]> {
  const rows = await query<{ id: bigint }>(
    tx,
    `select c.id from registry_connections c
       join registry_premises p on p.id = c.premise_id
       join registry_billing_groups g on g.id = p.billing_group_id
      where g.municipality_id = ? and g.code = ? and c.service = 'water' order by p.id`,
    [municipalityId, code]
  )
  return rows.map(({ id }) => id)
}

async function writeMeters(
  tx: Tx,
  { municipalityId }: DemoContext,
  meters: readonly Hung[]
): Promise<void> {
  const rows = meters.map(({ id, meter, connectionId }): CopyValue[] => [
    ...[id, municipalityId, meter.number, meter.brand, meter.model, meter.digits, meter.flowClass],
    ...[meter.type, meter.diameter, 'magnetic', meter.minimumFlow, meter.maximumFlow],
    ...[meter.manufacturedOn, connectionId === null ? null : meter.seal],
    connectionId === null ? 'stock' : 'installed',
  ])
  await copyRows(tx, 'metering_meters', METER_COLUMNS, rows)
}

/** Entry in the stock, installation and seal. */
async function writePast(
  tx: Tx,
  { municipalityId: town }: DemoContext,
  meters: readonly Hung[]
): Promise<void> {
  const installed = meters.filter(({ connectionId }) => connectionId !== null)
  const at = (day: string) => `${day} 12:00:00+00`
  await copyRows(
    tx,
    'metering_installations',
    INSTALLATION_COLUMNS,
    installed.map(({ id, meter, connectionId }) => [
      ...[town, id, connectionId, meter.installedOn, meter.initialReading, meter.seal, 'new'],
    ])
  )
  await copyRows(
    tx,
    'metering_seals',
    SEAL_COLUMNS,
    installed.map(({ id, meter }) => [
      ...[town, id, meter.seal, meter.installedOn, 'installation', BY],
    ])
  )
  await copyRows(tx, 'metering_movements', MOVEMENT_COLUMNS, [
    ...meters.map(({ id, meter: { manufacturedOn: on } }) => [
      ...[town, id, on, 'registered', null, 'stock', null, null, null, at(on), BY],
    ]),
    ...installed.map(({ id, connectionId, meter: { installedOn: on, initialReading } }) => [
      ...[town, id, on, 'installed', 'stock', 'installed', connectionId, initialReading],
      ...['new', at(on), BY],
    ]),
  ])
}

export default part
