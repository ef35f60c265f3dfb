import { ROUNDING_MODES } from '#core/money/index'
import type { Expression } from '../../types.ts'

/** Kinds of expressions that the generator makes. */
export type Want =
  'integer' | 'decimal' | 'text' | 'date' | 'boolean' | 'numbers' | 'rows' | 'charge'

/** What `var` sees: the facts, or the element of an iterator. */
export type Seen = 'facts' | 'row' | 'number' | 'scoped' | 'fold'

/** The source of chance and of smaller expressions. */
export interface Host {
  readonly withLookups: boolean
  below(limit: number): number
  pick<T>(options: readonly T[]): T
  expression(want: Want, depth: number, seen: Seen): Expression
  named(want: Want, make: (name: string) => Expression): Expression
}

type Maker = (host: Host, depth: number, seen: Seen) => Expression

export const BLOCKS = [
  { over: 0, to: 10, price: '3.457' },
  { over: 10, to: '20.5', price: '4.149' },
  { over: '20.5', to: null, price: '5.974' },
]

const number: Maker = (host, depth, seen) =>
  host.expression(host.pick(['integer', 'decimal']), depth, seen)

const scale = (host: Host) => host.below(7)
const mode = (host: Host) => host.pick(ROUNDING_MODES)

/** An operator on expressions of these kinds. */
function call(names: string | readonly string[], ...wants: readonly (Want | 'number')[]): Maker {
  return (host, depth, seen) => ({
    [host.pick([names].flat())]: wants.map((want) =>
      want === 'number' ? number(host, depth, seen) : host.expression(want, depth, seen)
    ),
  })
}

const NAMED: readonly Want[] = [
  'integer',
  'decimal',
  'text',
  'boolean',
  'numbers',
  'rows',
  'charge',
]

/** Gives one or two names; what is inside lists sees them too. */
export function letting(want: Want): Maker {
  return (host, depth, seen) => {
    const first = host.pick(NAMED)
    const value = host.expression(first, depth, seen)
    return host.named(first, (name) => {
      if (host.below(2) === 0) return { let: [name, value, host.expression(want, depth, seen)] }
      const second = host.pick(NAMED)
      const other = host.expression(second, depth, seen)
      return host.named(second, (more) => ({
        let: [name, value, more, other, host.expression(want, depth, seen)],
      }))
    })
  }
}

function choice(want: Want): Maker {
  return call('if', 'boolean', want, want)
}

/** An operator on numbers that ends with scale and mode. */
function rounded(name: string, numbers: number): Maker {
  return (host, depth, seen) => ({
    [name]: [
      ...Array.from({ length: numbers }, () => number(host, depth, seen)),
      scale(host),
      mode(host),
    ],
  })
}

function overNumbers(names: readonly string[]): Maker {
  return (host, depth, seen) => ({
    [host.pick(names)]: [
      host.expression('numbers', depth, seen),
      { [host.pick(['<', '>='])]: [{ var: [''] }, number(host, depth + 1, 'number')] },
    ],
  })
}

function overRows(names: readonly string[]): Maker {
  return (host, depth, seen) => ({
    [host.pick(names)]: [
      host.expression('rows', depth, seen),
      host.expression('boolean', depth + 1, 'row'),
    ],
  })
}

const toInteger: Maker = (host, depth, seen) => ({
  to_integer: [{ round: [number(host, depth, seen), 0, mode(host)] }],
})

const datePart: Maker = (host, depth, seen) => ({
  date_part: [host.expression('date', depth, seen), host.pick(['year', 'month', 'day', 'weekday'])],
})

export const CALENDAR = {
  first: '1999-01-01',
  last: '2040-12-31',
  weekend: [0, 6],
  holidays: ['2026-01-01', '2026-02-02', '2026-02-03', '2026-04-03', '2025-12-25'],
}

