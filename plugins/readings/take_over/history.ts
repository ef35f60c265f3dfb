import { type CivilDate, type RefMonth, isRefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { Dec } from '#core/money/index'
import { activeMeters } from '#plugins/metering/api'
import {
  type TakeOverEntity,
  type TakeOverLoading,
  type TakeOverRow,
  codeOf,
  orNull,
  readRows,
  refuse,
  requiredDay,
  writeRead,
} from '#plugins/registry/api'

const KINDS = {
  medida: 'measured',
  estimada: 'estimated',
  media: 'average',
  minimo: 'minimum',
  sem_medicao: 'unmetered',
} as const

/** Readings of the months before: the means, the expected ranges and the charts begin with them (DECISIONS 60). */
export const history: TakeOverEntity = {
  name: 'readings',
  title: 'Leituras dos meses anteriores',
  order: 55,
  columns: [
    { name: 'key', isRequired: true, help: 'Código da leitura no sistema anterior' },
    { name: 'premise_key', isRequired: true, help: 'Código do imóvel' },
    { name: 'reference', isRequired: true, help: 'Mês de referência, 2026-09 ou 09/2026' },
    { name: 'read_on', isRequired: true, help: 'Dia da leitura' },
    { name: 'reading', help: 'Leitura em m³; vazio: não houve' },
    {
      name: 'kind',
      isRequired: true,
      help: 'O que foi faturado: medida, estimada, media, minimo ou sem_medicao',
    },
    { name: 'measured_m3', help: 'Consumo medido, como 12 ou 12,5; vazio: não houve medição' },
    { name: 'billed_m3', isRequired: true, help: 'Consumo faturado' },
  ],
  async load(context, rows) {
    const { tx, municipalityId } = context
    const known = await knownOf(context, rows)
    const read = readRows(rows, (row) => readMonth(row, known))
    const premiseIds = [...new Set(read.flatMap(({ value }) => value?.premise.id ?? []))]
    const meters = await activeMeters(tx, { municipalityId, premiseIds, on: context.on })
    return writeRead(context, read, {
      table: 'readings_readings',
      recordType: 'readings.readings',
      columns: [
        ...['premise_id', 'registration_number', 'meter_id', 'reference', 'reading', 'read_on'],
        ...['kind', 'measured_m3', 'billed_m3', 'adjustments', 'enters_average', 'state'],
        'origin',
      ],
      values: ({ premise, reference, readOn, reading, kind, measured, billed }) => {
        const meter = meters.get(premise.id)
        const isOfMeter = meter !== undefined && reading !== null && meter.installedOn <= readOn
        return [
          ...[premise.id, premise.number, isOfMeter ? meter.meterId : null, reference, reading],
          ...[readOn, kind, measured, billed, '[]', kind === 'measured', 'accepted', 'legacy'],
        ]
      },
    })
  },
}

interface Premise {
  readonly id: bigint
  readonly number: string
}

interface Known {
  readonly premises: ReadonlyMap<string, Premise>
  /** Months that are there already, as `premise/month`. */
  readonly taken: Set<string>
}

async function knownOf(context: TakeOverLoading, rows: readonly TakeOverRow[]): Promise<Known> {
  const ids = await context.idsOf(
    'premises',
    rows.map(({ values }) => values.premise_key ?? '')
  )
  const numbers = await query<{ id: bigint; registration_number: string }>(
    context.tx,
    'select id, registration_number from registry_premises where id = any(?::bigint[])',
    [[...ids.values()]]
  )
  const numberOf = new Map(numbers.map((row) => [row.id, row.registration_number]))
  const there = await query<{ premise_id: bigint; reference: string }>(
    context.tx,
    `select premise_id, reference from readings_readings where municipality_id = ? and premise_id = any(?::bigint[])`,
    [context.municipalityId, [...ids.values()]]
  )
  return {
    premises: new Map([...ids].map(([key, id]) => [key, { id, number: numberOf.get(id)! }])),
    taken: new Set(there.map((row) => `${row.premise_id}/${row.reference}`)),
  }
}

interface ReadMonth {
  readonly premise: Premise
  readonly reference: RefMonth
  readonly readOn: CivilDate
  readonly reading: number | null
  readonly kind: (typeof KINDS)[keyof typeof KINDS]
  readonly measured: string | null
  readonly billed: string
}

function readMonth({ values }: TakeOverRow, { premises, taken }: Known): ReadMonth {
  const premise =
    premises.get(values.premise_key ?? '') ??
    refuse(`O imóvel ${values.premise_key} não foi carregado`)
  const reference = (values.reference ?? '').replace(/^(\d{2})\/(\d{4})$/, '$2-$1')
  if (!isRefMonth(reference)) return refuse(`Referência inválida: ${values.reference}`)
  const place = `${premise.id}/${reference}`
  if (taken.has(place)) return refuse(`O imóvel já tem leitura de ${values.reference}`)
  const readOn = requiredDay(values.read_on ?? '', 'Lido em')
  const text = orNull(values.reading)
  if (text && !/^\d{1,9}$/.test(text)) return refuse(`Leitura inválida: “${text}”`)
  const kind = codeOf(values.kind ?? '', 'Tipo', KINDS)
  const measured = volumeOf(values.measured_m3, 'Consumo medido')
  if ((kind === 'measured') !== (measured !== null)) {
    return refuse('O consumo medido é só, e sempre, de leitura medida')
  }
  const billed =
    volumeOf(values.billed_m3, 'Consumo faturado') ?? refuse('Falta o consumo faturado')
  taken.add(place)
  return { premise, reference, readOn, kind, measured, billed, reading: text ? Number(text) : null }
}

/** m³ with up to three decimals, as `12,5` or `12.5`. */
function volumeOf(text: string | undefined, title: string): string | null {
  const plain = orNull(text)?.replace(',', '.')
  if (!plain) return null
  return /^\d{1,7}(\.\d{1,3})?$/.test(plain)
    ? Dec.of(plain).toString()
    : refuse(`${title}: “${text}” não é um volume em m³`)
}
