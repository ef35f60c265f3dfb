import { type CopyValue, type Tx, copyRows, query, takeIds } from '#core/database/index'
import type { DemoMeter } from '../generator/blueprint.ts'
import type { DemoContext, DemoPart } from '../part.ts'

const METER_COLUMNS = [
  ...['id', 'municipality_id', 'number', 'brand', 'model', 'digits', 'flow_class'],
  ...['manufactured_year', 'situation'],
]
const INSTALLATION_COLUMNS = [
  ...['municipality_id', 'meter_id', 'connection_id', 'installed_on', 'initial_reading', 'seal'],
]

/** One billing group per chunk: the meters on its water connections, and those in stock. */
const part: DemoPart = {
  name: 'metering',
  title: 'Hidrômetros',
  chunks: ({ groupCount }) => groupCount,
  async run(tx, context, chunk) {
    const { code, premises, stock } = context.groupOf(chunk)
    const connections = await waterConnections(tx, context, code)
    const installed = premises.flatMap(({ meter }, index) =>
      meter ? [{ meter, connectionId: connections[index]! }] : []
    )
    const ids = await writeMeters(tx, context, [
      ...installed.map(({ meter }) => ({ meter, situation: 'installed' })),
      ...stock.map((meter) => ({ meter, situation: 'stock' })),
    ])
    await copyRows(
      tx,
      'metering_installations',
      INSTALLATION_COLUMNS,
      installed.map(({ meter, connectionId }, index) => [
        context.municipalityId,
        ids[index]!,
        connectionId,
        meter.installedOn,
        meter.initialReading,
        meter.seal,
      ])
    )
  },
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
  meters: readonly { readonly meter: DemoMeter; readonly situation: string }[]
): Promise<bigint[]> {
  const ids = await takeIds(tx, 'metering_meters', meters.length)
  const rows = meters.map(({ meter, situation }, index): CopyValue[] => [
    ids[index]!,
    municipalityId,
    meter.number,
    meter.brand,
    meter.model,
    meter.digits,
    meter.flowClass,
    meter.year,
    situation,
  ])
  await copyRows(tx, 'metering_meters', METER_COLUMNS, rows)
  return ids
}

export default part
