import { CHARGE_TYPES, type ChargeType, type Structure } from './structure.ts'
import { type Option, type SheetColumn, type SheetSpec, rowsOf } from './table_sheets.ts'

/** One field of a structure besides its grid and what is inside it; `path` in its JSON. */
export interface FieldSpec {
  readonly path: string
  readonly title: string
  readonly kind: 'choice' | 'decimal' | 'integer' | 'text'
  readonly options?: readonly Option[]
  readonly unit?: string
  readonly maxDecimals?: number
  readonly isOptional?: boolean
}

/** How a structure is shown: fields, a grid, and the structures inside it. */
export interface StructureForm {
  readonly title: string
  readonly help: string
  readonly fields: readonly FieldSpec[]
  readonly sheet?: { readonly name: string; readonly title: string; readonly spec: SheetSpec }
  readonly inner?: 'structure' | 'parts' | 'options'
  /** What a new one begins with. */
  readonly blank: Structure
}

export const CHARGE_TITLES: Readonly<Record<ChargeType, string>> = {
  water: 'Água',
  water_basic: 'Tarifa fixa de água',
  sewage: 'Esgoto',
  sewage_basic: 'Tarifa fixa de esgoto',
  garbage: 'Taxa de coleta de lixo',
  regulation_fee: 'Taxa de regulação',
}

export const CHARGE_OPTIONS: readonly Option[] = CHARGE_TYPES.map((value) => ({
  value,
  title: CHARGE_TITLES[value],
}))

const options = (titles: Readonly<Record<string, string>>): Option[] =>
  Object.entries(titles).map(([value, title]) => ({ value, title }))

export const PER_OPTIONS = options({
  economy: 'por economia',
  connection: 'por ligação',
  tap: 'por ponto de água',
  bill: 'por fatura',
})
export const MODE_OPTIONS = options({
  'half-up': 'meio para cima',
  'half-even': 'meio para o par',
  'down': 'para baixo (trunca)',
})
const SHARE_MODES = [...MODE_OPTIONS, { value: 'up', title: 'para cima' }]
const EACH_OPTIONS = options({ month: 'por mês', day: 'por dia do período' })

const per: FieldSpec = { path: 'per', title: 'Multiplica', kind: 'choice', options: PER_OPTIONS }
const each: FieldSpec = { path: 'each', title: 'A cada', kind: 'choice', options: EACH_OPTIONS }
const percent: FieldSpec = {
  path: 'percent',
  title: 'Percentual',
  kind: 'decimal',
  unit: '%',
  maxDecimals: 6,
}
const amount: FieldSpec = { path: 'amount', title: 'Valor', kind: 'decimal', maxDecimals: 6 }
const shareScale: FieldSpec = { path: 'share/scale', title: 'Casas de m³', kind: 'integer' }
const shareMode: FieldSpec = {
  path: 'share/mode',
  title: 'Arredonda o volume',
  kind: 'choice',
  options: SHARE_MODES,
}

const money = (id: string, title: string): SheetColumn => ({
  id,
  title,
  kind: 'decimal',
  maxDecimals: 6,
})
const OVER: SheetColumn = { id: 'over', title: 'Acima de', kind: 'integer', isDerived: true }
const TO: SheetColumn = { id: 'to', title: 'Até', kind: 'limit' }
const PRICE = money('price', 'Preço por m³')

const brackets = (...columns: readonly SheetColumn[]): SheetSpec => ({
  shape: 'brackets',
  columns: [OVER, TO, ...columns],
})

/** Brackets of the categories themselves. */
export const BLOCKS: SheetSpec = brackets({ ...PRICE, maxDecimals: 12 })

const CELLS: SheetSpec = {
  shape: 'list',
  columns: [
    { id: 'over', title: 'Acima de', kind: 'integer', isOptional: true },
    { id: 'to', title: 'Até', kind: 'limit', isOptional: true },
    { id: 'frequency', title: 'Frequência', kind: 'text', isOptional: true },
    { id: 'profile', title: 'Perfil', kind: 'text', isOptional: true },
    money('amount', 'Valor'),
  ],
}
const METERS: SheetSpec = {
  shape: 'map',
  columns: [{ id: 'name', title: 'Capacidade', kind: 'text' }, money('value', 'Valor')],
}

