import { query } from '#core/database/index'
import { CATEGORIES } from '../domain/premise_facts.ts'
import { codeOf, readRows, refuse, requiredDay } from './read.ts'
import type { TakeOverContext, TakeOverEntity, TakeOverRow } from './types.ts'
import { writeRead } from './write.ts'

const SERVICES = { agua: 'water', esgoto: 'sewage' } as const
const SITUATIONS = {
  ligada: 'active',
  cortada_cavalete: 'cut_standpipe',
  cortada_ramal: 'cut_branch',
  suprimida: 'suppressed',
  tamponada: 'plugged',
} as const
const CLASSES = {
  '': 'none',
  'coletado': 'collected',
  'tratado': 'collected_treated',
} as const

interface Premise {
  readonly id: bigint
  readonly number: string
}

async function premisesOf(
  context: TakeOverContext,
  rows: readonly TakeOverRow[]
): Promise<ReadonlyMap<string, Premise>> {
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
  return new Map([...ids].map(([key, id]) => [key, { id, number: numberOf.get(id)! }]))
}

const premiseOf = (premises: ReadonlyMap<string, Premise>, { values }: TakeOverRow): Premise =>
  premises.get(values.premise_key ?? '') ??
  refuse(`O imóvel ${values.premise_key} não foi carregado`)

export const connectionsEntity: TakeOverEntity = {
  name: 'connections',
  title: 'Ligações',
  order: 30,
  columns: [
    { name: 'key', isRequired: true, help: 'Código da ligação no sistema anterior' },
    { name: 'premise_key', isRequired: true, help: 'Código do imóvel' },
    { name: 'service', isRequired: true, help: 'agua ou esgoto' },
    {
      name: 'situation',
      isRequired: true,
      help: 'ligada, cortada_cavalete, cortada_ramal, suprimida ou tamponada',
    },
    { name: 'sewage_class', help: 'coletado ou tratado, para esgoto' },
    { name: 'connected_on', isRequired: true, help: 'Data da ligação' },
  ],
  searched: ['registry.connections'],
  async load(context, rows) {
    const premises = await premisesOf(context, rows)
    const there = await query<{ premise_id: bigint; service: string }>(
      context.tx,
      'select premise_id, service from registry_connections where premise_id = any(?::bigint[])',
      [[...premises.values()].map(({ id }) => id)]
    )
    const taken = new Set(there.map((row) => `${row.premise_id}/${row.service}`))
    const read = readRows(rows, (row) => {
      const { values } = row
      const premise = premiseOf(premises, row)
      const service = codeOf(values.service ?? '', 'Serviço', SERVICES)
      const place = `${premise.id}/${service}`
      if (taken.has(place)) refuse('O imóvel já tem ligação deste serviço')
      const sewageClass = codeOf(values.sewage_class ?? '', 'Classe do esgoto', CLASSES)
      if ((service === 'sewage') !== (sewageClass !== 'none'))
        refuse('A classe do esgoto é só, e sempre, de ligação de esgoto')
      const situation = codeOf(values.situation ?? '', 'Situação', SITUATIONS)
      const connectedOn = requiredDay(values.connected_on ?? '', 'Ligada em')
      taken.add(place)
      return [premise.id, premise.number, service, situation, sewageClass, connectedOn]
    })
    return writeRead(context, read, {
      table: 'registry_connections',
      recordType: 'registry.connections',
      columns: [
        ...['premise_id', 'registration_number', 'service', 'situation', 'sewage_class'],
        'connected_on',
      ],
      values: (one) => one,
    })
  },
}

const countOf = (text: string | undefined) => (/^\d{1,5}$/.test(text ?? '') ? BigInt(text!) : 0n)

export const economiesEntity: TakeOverEntity = {
  name: 'economies',
  title: 'Economias',
  order: 40,
  columns: [
    { name: 'key', isRequired: true, help: 'Código da linha no sistema anterior' },
    { name: 'premise_key', isRequired: true, help: 'Código do imóvel' },
    { name: 'category', isRequired: true, help: 'RES, COM, IND ou PUB' },
    { name: 'economies', isRequired: true, help: 'Quantidade' },
    { name: 'from_on', isRequired: true, help: 'Desde' },
  ],
  amount: {
    title: 'Economias',
    unit: 'count',
    of: (values) => countOf(values.economies),
    async loaded({ tx, municipalityId, system, fileId }) {
      const [row] = await query<{ total: string }>(
        tx,
        `select coalesce(sum(e.economies), 0)::text as total from registry_legacy_keys k
           join registry_premise_economies e on e.id = k.record_id
          where k.municipality_id = ? and k.system = ? and k.entity = 'economies' and k.file_id = ?`,
        [municipalityId, system, fileId]
      )
      return BigInt(row!.total)
    },
  },
  async load(context, rows) {
    const premises = await premisesOf(context, rows)
    const there = await query<{ premise_id: bigint; category: string }>(
      context.tx,
      'select premise_id, category from registry_premise_economies where premise_id = any(?::bigint[])',
      [[...premises.values()].map(({ id }) => id)]
    )
    const taken = new Set(there.map((row) => `${row.premise_id}/${row.category}`))
    const read = readRows(rows, (row) => {
      const { values } = row
      const { id } = premiseOf(premises, row)
      const category = (values.category ?? '').toUpperCase()
      if (!CATEGORIES.includes(category)) refuse(`Categoria desconhecida: ${values.category}`)
      const economies = countOf(values.economies)
      if (economies === 0n) refuse(`Quantidade de economias inválida: ${values.economies}`)
      const fromOn = requiredDay(values.from_on ?? '', 'Desde')
      const place = `${id}/${category}`
      if (taken.has(place)) refuse(`O imóvel já tem economias ${category}`)
      taken.add(place)
      return [id, category, economies, fromOn]
    })
    return writeRead(context, read, {
      table: 'registry_premise_economies',
      recordType: 'registry.premise_economies',
      columns: ['premise_id', 'category', 'economies', 'from_on'],
      values: (one) => one,
    })
  },
}
