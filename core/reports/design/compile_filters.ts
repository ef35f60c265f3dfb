import { type CivilDate, clock } from '#core/calendar/index'
import type { SqlValue } from '#core/database/index'
import {
  type Preset,
  type RecordField,
  presetSpanOn,
  presetsOf,
  readTyped,
} from '#core/records/index'
import { errors } from '../errors.ts'
import type { ReportFilter } from '../report.ts'
import type { Statement } from './compose_sql.ts'
import type { DesignFilter } from './content.ts'
import type { Reach } from './fields.ts'
import type { Names } from './names.ts'

interface Compiling {
  readonly statement: Statement
  readonly names: Names
  readonly timeZone: string
  readonly title: string
}

interface Narrowing {
  readonly filter: DesignFilter
  readonly field: RecordField
  readonly label: string
  /** The field in SQL. */
  readonly column: string
}

/** Adds a filter to the statement. @returns what is asked when the report runs. */
export function compileFilter(
  compiling: Compiling,
  filter: DesignFilter,
  { reach, label }: { readonly reach: Reach; readonly label: string }
): ReportFilter[] {
  const { statement } = compiling
  const column = statement.expression(reach)
  const narrowing = { filter, field: reach.field, label, column }
  switch (filter.how) {
    case 'empty':
      statement.where(`coalesce(${column}::text, '') = ''`)
      return []
    case 'filled':
      statement.where(`coalesce(${column}::text, '') <> ''`)
      return []
    case 'range':
      return compileRange(compiling, narrowing)
    case 'is':
      return compileChoice(compiling, narrowing)
    default:
      return compileText(compiling, narrowing)
  }
}

const asField = ({ type, options, record, lookup, unit }: RecordField) => ({
  ...{ type, options, record, lookup, unit },
})

/** What a fixed value means; one that cannot be read is a fault of the design. @throws BusinessError E_REPORTS_DESIGN */
function valueOf(field: RecordField, typed: string, { timeZone, title }: Compiling): SqlValue {
  const read = readTyped(field, typed, timeZone)
  if ('problem' in read)
    throw errors.E_REPORTS_DESIGN({ title, problems: `${field.label}: ${read.problem}` })
  return read.value as SqlValue
}

const CASTS: Readonly<Partial<Record<RecordField['type'], string>>> = {
  ...{ integer: '::numeric', decimal: '::numeric', volume: '::numeric', money: '::bigint' },
  ...{ date: '::date', datetime: '::date', reference: '::bigint', boolean: '::boolean' },
}
const castOf = ({ type }: RecordField) => CASTS[type] ?? '::text'

function compileRange(compiling: Compiling, { filter, field, label, column }: Narrowing) {
  const { statement, names, timeZone } = compiling
  // A moment is narrowed by days of the municipality.
  const type = field.type === 'datetime' ? 'date' : field.type
  const bound: RecordField = { ...asField(field), name: field.name, label, type }
  const compared = comparisons({ statement, field, column, timeZone })
  if (!filter.is_asked) {
    const { from, to } = fixedBounds(filter, bound, compiling)
    if (from !== null) statement.where(compared.from(statement.bind(from)))
    if (to !== null) statement.where(compared.to(statement.bind(to)))
    return []
  }
  const base = names.next(filter.field)
  return (['from', 'to'] as const).map((side): ReportFilter => {
    const name = `${base}_${side}`
    statement.where(`(:${name}${castOf(field)} is null or ${compared[side](`:${name}`)})`)
    return {
      ...bound,
      name,
      label: `${label} ${side === 'from' ? 'de' : 'até'}`,
      isRequired: filter.is_required,
      initial: ({ today }) => initialBound(filter, bound, { side, today }),
    }
  })
}

interface Compared {
  readonly statement: Statement
  readonly field: RecordField
  readonly column: string
  readonly timeZone: string
}

