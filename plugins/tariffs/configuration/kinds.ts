import {
  type ConfigurationKind,
  type Difference,
  compareJson,
  productNames,
} from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { formatDecimal, Dec } from '#core/money/index'
import { DECLARED_PARTS, DEFINITIONS, TARIFF_TYPE } from './structure_schema.ts'
import { blockIssues } from '../domain/check_blocks.ts'
import {
  DEFAULT_TABLE,
  JUINA_2026,
  JUINA_LEGAL_BASIS,
  TARIFF_TABLE,
  type TariffBlock,
  type TariffCategory,
  type TariffTable,
} from '../domain/tariff_table.ts'

const DECIMAL = { type: 'string', pattern: '^\\d{1,14}(\\.\\d{1,12})?$', title: 'Decimal' }
/** Where the names of these codes are; none where the registry is off. */
const SEWAGE_CLASSES = 'registry.connections#sewage_class'
const CATEGORIES = 'registry.categories'

const PRICES = {
  type: 'object',
  propertyNames: { pattern: '^[a-z_A-Z]{2,20}$' },
  additionalProperties: DECIMAL,
}

const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['title', 'rounding', 'categories', 'sewage', 'garbage'],
  properties: {
    title: { type: 'string', minLength: 3, maxLength: 120, title: 'Título' },
    rounding: {
      type: 'object',
      title: 'Arredondamento',
      additionalProperties: false,
      required: ['scale', 'mode', 'at'],
      properties: {
        scale: { type: 'integer', minimum: 2, maximum: 6, title: 'Casas decimais' },
        mode: {
          enum: ['half-up', 'half-even', 'down'],
          enumTitles: ['Meio para cima', 'Meio para o par', 'Para baixo (trunca)'],
          title: 'Arredondamento',
        },
        at: {
          enum: ['bracket', 'charge', 'total'],
          enumTitles: ['Cada faixa', 'Cada cobrança', 'O total da categoria'],
          title: 'Onde se arredonda',
        },
      },
    },
    categories: {
      type: 'object',
      title: 'Categorias',
      minProperties: 1,
      propertyNames: { pattern: '^[A-Z]{2,6}$' },
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['title', 'minimum_m3', 'blocks'],
        properties: {
          title: { type: 'string', minLength: 2, maxLength: 60 },
          tariff_type: TARIFF_TYPE,
          minimum_m3: {
            type: 'integer',
            minimum: 0,
            maximum: 1000,
            title: 'Consumo mínimo por economia (m³)',
          },
          blocks: {
            type: 'array',
            keyedBy: 'over',
            title: 'Faixas',
            minItems: 0,
            maxItems: 20,
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['over', 'to', 'price'],
              properties: {
                over: { type: 'integer', minimum: 0, title: 'Acima de (m³)' },
                to: { type: ['integer', 'null'], minimum: 1, title: 'Até (m³)' },
                price: { ...DECIMAL, title: 'Preço por m³ (R$)' },
              },
            },
          },
        },
      },
    },
    sewage: {
      ...PRICES,
      title: 'Esgoto: percentual da água por classe',
      keysNamedBy: SEWAGE_CLASSES,
    },
    garbage: { ...PRICES, title: 'Taxa de lixo por economia (R$)', keysNamedBy: CATEGORIES },
    ...DECLARED_PARTS,
  },
  $defs: DEFINITIONS,
} as const

const price = (text: string) => formatDecimal(Dec.of(text), 2)
const bracketName = ({ over, to }: TariffBlock) =>
  to === null ? `acima de ${over} m³` : `${over}–${to} m³`

function compareBlocks(
  title: string,
  before: readonly TariffBlock[],
  after: readonly TariffBlock[]
): string[] {
  const old = new Map(before.map((one) => [bracketName(one), one.price]))
  const texts = after.flatMap((one) => {
    const name = bracketName(one)
    const was = old.get(name)
    old.delete(name)
    if (was === undefined) return [`${title}, faixa ${name}: nova, ${price(one.price)} por m³`]
    return was === one.price
      ? []
      : [`${title}, faixa ${name}: de ${price(was)} para ${price(one.price)} por m³`]
  })
  return [...texts, ...[...old.keys()].map((name) => `${title}, faixa ${name}: retirada`)]
}

const NORMAL = 'normal'

function compareType(was: TariffCategory, is: TariffCategory): string[] {
  const [before, after] = [was.tariff_type ?? NORMAL, is.tariff_type ?? NORMAL]
  return before === after ? [] : [`${is.title}: tipo de tarifa de ${before} para ${after}`]
}

