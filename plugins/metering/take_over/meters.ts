import { type CivilDate, clock } from '#core/calendar/index'
import { copyRows, query } from '#core/database/index'
import {
  type TakeOverEntity,
  type TakeOverLoading,
  type TakeOverResult,
  type TakeOverRow,
  orNull,
  readRows,
  refuse,
  requiredDay,
  writeRead,
} from '#plugins/registry/api'
import { type Movement, writeMovements } from '../services/write_movement.ts'

const BY = 'Sistema anterior'

interface Model {
  readonly name: string
  readonly brand: string
  readonly meter_type: string | null
  readonly transmission: string
  readonly metrological_class: string | null
  readonly flow_class: string
  readonly diameter: string | null
  readonly digits: number
  readonly minimum_flow: string | null
  readonly maximum_flow: string | null
}

interface ReadMeter {
  readonly model: Model
  readonly number: string
  readonly manufacturedOn: CivilDate
  readonly seal: string | null
  /** Null: in stock. */
  readonly hung: {
    readonly connectionId: bigint
    readonly on: CivilDate
    readonly isDateKnown: boolean
    readonly reading: number
  } | null
}

/** Meters of the system before, on their connections or in stock. */
export const meters: TakeOverEntity = {
  name: 'meters',
  title: 'Hidrômetros',
  order: 50,
  columns: [
    { name: 'key', isRequired: true, help: 'Código do hidrômetro no sistema anterior' },
    { name: 'number', isRequired: true, help: 'Número gravado no hidrômetro' },
    {
      name: 'model',
      isRequired: true,
      help: 'Nome de um modelo cadastrado em Modelos de hidrômetro',
    },
    { name: 'manufactured_on', isRequired: true, help: 'Data de fabricação' },
    { name: 'connection_key', help: 'Código da ligação de água; vazio: em estoque' },
    {
      name: 'installed_on',
      help: 'Data da instalação; vazio: não se sabe, e conta desde que a ligação existe',
    },
    { name: 'initial_reading', help: 'Leitura na instalação, em m³' },
    { name: 'seal', help: 'Número do lacre' },
  ],
  searched: ['metering.meters'],
  async load(context, rows) {
    const known = await knownOf(context, rows)
    const read = readRows(rows, (row) => readMeter(row, known))
    const results = await writeRead(context, read, {
      table: 'metering_meters',
      recordType: 'metering.meters',
      columns: [
        ...['number', 'brand', 'model', 'digits', 'flow_class', 'meter_type', 'diameter'],
        ...['transmission', 'metrological_class', 'minimum_flow', 'maximum_flow'],
        ...['manufactured_on', 'seal', 'situation'],
      ],
      values: ({ model, number, manufacturedOn, seal, hung }) => [
        ...[number, model.brand, model.name, model.digits, model.flow_class, model.meter_type],
        ...[model.diameter, model.transmission, model.metrological_class, model.minimum_flow],
        ...[model.maximum_flow, manufacturedOn, hung && seal, hung ? 'installed' : 'stock'],
      ],
    })
    await writeLife(
      context,
      read.flatMap(({ value }, index) => (value ? [{ id: idOf(results[index]!), ...value }] : []))
    )
    return results
  },
}

interface Known {
  readonly models: ReadonlyMap<string, Model>
  readonly numbers: Set<string>
  readonly connections: ReadonlyMap<string, bigint>
  /** Water connections with the day of each, and those that carry a meter already. */
  readonly water: ReadonlyMap<bigint, CivilDate>
  readonly taken: Set<bigint>
}