/** Mostly the calendar; sometimes one that knows less, or is none. */
const calendar: Maker = (host): Expression => {
  if (host.withLookups && host.below(2) === 0) {
    return { lookup: [host.below(15) === 0 ? 'limit/days' : 'calendar/legal'] }
  }
  const strange = host.below(20) === 0 && host.withLookups
  return { literal: [strange ? host.pick<unknown>([{}, { ...CALENDAR, weekend: [9] }]) : CALENDAR] }
}

function onCalendar(names: readonly string[], ...wants: readonly Want[]): Maker {
  return (host, depth, seen) => ({
    [host.pick(names)]: [
      ...wants.map((want) => host.expression(want, depth, seen)),
      calendar(host, depth, seen),
    ],
  })
}

const counted: Maker = (host, depth, seen) => ({
  count: [host.expression('rows', depth, seen), host.expression('boolean', depth + 1, 'row')],
})

/** Over rows, or over a list that is surely not empty. */
const foldedRows: Maker = (host, depth, seen) => ({
  sum_of: [host.expression('rows', depth, seen), host.expression('decimal', depth + 1, 'row')],
})

const extremes: Maker = (host, depth, seen) => ({
  [host.pick(['max_of', 'min_of', 'sum_of'])]: [
    host.expression('numbers', depth, seen),
    host.expression('decimal', depth + 1, 'number'),
  ],
})

export const RATES = [
  { from: '1998-01-01', rate: '1.5', code: 'RES' },
  { from: '2026-01-31', rate: '2', code: 'COM' },
]

const rates = (host: Host): Expression =>
  host.withLookups && host.below(2) === 0 ? { lookup: ['index/rates'] } : { literal: [RATES] }

const dated: Maker = (host, depth, seen) => ({
  field: [{ in_force_on: [rates(host), host.expression('date', depth, seen)] }, 'rate'],
})

const found: Maker = (host, depth, seen) => ({
  field: [{ find_by: [rates(host), 'code', host.expression('text', depth, seen)] }, 'rate'],
})

const fold: Maker = (host, depth, seen) => ({
  reduce: [
    host.expression('numbers', depth, seen),
    host.expression('decimal', depth + 1, 'fold'),
    host.expression('decimal', depth, seen),
  ],
})

const share: Maker = (host, depth, seen) => ({
  at: [
    { split: [host.expression('decimal', depth, seen), [1, '2.5', 3], 6, 'last'] },
    host.below(3),
  ],
})

const lookedUp: Maker = (host) =>
  host.withLookups ? { lookup: [host.pick(['limit/list', 'limit/days', 'none/x'])] } : 0

const filled: Maker = (host, depth, seen) =>
  seen === 'facts'
    ? { coalesce: [{ var: ['average'] }, host.expression('decimal', depth, seen)] }
    : lookedUp(host, depth, seen)

const fixed: Maker = (host, depth, seen) => ({
  fixed: [{ round: [number(host, depth, seen), 2, mode(host)] }, 2],
})

const equalNumbers: Maker = (host, depth, seen) => ({
  [host.pick(['==', '!='])]: [
    host.expression('integer', depth, seen),
    { decimal: [number(host, depth, seen)] },
  ],
})

const isIn: Maker = (host, depth, seen) => ({
  in: [host.expression('text', depth, seen), ['RES', 'COM', host.expression('text', depth, seen)]],
})

const isNull: Maker = (host, depth, seen) => ({
  is_null: [seen === 'facts' ? { var: ['average'] } : host.expression('text', depth, seen)],
})

const mapped: Maker = (host, depth, seen) =>
  host.pick<Expression>([
    { map: [host.expression('rows', depth, seen), number(host, depth + 1, 'row')] },
    {
      map: [
        host.expression('numbers', depth, seen),
        host.expression('decimal', depth + 1, 'number'),
      ],
    },
    {
      map: [
        { scoped: [host.expression('numbers', depth, seen), number(host, depth, seen)] },
        host.expression('decimal', depth + 1, 'scoped'),
      ],
    },
  ])