function comparisons({ statement, field, column, timeZone }: Compared) {
  const cast = castOf(field)
  if (field.type !== 'datetime')
    return {
      from: (value: string) => `${column} >= ${value}${cast}`,
      to: (value: string) => `${column} <= ${value}${cast}`,
    }
  const zone = statement.bind(timeZone)
  return {
    from: (value: string) => `${column} >= (${value}::date::timestamp at time zone ${zone}::text)`,
    to: (value: string) =>
      `${column} < ((${value}::date + 1)::timestamp at time zone ${zone}::text)`,
  }
}

const presetOf = ({ preset }: DesignFilter, { type }: RecordField): Preset | undefined =>
  presetsOf(type).find((known) => known === preset)

function fixedBounds(filter: DesignFilter, field: RecordField, compiling: Compiling) {
  const preset = presetOf(filter, field)
  const text = (side: 'from' | 'to') =>
    preset
      ? initialBound(filter, field, { side, today: clock.today(compiling.timeZone) })
      : (filter[side] ?? '')
  return {
    from: valueOf(field, text('from'), compiling),
    to: valueOf(field, text('to'), compiling),
  }
}

interface Bound {
  readonly side: 'from' | 'to'
  readonly today: CivilDate
}

/** What an asked bound starts with, as a form holds it. */
function initialBound(filter: DesignFilter, field: RecordField, { side, today }: Bound): string {
  const preset = presetOf(filter, field)
  if (!preset) return filter[side] ?? ''
  const day = presetSpanOn(preset, today)[side]
  return field.type === 'refmonth' ? day.slice(0, 7) : day
}

const WORDS = new Set<RecordField['type']>(['text', 'longtext', 'email'])

function compileChoice(compiling: Compiling, { filter, field, label, column }: Narrowing) {
  const { statement, names } = compiling
  const cast = castOf(field)
  const isWord = WORDS.has(field.type)
  const plain = (one: string) => (isWord ? `plain_text(${one})` : one)
  const compared = plain(cast === '::text' ? `${column}::text` : column)
  if (!filter.is_asked) {
    const values = (filter.values ?? []).map((typed) => String(valueOf(field, typed, compiling)))
    const all = statement.bind(values)
    const list = isWord ? `array(select plain_text(one) from unnest(${all}::text[]) one)` : all
    statement.where(`${compared} = any(${list}${isWord ? '' : `${cast}[]`})`)
    return []
  }
  const name = names.next(filter.field)
  statement.where(`(:${name}${cast} is null or ${compared} = ${plain(`:${name}${cast}`)})`)
  const [first = ''] = filter.values ?? []
  return [{ ...asField(field), name, label, isRequired: filter.is_required, initial: () => first }]
}

/** Registration numbers, taxpayer numbers and phones are kept without punctuation. */
const BARE = new Set<RecordField['type']>(['registration', 'taxpayer', 'phone'])

function compileText(compiling: Compiling, { filter, field, label, column }: Narrowing) {
  const { statement, names } = compiling
  const bare = (value: string) =>
    BARE.has(field.type)
      ? `regexp_replace(${value}::text, '[^0-9A-Za-z]', '', 'g')`
      : `${value}::text`
  const found = (value: string) => {
    const [whole, part] = [`plain_text(${column}::text)`, `plain_text(${bare(value)})`]
    return filter.how === 'begins'
      ? `starts_with(${whole}, ${part})`
      : `position(${part} in ${whole}) > 0`
  }
  if (!filter.is_asked) {
    statement.where(found(statement.bind(filter.text ?? '')))
    return []
  }
  const name = names.next(filter.field)
  statement.where(`(:${name}::text is null or ${found(`:${name}`)})`)
  const words = filter.how === 'begins' ? 'começa com' : 'contém'
  return [
    {
      ...{ name, label: `${label} ${words}`, type: 'text' as const },
      isRequired: filter.is_required,
      initial: () => filter.text ?? '',
    },
  ]
}