const ONE_BLOCK = [{ over: 0, to: null, price: '0' }]
const SHARE = { scale: 0, mode: 'up' } as const
const BRACKETS = { kind: 'brackets', per: 'economy', brackets: ONE_BLOCK } as const
const grid = (spec: SheetSpec, title = 'Faixas', name = 'brackets') => ({ name, title, spec })

/** Every structure that a table may declare. */
export const STRUCTURE_FORMS: Readonly<Record<Structure['kind'], StructureForm>> = {
  brackets: {
    title: 'Faixas progressivas',
    help: 'Cada parte do volume pelo preço da sua faixa.',
    fields: [per],
    sheet: grid(brackets(PRICE)),
    blank: BRACKETS,
  },
  base_excess: {
    title: 'Valor-base da faixa e excedente',
    help: 'O valor-base da faixa alcançada, e o preço dela sobre os m³ acima do seu começo.',
    fields: [per],
    sheet: grid(brackets(money('base', 'Valor-base'), { ...PRICE, title: 'Preço do excedente' })),
    blank: { kind: 'base_excess', per: 'economy', brackets: [{ ...ONE_BLOCK[0]!, base: '0' }] },
  },
  whole_bracket: {
    title: 'Volume inteiro pela faixa, menos dedução',
    help: 'Todo o volume pelo preço da faixa alcançada, menos a parcela a deduzir.',
    fields: [per],
    sheet: grid(brackets(PRICE, money('deduct', 'A deduzir'))),
    blank: { kind: 'whole_bracket', per: 'economy', brackets: [{ ...ONE_BLOCK[0]!, deduct: '0' }] },
  },
  rows: {
    title: 'Linha de uma tabela por m³',
    help: 'O valor publicado na linha do volume; uma coluna pode ser descontada de outra.',
    fields: [
      per,
      { path: 'table', title: 'Tabela por m³', kind: 'text' },
      { path: 'column', title: 'Coluna', kind: 'text' },
      { path: 'less', title: 'Menos a coluna', kind: 'text', isOptional: true },
      shareScale,
      shareMode,
    ],
    blank: { kind: 'rows', per: 'economy', table: '', column: '', share: SHARE },
  },
  formula: {
    title: 'Fórmula',
    help: 'Soma de coeficiente × volume elevado a uma potência, por faixa de volume: 9,80 + 1,25 × m³^1,5.',
    fields: [
      per,
      shareScale,
      shareMode,
      { path: 'power_scale', title: 'Casas da potência', kind: 'integer' },
      { path: 'power_mode', title: 'Arredonda a potência', kind: 'choice', options: MODE_OPTIONS },
    ],
    sheet: grid(
      brackets({ id: 'terms', title: 'Fórmula', kind: 'text' }),
      'Fórmula por faixa',
      'ranges'
    ),
    blank: {
      ...{ kind: 'formula', per: 'economy', share: { scale: 3, mode: 'half-up' } },
      ...{ power_scale: 6, power_mode: 'half-up' },
      ranges: [{ over: 0, to: null, terms: [{ coefficient: '0', power: '0' }] }],
    },
  },
  percent: {
    title: 'Percentual de outra cobrança',
    help: 'Como o esgoto sobre a água, ou a taxa de regulação.',
    fields: [percent, { path: 'of', title: 'Sobre', kind: 'choice', options: CHARGE_OPTIONS }],
    blank: { kind: 'percent', of: 'water', percent: '0' },
  },
  fixed: {
    title: 'Valor fixo',
    help: 'Um valor que não depende do volume.',
    fields: [amount, per],
    blank: { kind: 'fixed', per: 'economy', amount: '0' },
  },
  fixed_by_meter: {
    title: 'Valor fixo pelo hidrômetro',
    help: 'Um valor para cada capacidade de hidrômetro.',
    fields: [per],
    sheet: grid(METERS, 'Valores por capacidade', 'amounts'),
    blank: { kind: 'fixed_by_meter', per: 'connection', amounts: { '3/4': '0' } },
  },
  matrix: {
    title: 'Matriz de valores',
    help: 'Por faixa de volume, frequência da coleta e perfil; o que fica vazio serve a qualquer um e vale a primeira linha que couber.',
    fields: [per],
    sheet: grid(CELLS, 'Valores', 'cells'),
    blank: { kind: 'matrix', per: 'economy', cells: [{ amount: '0' }] },
  },
  first_bracket_discount: {
    title: 'Desconto nos primeiros m³',
    help: 'Lei 14.898/2024: os primeiros m³ com desconto sobre o preço da primeira faixa, o excedente pelo preço normal.',
    fields: [per, percent, { path: 'up_to_m3', title: 'Até', kind: 'integer', unit: 'm³' }],
    sheet: grid(brackets(PRICE)),
    blank: {
      kind: 'first_bracket_discount',
      per: 'economy',
      percent: '50',
      up_to_m3: 15,
      brackets: ONE_BLOCK,
    },
  },
  sum: {
    title: 'Soma de parcelas',
    help: 'Como uma parte fixa mais as faixas.',
    fields: [],
    inner: 'parts',
    blank: { kind: 'sum', parts: [{ kind: 'fixed', per: 'economy', amount: '0' }, BRACKETS] },
  },
  least: {
    title: 'A melhor para o usuário',
    help: 'Cobra a opção que custa menos.',
    fields: [],
    inner: 'options',
    blank: { kind: 'least', options: [BRACKETS, BRACKETS] },
  },
  minimum_volume: {
    title: 'Volume mínimo',
    help: 'Cobra pelo menos tantos m³ da estrutura de dentro.',
    fields: [
      { path: 'm3', title: 'Pelo menos', kind: 'decimal', unit: 'm³', maxDecimals: 6 },
      per,
      each,
    ],
    inner: 'structure',
    blank: { kind: 'minimum_volume', per: 'economy', each: 'month', m3: '10', structure: BRACKETS },
  },
  minimum_amount: {
    title: 'Valor mínimo',
    help: 'Cobra pelo menos tanto, seja qual for a estrutura de dentro.',
    fields: [{ ...amount, title: 'Pelo menos' }, per, each],
    inner: 'structure',
    blank: {
      kind: 'minimum_amount',
      per: 'economy',
      each: 'month',
      amount: '0',
      structure: BRACKETS,
    },
  },
  volume_percent: {
    title: 'Percentual do volume',
    help: 'A estrutura de dentro sobre uma parte do volume, como o esgoto com preços próprios.',
    fields: [percent, shareScale, shareMode],
    inner: 'structure',
    blank: { kind: 'volume_percent', percent: '80', share: SHARE, structure: BRACKETS },
  },
  discount: {
    title: 'Desconto',
    help: 'Um percentual a menos da estrutura de dentro; 100 é isenção, que ainda mostra as linhas.',
    fields: [percent, { path: 'reason', title: 'Motivo na conta', kind: 'text' }],
    inner: 'structure',
    blank: { kind: 'discount', percent: '10', reason: 'Desconto', structure: BRACKETS },
  },
}