const flattened: Maker = (host, depth, seen) => ({
  flatten: [[host.expression('numbers', depth, seen), host.expression('numbers', depth, seen)]],
})

const shares: Maker = (host, depth, seen) => ({
  split: [
    { round: [number(host, depth, seen), 2, mode(host)] },
    [1, { max: [number(host, depth, seen), '0.5'] }],
    2,
    host.pick(['largest-remainder', 'first', 'last', 'largest-weight']),
  ],
})

const blocks: Maker = (host, depth, seen): Expression => {
  if (host.withLookups && host.below(2) === 0) {
    return { field: [{ lookup: ['table', host.expression('text', depth, seen)] }, 'blocks'] }
  }
  const table: readonly unknown[] = host.below(3) === 0 ? BLOCKS.slice(0, 2) : BLOCKS
  return { literal: [table] }
}

const cascade: Maker = (host, depth, seen) => ({
  brackets: [
    { abs: [number(host, depth, seen)] },
    { max: [host.expression('integer', depth, seen), 1] },
    blocks(host, depth, seen),
    2,
    mode(host),
    host.pick(['per_bracket', 'total']),
  ],
})

const flat: Maker = (host, depth, seen) => ({
  flat_by_range: [
    { abs: [number(host, depth, seen)] },
    host.expression('integer', depth, seen),
    blocks(host, depth, seen),
    2,
    mode(host),
  ],
})

const QUANTIFIERS = ['all', 'some', 'none']
const DATE_ORDERS = ['date_before', 'date_on_or_before', 'date_after', 'date_on_or_after']

/** Ways to make an expression of each kind. */
export const MAKERS: Readonly<Record<Want, readonly Maker[]>> = {
  integer: [
    choice('integer'),
    call(['+', '*', 'min', 'max'], 'integer', 'integer'),
    call('-', 'integer', 'integer'),
    call(['abs', 'neg'], 'integer'),
    call('length', 'numbers'),
    call('length', 'rows'),
    call('days_between', 'date', 'date'),
    call('months_between', 'date', 'date'),
    onCalendar(['business_days_between'], 'date', 'date'),
    counted,
    datePart,
    toInteger,
  ],
  decimal: [
    choice('decimal'),
    call(['+', '*', 'min', 'max'], 'number', 'decimal', 'number'),
    call('-', 'decimal', 'number'),
    call(['abs', 'neg', 'decimal'], 'decimal'),
    rounded('round', 1),
    rounded('divide', 2),
    rounded('muldiv', 3),
    (host, depth, seen) => ({ decimal: [call('sum', 'numbers')(host, depth, seen)] }),
    (host, depth, seen) => ({ field: [host.expression('charge', depth, seen), 'amount'] }),
    fold,
    foldedRows,
    extremes,
    dated,
    found,
    share,
    filled,
  ],
  text: [choice('text'), call('concat', 'text', 'number'), call('text', 'number'), fixed],
  date: [
    choice('date'),
    call(['add_days', 'add_months'], 'date', 'integer'),
    onCalendar(['next_business_day', 'previous_business_day'], 'date'),
    onCalendar(['add_business_days'], 'date', 'integer'),
  ],
  boolean: [
    choice('boolean'),
    call(['and', 'or'], 'boolean', 'boolean'),
    call('!', 'boolean'),
    call(['==', '!='], 'text', 'text'),
    equalNumbers,
    call(['<', '<=', '>', '>='], 'number', 'number'),
    call(['<', '<='], 'number', 'number', 'number'),
    call(DATE_ORDERS, 'date', 'date'),
    onCalendar(['is_business_day'], 'date'),
    isIn,
    call('starts_with', 'text', 'text'),
    isNull,
    overNumbers(QUANTIFIERS),
    overRows(QUANTIFIERS),
  ],
  numbers: [choice('numbers'), overNumbers(['filter']), mapped, mapped, flattened, shares],
  rows: [choice('rows'), overRows(['filter'])],
  charge: [choice('charge'), cascade, flat],
}
