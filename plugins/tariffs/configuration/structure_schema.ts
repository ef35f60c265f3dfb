import { CHARGE_TYPES } from '../domain/structure.ts'

type Schema = Readonly<Record<string, unknown>>

/** Prices and amounts: up to six decimals, end to end. */
const AMOUNT: Schema = { type: 'string', pattern: '^\\d{1,12}(\\.\\d{1,6})?$' }
const SIGNED: Schema = { type: 'string', pattern: '^-?\\d{1,12}(\\.\\d{1,9})?$' }
const PERCENT: Schema = { type: 'string', pattern: '^\\d{1,3}(\\.\\d{1,6})?$' }
const NAME: Schema = { type: 'string', pattern: '^[a-z0-9_./]{1,30}$' }
const PER: Schema = { enum: ['economy', 'connection', 'tap', 'bill'] }
const EACH: Schema = { enum: ['month', 'day'] }
const M3: Schema = { type: 'integer', minimum: 0, maximum: 100_000_000 }
const OPEN_M3: Schema = { type: ['integer', 'null'], minimum: 1, maximum: 100_000_000 }
const MODE: Schema = { enum: ['half-up', 'half-even', 'down'] }
const STRUCTURE: Schema = { $ref: '#/$defs/structure' }

const closed = (properties: Schema, optional: readonly string[] = []): Schema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
})
const listOf = (items: Schema, maxItems: number): Schema => ({
  type: 'array',
  minItems: 1,
  maxItems,
  items,
})
const mapOf = (values: Schema, maxProperties: number): Schema => ({
  type: 'object',
  minProperties: 1,
  maxProperties,
  propertyNames: NAME,
  additionalProperties: values,
})

const SHARE = closed({
  scale: { type: 'integer', minimum: 0, maximum: 6 },
  mode: { enum: ['half-up', 'half-even', 'down', 'up'] },
})
const block = (more: Schema = {}) => ({
  ...listOf(closed({ over: M3, to: OPEN_M3, price: AMOUNT, ...more }), 40),
  keyedBy: 'over',
})
const POWER: Schema = { type: 'string', pattern: '^[0-5](\\.\\d{1,3})?$' }
const RANGE = closed({
  over: M3,
  to: OPEN_M3,
  terms: listOf(closed({ coefficient: SIGNED, power: POWER }), 8),
})
const CELL = closed({ over: M3, to: OPEN_M3, frequency: NAME, profile: NAME, amount: AMOUNT }, [
  'over',
  'to',
  'frequency',
  'profile',
])

/** Fields of each structure besides `kind`, and which of them may be absent. */
const KINDS: Readonly<Record<string, readonly [fields: Schema, optional?: readonly string[]]>> = {
  brackets: [{ per: PER, brackets: block() }],
  base_excess: [{ per: PER, brackets: block({ base: AMOUNT }) }],
  whole_bracket: [{ per: PER, brackets: block({ deduct: AMOUNT }) }],
  rows: [{ per: PER, table: NAME, column: NAME, less: NAME, share: SHARE }, ['less']],
  formula: [
    {
      per: PER,
      share: SHARE,
      power_scale: { type: 'integer', minimum: 0, maximum: 12 },
      power_mode: MODE,
      ranges: { ...listOf(RANGE, 20), keyedBy: 'over' },
    },
  ],
  percent: [{ of: { enum: CHARGE_TYPES }, percent: PERCENT }],
  fixed: [{ per: PER, amount: AMOUNT }],
  fixed_by_meter: [{ per: PER, amounts: mapOf(AMOUNT, 40) }],
  matrix: [{ per: PER, cells: listOf(CELL, 200) }],
  first_bracket_discount: [
    {
      per: PER,
      percent: PERCENT,
      up_to_m3: { type: 'integer', minimum: 1, maximum: 1000 },
      brackets: block(),
    },
  ],
  sum: [{ parts: listOf(STRUCTURE, 8) }],
  least: [{ options: listOf(STRUCTURE, 4) }],
  minimum_volume: [{ per: PER, each: EACH, m3: AMOUNT, structure: STRUCTURE }],
  minimum_amount: [{ per: PER, each: EACH, amount: AMOUNT, structure: STRUCTURE }],
  volume_percent: [{ percent: PERCENT, share: SHARE, structure: STRUCTURE }],
  discount: [
    {
      percent: PERCENT,
      reason: { type: 'string', minLength: 3, maxLength: 120 },
      structure: STRUCTURE,
    },
  ],
}

/** The discriminated union: `kind` says which of the forms must hold, so that a message names the field at fault. */
const structure: Schema = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { enum: Object.keys(KINDS) } },
  allOf: Object.entries(KINDS).map(([kind, [fields, optional]]) => ({
    if: { type: 'object', required: ['kind'], properties: { kind: { const: kind } } },
    then: closed({ kind: { const: kind }, ...fields }, optional),
  })),
}

/** The tariff type of a category or charge; `normal` where none is said, so that each has exactly one. */
export const TARIFF_TYPE: Schema = { ...NAME, title: 'Tipo de tarifa' }

const CODES = listOf({ type: 'string', pattern: '^[A-Z]{2,6}$' }, 40)
const applies = closed(
  {
    categories: CODES,
    profiles: listOf(NAME, 20),
    sewage_classes: listOf(NAME, 20),
    is_metered: { type: 'boolean' },
    min_economies: { type: 'integer', minimum: 2, maximum: 10_000 },
  },
  ['categories', 'profiles', 'sewage_classes', 'is_metered', 'min_economies']
)

/** Schemas of the optional parts of a tariff table. */
export const DECLARED_PARTS: Readonly<Record<string, Schema>> = {
  charges: {
    ...listOf(
      closed(
        {
          charge_type: { enum: CHARGE_TYPES },
          tariff_type: TARIFF_TYPE,
          title: { type: 'string', minLength: 3, maxLength: 80 },
          applies,
          legal_basis: { type: 'string', minLength: 3, maxLength: 200 },
          structure: STRUCTURE,
        },
        ['tariff_type']
      ),
      200
    ),
    keyedBy: ['charge_type', 'title'],
    title: 'Cobranças declaradas',
  },
  rows: {
    ...mapOf(
      closed({
        from_m3: M3,
        columns: mapOf(listOf(AMOUNT, 2000), 6),
        beyond: mapOf(AMOUNT, 6),
      }),
      20
    ),
    title: 'Tabelas por m³',
  },
  unmetered: {
    ...listOf(closed({ categories: CODES, m3: AMOUNT, per: PER }, ['categories']), 40),
    title: 'Consumo presumido sem hidrômetro',
  },
  unit: {
    ...closed({ code: { type: 'string', pattern: '^[A-Z]{2,10}$' } }),
    title: 'Unidade fiscal em que os preços estão',
  },
  services: {
    ...mapOf(
      closed({ title: { type: 'string', minLength: 3, maxLength: 80 }, amount: AMOUNT }),
      200
    ),
    title: 'Preços de serviços (R$)',
  },
  fraud_fines: {
    ...listOf(
      closed({
        type: { ...NAME, title: 'Tipo de fraude' },
        degree: { ...NAME, title: 'Grau' },
        amount: { ...AMOUNT, title: 'Valor (R$)' },
      }),
      200
    ),
    keyedBy: ['type', 'degree'],
    title: 'Multas por fraude (R$)',
  },
}

export const DEFINITIONS = { structure } as const
