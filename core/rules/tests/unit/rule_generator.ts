import type { Expression, JsonSchema } from '../../types.ts'
import { BOOLEAN, DECIMAL, INTEGER, NULLABLE_DECIMAL, TEXT, closed, listOf } from './support.ts'

/** Kinds of expressions that the generator makes. */
type Want = 'integer' | 'decimal' | 'text' | 'date' | 'boolean' | 'numbers' | 'rows' | 'charge'

const WANTS: readonly Want[] = [
  'integer',
  'decimal',
  'text',
  'date',
  'boolean',
  'numbers',
  'rows',
  'charge',
]

/** What `var` sees: the facts, or the element of an iterator. */
type Seen = 'facts' | 'row' | 'number' | 'scoped' | 'fold'

export const FACTS: JsonSchema = closed({
  volume: DECIMAL,
  average: NULLABLE_DECIMAL,
  economies: INTEGER,
  category: { type: 'string', enum: ['RES', 'COM', 'IND'] },
  code: TEXT,
  read_on: { type: 'string', format: 'date' },
  active: BOOLEAN,
  limits: listOf(DECIMAL, 4),
  counts: listOf(INTEGER, 4),
  rows: listOf(closed({ m3: DECIMAL, days: INTEGER, kind: TEXT }), 4),
})

const BLOCKS = [
  { over: 0, to: 10, price: '3.457' },
  { over: 10, to: '20.5', price: '4.149' },
  { over: '20.5', to: null, price: '5.974' },
]

export const LOOKUPS = {
  'table/RES': { blocks: BLOCKS, minimum: 10 },
  'table/COM': { blocks: BLOCKS.slice(0, 2), minimum: '12.5' },
  'limit/days': 30,
  'limit/list': ['1.5', 2, '3'],
}

const MODES = ['half-up', 'half-even', 'half-down', 'up', 'down', 'ceiling', 'floor'] as const

/** Expressions and facts from a seed: the same seed gives the same rule. */
export class RuleGenerator {
  #state: number
  /** How often, in a thousand, something ill-typed or missing is put in. */
  readonly #wrong: number
  readonly #withLookups: boolean

  constructor(seed: number, options: { wrong: number; lookups: boolean }) {
    this.#state = seed >>> 0
    this.#wrong = options.wrong
    this.#withLookups = options.lookups
  }

