import type { Decision, Expression, JsonSchema, Rule } from '#core/rules/index'
import { SUBJECT } from '../domain/charge.ts'
import { CHARGE_TYPES, type ChargeType } from '../domain/structure.ts'
import {
  DEFAULT_TABLE,
  JUINA_2026,
  TARIFF_TABLE,
  type TariffTable,
} from '../domain/tariff_table.ts'
import { categoryLookups } from '../domain/category_lookups.ts'

const closed = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})
const decimal = (title: string, unit?: string): JsonSchema => ({
  type: 'string',
  format: 'decimal',
  title,
  unit,
})

const TITLES: Readonly<Record<ChargeType, string>> = {
  water_basic: 'Tarifa fixa de água declarada',
  water: 'Água declarada',
  sewage_basic: 'Tarifa fixa de esgoto declarada',
  sewage: 'Esgoto declarado',
  garbage: 'Lixo declarado',
  regulation_fee: 'Taxa de regulação declarada',
}

/** What a declared charge of the table comes to, computed before the rules: they say whether it is due. */
const declaredCharge = (type: ChargeType): JsonSchema => ({
  ...closed({
    amount: decimal('Valor', 'BRL'),
    basis: decimal('Base do percentual ou volume'),
    rate: decimal('Percentual'),
  }),
  type: ['object', 'null'],
  title: TITLES[type],
})

/** Tables that the rules look up, as people call them. */
const TABLES: JsonSchema['tables'] = {
  'tariff-category': {
    title: 'tarifa',
    fields: {
      minimum_m3: 'consumo mínimo',
      blocks: 'preços',
      scale: 'casas decimais',
      mode: 'arredondamento',
      rounding: 'onde se arredonda',
      garbage: 'taxa de lixo',
    },
  },
  'tariff-sewage': { title: 'percentual de esgoto' },
}

/** What the charges of one category of one premise are computed from. */
const OWN_FACTS = closed({
  category: {
    type: 'string',
    title: 'Categoria',
    maxLength: 6,
    namedBy: 'registry.categories',
  },
  economies: { type: 'integer', title: 'Economias da categoria', minimum: 1, unit: 'economies' },
  water_m3: decimal('Volume faturado da categoria', 'm3'),
  is_water_billable: { type: 'boolean', title: 'Água faturável' },
  is_sewage_billable: { type: 'boolean', title: 'Esgoto faturável' },
  sewage_class: {
    type: ['string', 'null'],
    title: 'Classe do esgoto',
    maxLength: 40,
    namedBy: 'registry.connections#sewage_class',
  },
  declared: {
    ...closed(Object.fromEntries(CHARGE_TYPES.map((type) => [type, declaredCharge(type)]))),
    title: 'Declarado na tabela',
  },
})

const FACTS: JsonSchema = { ...OWN_FACTS, tables: TABLES }

const LINES: JsonSchema = {
  type: 'array',
  title: 'Faixas',
  maxItems: 20,
  items: closed({
    from: decimal('De', 'm3'),
    to: { type: ['string', 'null'], format: 'decimal', title: 'Até', unit: 'm3' },
    m3: decimal('Volume', 'm3'),
    price: decimal('Preço por m³'),
    amount: decimal('Valor', 'BRL'),
  }),
}

const OUTCOME = closed({
  charge_type: {
    type: 'string',
    title: 'Tipo de cobrança',
    maxLength: 40,
    namedBy: 'receivables.items#charge_type',
  },
  calculation: { ...closed({ amount: decimal('Valor', 'BRL'), lines: LINES }), title: 'Cálculo' },
  basis: decimal('Base do percentual ou quantidade'),
  rate: decimal('Percentual ou preço unitário'),
})

const category: Expression = { lookup: ['tariff-category', { var: ['category'] }] }
const ofCategory = (name: string): Expression => ({ field: [category, name] })

/** Water of the category: each part of the volume at the price of its bracket, limits multiplied by the economies. */
const water: Expression = {
  brackets: [
    { max: [{ var: ['water_m3'] }, { '*': [ofCategory('minimum_m3'), { var: ['economies'] }] }] },
    { var: ['economies'] },
    ofCategory('blocks'),
    ofCategory('scale'),
    ofCategory('mode'),
    ofCategory('rounding'),
  ],
}
const sewagePercent: Expression = { lookup: ['tariff-sewage', { var: ['sewage_class'] }] }
const waterAmount: Expression = { field: [water, 'amount'] }
const noLines: Expression = { literal: [[]] }
const garbagePrice = ofCategory('garbage')

const BECAUSE_WATER =
  'Tabela de tarifas em vigor; Lei 11.445/2007, arts. 29 e 30 (faixas e categorias de consumo)'
const BECAUSE_SEWAGE =
  'Tabela de tarifas em vigor, percentual por classe de esgoto; Lei 11.445/2007, art. 29'
const BECAUSE_DECLARED =
  'Tabela de tarifas em vigor; Lei 11.445/2007, arts. 29 e 30 (estrutura declarada na tabela)'
const BECAUSE_GARBAGE =
  'Taxa de coleta de lixo do município; Lei 11.445/2007, art. 35, § 1º (cobrança na fatura)'

const isDeclared = (type: ChargeType): Expression => ({
  '!': [{ is_null: [{ var: [`declared.${type}`] }] }],
})
const isPlain = (type: ChargeType): Expression => ({ is_null: [{ var: [`declared.${type}`] }] })