/** Contracted demand, take or pay: less is billed as the contract, more at the excess price. One tariff type per contract. */
export const DEMAND_CONTRACT: Structure = {
  kind: 'minimum_volume',
  per: 'bill',
  each: 'month',
  m3: '500',
  structure: {
    kind: 'brackets',
    per: 'bill',
    brackets: [
      { over: 0, to: 500, price: '0' },
      { over: 500, to: null, price: '0' },
    ],
  },
}

/** The titles of the structures, for a choice. */
export const STRUCTURE_OPTIONS = Object.entries(STRUCTURE_FORMS).map(([value, { title }]) => ({
  value,
  title,
}))

type Json = Readonly<Record<string, unknown>>

/** The form of a structure, or null where it has something that the form would not show: it stays as JSON then. */
export function formOf(structure: unknown): StructureForm | null {
  if (typeof structure !== 'object' || structure === null || Array.isArray(structure)) return null
  const json = structure as Json
  const kind = json.kind
  if (typeof kind !== 'string' || !Object.hasOwn(STRUCTURE_FORMS, kind)) return null
  const form = STRUCTURE_FORMS[kind as Structure['kind']]
  const names = new Set([
    'kind',
    ...form.fields.map(({ path }) => path.split('/')[0]!),
    ...(form.sheet ? [form.sheet.name] : []),
    ...(form.inner ? [form.inner] : []),
  ])
  const isKnown = Object.keys(json).every((name) => names.has(name))
  const hasGrid = !form.sheet || rowsOf(form.sheet.spec, json[form.sheet.name]) !== null
  const hasInner = !form.inner || form.inner === 'structure' || Array.isArray(json[form.inner])
  return isKnown && hasGrid && hasInner && hasOwnShare(json) ? form : null
}

const hasOwnShare = ({ share }: Json) =>
  share === undefined ||
  (typeof share === 'object' &&
    share !== null &&
    Object.keys(share).every((name) => name === 'scale' || name === 'mode'))