  /** A number from 0 to `limit` − 1 (mulberry32). */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }

  pick<T>(options: readonly T[]): T {
    return options[this.below(options.length)] as T
  }

  facts(): Record<string, unknown> {
    const facts: Record<string, unknown> = {
      volume: this.#decimalText(),
      average: this.below(3) === 0 ? null : this.#decimalText(),
      economies: this.below(4),
      category: this.pick(['RES', 'COM', 'IND']),
      code: this.pick(['010', '10', 'A-1', '']),
      read_on: this.pick(['2026-01-31', '2024-02-29', '2025-12-01']),
      active: this.below(2) === 0,
      limits: this.#many(() => this.#decimalText()),
      counts: this.#many(() => this.below(20) - 5),
      rows: this.#many(() => ({
        m3: this.#decimalText(),
        days: this.below(40),
        kind: this.pick(['real', 'média']),
      })),
    }
    if (this.#isWrong()) delete facts[this.pick(Object.keys(facts))]
    if (this.#isWrong()) facts[this.pick(Object.keys(facts))] = this.#strange()
    return facts
  }

  expression(want: Want, depth = 0, seen: Seen = 'facts'): Expression {
    if (this.#isWrong()) return this.#wrongExpression(depth, seen)
    if (depth > 4 || this.below(5) === 0) return this.#leaf(want, seen)
    const make = this.pick(this.#makers(want))
    return make(depth + 1, seen)
  }

  anything(): Expression {
    return this.expression(this.pick(WANTS))
  }

  #isWrong(): boolean {
    return this.below(1000) < this.#wrong
  }

  #many<T>(make: () => T): T[] {
    return Array.from({ length: this.below(4) }, make)
  }

  #decimalText(): string {
    const whole = this.pick(['0', '1', '7', '10', '20', '33', '999', '00012'])
    const sign = this.below(6) === 0 ? '-' : ''
    return sign + whole + this.pick(['', '.5', '.25', '.10', '.333333', '.000001'])
  }

  #strange(): unknown {
    return this.pick([null, 1.5, true, '010', 'x', [], {}, [1, 'a'], 2 ** 53, undefined, '1e3'])
  }

  #wrongExpression(depth: number, seen: Seen): Expression {
    const literal = { literal: [this.pick([null, true, 'x', '1.5', [1, 'a'], { a: 1 }, [null]])] }
    const path = {
      var: [this.pick(['nothing', 'rows.9', 'code.length', 'it.it', 'rows.0.m3', ''])],
    }
    if (depth > 4) return this.pick<Expression>([literal, path])
    return this.pick<Expression>([
      literal,
      path,
      this.expression(this.pick(WANTS), depth + 1, seen),
      { lookup: ['table', this.expression('text', depth + 1, seen)] },
      { at: [this.expression('numbers', depth + 1, seen), this.below(5) - 1] },
      {
        field: [
          this.expression('charge', depth + 1, seen),
          this.pick(['amount', 'x', '__proto__']),
        ],
      },
    ])
  }

  #leaf(want: Want, seen: Seen): Expression {
    const path = this.#path(want, seen)
    if (path !== null && this.below(3) > 0) return { var: [path] }
    switch (want) {
      case 'integer':
        return this.below(30) - 3
      case 'decimal':
        return this.#decimalText()
      case 'text':
        return this.pick(['RES', 'COM', 'IND'])
      case 'date':
        return this.pick(['2026-01-31', '2026-03-01', '1999-12-31'])
      case 'boolean':
        return this.below(2) === 0
      case 'numbers':
        return this.#many(() => this.pick<Expression>([this.below(9), this.#decimalText()]))
      case 'rows':
        return { literal: [this.#many(() => ({ m3: '2.5', days: this.below(9), kind: 'real' }))] }
      case 'charge':
        return { object: ['amount', this.#decimalText(), 'lines', { literal: [[]] }] }
    }
  }

  #path(want: Want, seen: Seen): string | null {
    const paths: Partial<Record<Want, readonly string[]>> = {
      facts: {
        integer: ['economies'],
        decimal: ['volume'],
        text: ['category', 'code'],
        date: ['read_on'],
        boolean: ['active'],
        numbers: ['limits', 'counts'],
        rows: ['rows'],
      },
      row: { integer: ['days'], decimal: ['m3'], text: ['kind'] },
      number: { decimal: [''] },
      scoped: { decimal: ['it', 'facts'] },
      fold: { decimal: ['current', 'accumulator'] },
    }[seen]
    const options = paths[want]
    return options === undefined ? null : this.pick(options)
  }

  #makers(want: Want): readonly ((depth: number, seen: Seen) => Expression)[] {
    const e = (kind: Want, depth: number, seen: Seen) => this.expression(kind, depth, seen)
    const number = (depth: number, seen: Seen) => e(this.pick(['integer', 'decimal']), depth, seen)
    const choice = (depth: number, seen: Seen): Expression => ({
      if: [e('boolean', depth, seen), e(want, depth, seen), e(want, depth, seen)],
    })
    const scale = () => this.below(7)
    const mode = () => this.pick(MODES)
    const overNumbers = (op: string, depth: number, seen: Seen): Expression => ({
      [op]: [
        e('numbers', depth, seen),
        { [this.pick(['<', '>='])]: [{ var: [''] }, number(depth + 1, 'number')] },
      ],
    })
    const overRows = (op: string, depth: number, seen: Seen): Expression => ({
      [op]: [e('rows', depth, seen), e('boolean', depth + 1, 'row')],
    })
    const blocks = (depth: number, seen: Seen): Expression =>
      this.#withLookups && this.below(2) === 0
        ? { field: [{ lookup: ['table', e('text', depth, seen)] }, 'blocks'] }
        : { literal: [this.below(3) === 0 ? BLOCKS.slice(0, 2) : BLOCKS] }
    const limits = (): Expression =>
      this.#withLookups ? { lookup: [this.pick(['limit/list', 'limit/days', 'none/x'])] } : 0
    const makers: Record<Want, readonly ((depth: number, seen: Seen) => Expression)[]> = {
      integer: [
        choice,
        (d, s) => ({
          [this.pick(['+', '*', 'min', 'max'])]: [e('integer', d, s), e('integer', d, s)],
        }),
        (d, s) => ({ '-': [e('integer', d, s), e('integer', d, s)] }),
        (d, s) => ({ [this.pick(['abs', 'neg'])]: [e('integer', d, s)] }),
        (d, s) => ({ length: [e(this.pick(['numbers', 'rows']), d, s)] }),
        (d, s) => ({ days_between: [e('date', d, s), e('date', d, s)] }),
        (d, s) => ({
          date_part: [e('date', d, s), this.pick(['year', 'month', 'day', 'weekday'])],
        }),
        (d, s) => ({ to_integer: [{ round: [number(d, s), 0, mode()] }] }),
      ],
      decimal: [
        choice,
        (d, s) => ({
          [this.pick(['+', '*', 'min', 'max'])]: [number(d, s), e('decimal', d, s), number(d, s)],
        }),
        (d, s) => ({ '-': [e('decimal', d, s), number(d, s)] }),
        (d, s) => ({ [this.pick(['abs', 'neg', 'decimal'])]: [e('decimal', d, s)] }),
        (d, s) => ({ round: [number(d, s), scale(), mode()] }),
        (d, s) => ({ divide: [number(d, s), number(d, s), scale(), mode()] }),
        (d, s) => ({ muldiv: [number(d, s), number(d, s), number(d, s), scale(), mode()] }),
        (d, s) => ({ decimal: [{ sum: [e('numbers', d, s)] }] }),
        (d, s) => ({ field: [e('charge', d, s), 'amount'] }),
        (d, s) => ({
          reduce: [e('numbers', d, s), e('decimal', d + 1, 'fold'), e('decimal', d, s)],
        }),
        (d, s) => ({
          at: [{ split: [e('decimal', d, s), [1, '2.5', 3], 6, 'last'] }, this.below(3)],
        }),
        (d, s) =>
          s === 'facts' ? { coalesce: [{ var: ['average'] }, e('decimal', d, s)] } : limits(),
      ],
      text: [
        choice,
        (d, s) => ({ concat: [e('text', d, s), number(d, s)] }),
        (d, s) => ({ text: [number(d, s)] }),
        (d, s) => ({ fixed: [{ round: [number(d, s), 2, mode()] }, 2] }),
      ],
      date: [
        choice,
        (d, s) => ({
          [this.pick(['add_days', 'add_months'])]: [e('date', d, s), e('integer', d, s)],
        }),
      ],
      boolean: [
        choice,
        (d, s) => ({ [this.pick(['and', 'or'])]: [e('boolean', d, s), e('boolean', d, s)] }),
        (d, s) => ({ '!': [e('boolean', d, s)] }),
        (d, s) => ({ [this.pick(['==', '!='])]: [e('text', d, s), e('text', d, s)] }),
        (d, s) => ({
          [this.pick(['==', '!='])]: [e('integer', d, s), { decimal: [number(d, s)] }],
        }),
        (d, s) => ({ [this.pick(['<', '<=', '>', '>='])]: [number(d, s), number(d, s)] }),
        (d, s) => ({ [this.pick(['<', '<='])]: [number(d, s), number(d, s), number(d, s)] }),
        (d, s) => ({
          [this.pick(['date_before', 'date_on_or_before', 'date_after', 'date_on_or_after'])]: [
            e('date', d, s),
            e('date', d, s),
          ],
        }),
        (d, s) => ({ in: [e('text', d, s), ['RES', 'COM', e('text', d, s)]] }),
        (d, s) => ({ starts_with: [e('text', d, s), e('text', d, s)] }),
        (d, s) => ({ is_null: [s === 'facts' ? { var: ['average'] } : e('text', d, s)] }),
        (d, s) => overNumbers(this.pick(['all', 'some', 'none']), d, s),
        (d, s) => overRows(this.pick(['all', 'some', 'none']), d, s),
      ],
      numbers: [
        choice,
        (d, s) => overNumbers('filter', d, s),
        (d, s) => ({ map: [e('rows', d, s), number(d + 1, 'row')] }),
        (d, s) => ({ map: [e('numbers', d, s), e('decimal', d + 1, 'number')] }),
        (d, s) => ({
          map: [{ scoped: [e('numbers', d, s), number(d, s)] }, e('decimal', d + 1, 'scoped')],
        }),
        (d, s) => ({ flatten: [[e('numbers', d, s), e('numbers', d, s)]] }),
        (d, s) => ({
          split: [
            { round: [number(d, s), 2, mode()] },
            [1, { max: [number(d, s), '0.5'] }],
            2,
            this.pick(['largest-remainder', 'first', 'last', 'largest-weight']),
          ],
        }),
      ],
      rows: [choice, (d, s) => overRows('filter', d, s)],
      charge: [
        choice,
        (d, s) => ({
          brackets: [
            { abs: [number(d, s)] },
            { max: [e('integer', d, s), 1] },
            blocks(d, s),
            2,
            mode(),
            this.pick(['per_bracket', 'total']),
          ],
        }),
        (d, s) => ({
          flat_by_range: [{ abs: [number(d, s)] }, e('integer', d, s), blocks(d, s), 2, mode()],
        }),
      ],
    }
    return makers[want]
  }
}