type Prices = Readonly<Record<string, string>>

function comparePrices(
  { title, source }: { readonly title: string; readonly source: string },
  before: Prices,
  after: Prices
) {
  const names = productNames(source)
  const nameOf = (key: string) => names.find(({ value }) => value === key)?.title ?? key
  const said = (text: string | undefined) =>
    text === undefined ? 'nada' : formatDecimal(Dec.of(text))
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    before[key] === after[key]
      ? []
      : [`${title}, ${nameOf(key)}: de ${said(before[key])} para ${said(after[key])}`]
  )
}

const SEWAGE_PERCENT = { title: 'Percentual de esgoto', source: SEWAGE_CLASSES }
const GARBAGE_FEE = { title: 'Taxa de lixo', source: CATEGORIES }

const ROUNDING = SCHEMA.properties.rounding.properties

function roundingText(key: keyof typeof ROUNDING, { rounding }: TariffTable): string {
  const schema: {
    readonly title: string
    readonly enum?: readonly unknown[]
    readonly enumTitles?: readonly string[]
  } = ROUNDING[key]
  return schema.enumTitles?.[schema.enum?.indexOf(rounding[key]) ?? -1] ?? String(rounding[key])
}

function compare(beforeJson: Json, afterJson: Json): Difference[] {
  const before = beforeJson as unknown as TariffTable
  const after = afterJson as unknown as TariffTable
  const codes = new Set([...Object.keys(before.categories), ...Object.keys(after.categories)])
  const texts = [...codes].flatMap((code) => {
    const was = before.categories[code]
    const is = after.categories[code]
    if (!was || !is) return [`Categoria ${code}: ${is ? 'nova' : 'retirada'}`]
    const minimum =
      was.minimum_m3 === is.minimum_m3
        ? []
        : [`${is.title}: consumo mínimo de ${was.minimum_m3} para ${is.minimum_m3} m³ por economia`]
    return [...minimum, ...compareType(was, is), ...compareBlocks(is.title, was.blocks, is.blocks)]
  })
  const rounding = ['scale', 'mode', 'at'] as const
  const own = [
    ...texts,
    ...comparePrices(SEWAGE_PERCENT, before.sewage, after.sewage),
    ...comparePrices(GARBAGE_FEE, before.garbage, after.garbage),
    ...rounding.flatMap((key) =>
      before.rounding[key] === after.rounding[key]
        ? []
        : [
            `${ROUNDING[key].title}: de ${roundingText(key, before)} para ${roundingText(key, after)}`,
          ]
    ),
  ].map((text) => ({ path: text.split(':')[0]!, text }))
  return [...own, ...compareDeclared(before, after)]
}

const PARTS = [
  ['charges', 'Cobranças declaradas'],
  ['rows', 'Tabelas por m³'],
  ['unmetered', 'Consumo presumido'],
  ['unit', 'Unidade fiscal'],
  ['services', 'Preços de serviços'],
  ['fraud_fines', 'Multas por fraude'],
] as const

const compareDeclared = (before: TariffTable, after: TariffTable): Difference[] =>
  PARTS.flatMap(([part, label]) => {
    const of = (table: TariffTable) => (table[part] ?? null) as unknown as Json
    return compareJson(of(before), of(after), { path: `/${part}`, label })
  })

const tariffTable: ConfigurationKind = {
  kind: TARIFF_TABLE,
  title: 'Tabela de tarifas',
  editor: { script: 'plugins/tariffs/studio/table.js' },
  studio: async (item) => {
    const { tableStudio } = await import('../services/table_studio.ts')
    return tableStudio(item)
  },
  schema: SCHEMA,
  titleOf: (key) => (key === DEFAULT_TABLE ? 'Tabela de tarifas' : `Tabela de tarifas ${key}`),
  summarize: (content) => {
    const table = content as unknown as TariffTable
    return `${table.title}: ${Object.values(table.categories)
      .map((one) => one.title)
      .join(', ')}`
  },
  validate: (_key, content) => blockIssues(content as unknown as TariffTable),
  // Tariffs are set in the open and told beforehand: Lei 11.445/2007, art. 39.
  admitsEmergency: () => false,
  checkHere: async (reader, place) => {
    const { checkCodes } = await import('../services/check_codes.ts')
    return checkCodes(reader, place)
  },
  compare,
  defaults: () => [
    {
      key: DEFAULT_TABLE,
      title: 'Tabela de tarifas',
      content: JUINA_2026 as unknown as Json,
      legalBasis: JUINA_LEGAL_BASIS,
    },
  ],
}

export default [tariffTable] as const