async function knownOf(context: TakeOverLoading, rows: readonly TakeOverRow[]): Promise<Known> {
  const { tx, municipalityId } = context
  const connections = await context.idsOf(
    'connections',
    rows.map(({ values }) => values.connection_key ?? '')
  )
  const models = await query<Model>(
    tx,
    `select name, brand, meter_type, transmission, metrological_class, flow_class, diameter, digits,
            minimum_flow::text as minimum_flow, maximum_flow::text as maximum_flow
       from metering_models where municipality_id = ? order by id`,
    [municipalityId]
  )
  const there = await query<{ number: string }>(
    tx,
    'select number from metering_meters where municipality_id = ? and number = any(?::text[])',
    [municipalityId, rows.map(({ values }) => values.number ?? '')]
  )
  const water = await query<{ id: bigint; connected_on: CivilDate; hung: boolean }>(
    tx,
    `select c.id, c.connected_on, exists (select from metering_installations i
                           where i.connection_id = c.id and i.removed_on is null) as hung
       from registry_connections c where c.id = any(?::bigint[]) and c.service = 'water'`,
    [[...connections.values()]]
  )
  return {
    models: new Map(models.map((model) => [model.name, model])),
    numbers: new Set(there.map(({ number }) => number)),
    connections,
    water: new Map(water.map(({ id, connected_on: since }) => [id, since])),
    taken: new Set(water.filter(({ hung }) => hung).map(({ id }) => id)),
  }
}

function readMeter({ values }: TakeOverRow, known: Known): ReadMeter {
  const number = orNull(values.number) ?? refuse('Falta o número do hidrômetro')
  if (known.numbers.has(number)) return refuse(`Já há um hidrômetro ${number}`)
  const model =
    known.models.get(values.model ?? '') ?? refuse(`O modelo ${values.model} não está cadastrado`)
  const manufacturedOn = requiredDay(values.manufactured_on ?? '', 'Fabricado em')
  const hung = values.connection_key ? place(values, known, model) : null
  known.numbers.add(number)
  if (hung) known.taken.add(hung.connectionId)
  return { model, number, manufacturedOn, seal: orNull(values.seal), hung }
}

function place(
  values: TakeOverRow['values'],
  { connections, water, taken }: Known,
  { digits }: Model
): NonNullable<ReadMeter['hung']> {
  const key = values.connection_key!
  const connectionId = connections.get(key) ?? refuse(`A ligação ${key} não foi carregada`)
  const since = water.get(connectionId)
  if (!since) return refuse(`A ligação ${key} não é de água`)
  if (taken.has(connectionId)) return refuse(`A ligação ${key} já tem hidrômetro`)
  const told = orNull(values.installed_on)
  const on = told ? requiredDay(told, 'Instalado em') : since
  const text = values.initial_reading ?? ''
  if (!/^\d+$/.test(text) || text.length > digits) {
    return refuse(`Leitura na instalação inválida para ${digits} dígitos: “${text}”`)
  }
  return { connectionId, on, isDateKnown: told !== null, reading: Number(text) }
}

const idOf = (result: TakeOverResult): bigint => ('recordId' in result ? result.recordId : 0n)

/** Installation, seal and movements, as if they had been registered here on their days. */
async function writeLife(
  { tx, municipalityId, on }: TakeOverLoading,
  read: readonly (ReadMeter & { readonly id: bigint })[]
): Promise<void> {
  const hung = read.flatMap((meter) => (meter.hung ? [{ ...meter, hung: meter.hung }] : []))
  await copyRows(
    tx,
    'metering_installations',
    [
      ...['municipality_id', 'meter_id', 'connection_id', 'installed_on', 'initial_reading'],
      ...['seal', 'is_date_known'],
    ],
    hung.map(({ id, seal, hung: at }) => [
      ...[municipalityId, id, at.connectionId, at.on, at.reading, seal, at.isDateKnown],
    ])
  )
  await copyRows(
    tx,
    'metering_seals',
    ['municipality_id', 'meter_id', 'number', 'placed_on', 'reason', 'placed_by'],
    hung.flatMap(({ id, seal, hung: at }) =>
      seal ? [[municipalityId, id, seal, at.on, 'installation', BY]] : []
    )
  )
  await writeMovements(tx, { municipalityId, by: BY, at: clock.now() }, [
    ...read.map(({ id, hung: at }): Movement => ({
      ...{ meterId: id, movedOn: at?.on ?? on, kind: 'registered' },
      ...{ origin: null, destination: 'stock' },
    })),
    ...hung.map(({ id, hung: at }): Movement => ({
      ...{ meterId: id, movedOn: at.on, kind: 'installed', origin: 'stock' },
      ...{ destination: 'installed', connectionId: at.connectionId, reading: at.reading },
    })),
  ])
}