/** The rule that charges what the table declares of one type. */
const declaredRule = (type: ChargeType, title: string, due: Expression | null): Rule => ({
  id: `${type}_declared`,
  title,
  when: due === null ? isDeclared(type) : { and: [due, isDeclared(type)] },
  then: {
    charge_type: type,
    calculation: {
      object: ['amount', { var: [`declared.${type}.amount`] }, 'lines', noLines],
    },
    basis: { var: [`declared.${type}.basis`] },
    rate: { var: [`declared.${type}.rate`] },
  },
  because: BECAUSE_DECLARED,
})

const WATER: Expression = { var: ['is_water_billable'] }
const SEWAGE: Expression = { var: ['is_sewage_billable'] }

const NOTHING = Object.fromEntries(CHARGE_TYPES.map((type) => [type, null]))
const example = (
  title: string,
  { declared, ...facts }: Record<string, unknown> & { declared?: object },
  outcome: unknown
) => ({
  title,
  facts: { ...facts, declared: { ...NOTHING, ...declared } },
  lookups: categoryLookups({ ...JUINA_2026, garbage: { RES: '8.50' } }),
  outcome,
})

const TABLE = `${TARIFF_TABLE}/${DEFAULT_TABLE}`

/** `tariffs.charges`: which charges one category of a premise owes for a month and how much each is. */
export const chargesDecision: Decision = {
  name: 'tariffs.charges',
  title: 'Cobranças do mês',
  facts: FACTS,
  outcome: OUTCOME,
  hit: 'all',
  dates: [
    { key: 'period', title: 'Período de consumo, repartido por dias entre versões' },
    { key: 'reading', title: 'Data da leitura atual' },
  ],
  admitsEmergency: false,
  subject: SUBJECT,
  derived: {
    from: [TABLE],
    lookups: ({ [TABLE]: table }) => (table ? categoryLookups(table as TariffTable) : {}),
  },
  ruleset: {
    decision: 'tariffs.charges',
    default: null,
    rules: [
      {
        id: 'water',
        title: 'Água por faixas de consumo',
        when: { and: [WATER, isPlain('water')] },
        then: { charge_type: 'water', calculation: water, basis: { var: ['water_m3'] }, rate: '0' },
        because: BECAUSE_WATER,
      },
      {
        id: 'sewage',
        title: 'Esgoto em percentual da água',
        when: {
          and: [SEWAGE, isPlain('sewage'), { '!': [{ is_null: [{ var: ['sewage_class'] }] }] }],
        },
        then: {
          charge_type: 'sewage',
          calculation: {
            object: [
              'amount',
              {
                muldiv: [waterAmount, sewagePercent, 100, ofCategory('scale'), ofCategory('mode')],
              },
              'lines',
              noLines,
            ],
          },
          basis: waterAmount,
          rate: sewagePercent,
        },
        because: BECAUSE_SEWAGE,
      },
      {
        id: 'garbage',
        title: 'Taxa de lixo por economia',
        when: { and: [isPlain('garbage'), { '>': [garbagePrice, 0] }] },
        then: {
          charge_type: 'garbage',
          calculation: {
            object: ['amount', { '*': [garbagePrice, { var: ['economies'] }] }, 'lines', noLines],
          },
          basis: { decimal: [{ var: ['economies'] }] },
          rate: garbagePrice,
        },
        because: BECAUSE_GARBAGE,
      },
      declaredRule('water_basic', 'Tarifa fixa de água', WATER),
      declaredRule('water', 'Água pela estrutura declarada', WATER),
      declaredRule('sewage_basic', 'Tarifa fixa de esgoto', SEWAGE),
      declaredRule('sewage', 'Esgoto pela estrutura declarada', SEWAGE),
      declaredRule('garbage', 'Lixo pela estrutura declarada', null),
      declaredRule('regulation_fee', 'Taxa de regulação', null),
    ],
    examples: [
      example(
        'Residencial, 20 m³, só água',
        {
          category: 'RES',
          economies: 1,
          water_m3: '20',
          is_water_billable: true,
          is_sewage_billable: false,
          sewage_class: null,
        },
        [
          {
            charge_type: 'water',
            calculation: {
              amount: '76.06',
              lines: [
                { from: '0', to: '10', m3: '10', price: '3.457', amount: '34.57' },
                { from: '10', to: '20', m3: '10', price: '4.149', amount: '41.49' },
              ],
            },
            basis: '20',
            rate: '0',
          },
          {
            charge_type: 'garbage',
            calculation: { amount: '8.5', lines: [] },
            basis: '1',
            rate: '8.5',
          },
        ]
      ),
      example(
        'Comercial, 10 m³, esgoto coletado e tratado a 80 %',
        {
          category: 'COM',
          economies: 1,
          water_m3: '10',
          is_water_billable: true,
          is_sewage_billable: true,
          sewage_class: 'collected_treated',
        },
        [
          {
            charge_type: 'water',
            calculation: {
              amount: '69.19',
              lines: [{ from: '0', to: '10', m3: '10', price: '6.919', amount: '69.19' }],
            },
            basis: '10',
            rate: '0',
          },
          {
            charge_type: 'sewage',
            calculation: { amount: '55.35', lines: [] },
            basis: '69.19',
            rate: '80',
          },
        ]
      ),
    ],
  },
}
