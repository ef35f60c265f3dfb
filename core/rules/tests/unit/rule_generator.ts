import type { Expression, JsonSchema } from '../../types.ts'
import { BLOCKS, CALENDAR, MAKERS, RATES, letting, type Seen, type Want } from './rule_makers.ts'
import { BOOLEAN, DECIMAL, INTEGER, NULLABLE_DECIMAL, TEXT, closed, listOf } from './support.ts'

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

export const LOOKUPS = {
  'table/RES': { blocks: BLOCKS, minimum: 10 },
  'table/COM': { blocks: BLOCKS.slice(0, 2), minimum: '12.5' },
  'calendar/legal': CALENDAR,
  'index/rates': RATES,
  'limit/days': 30,
  'limit/list': ['1.5', 2, '3'],
}

/** Expressions and facts from a seed: the same seed gives the same rule. */
export class RuleGenerator {
  #state: number
  /** How often, in a thousand, something ill-typed or missing is put in. */
  readonly #wrong: number
  readonly withLookups: boolean
  /** Local names in force where an expression is made. */
  readonly #locals: { readonly name: string; readonly want: Want }[] = []

  constructor(seed: number, options: { wrong: number; lookups: boolean }) {
    this.#state = seed >>> 0
    this.#wrong = options.wrong
    this.withLookups = options.lookups
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
    if (this.below(9) === 0) return letting(want)(this, depth + 1, seen)
    const make = this.pick(MAKERS[want])
    return make(this, depth + 1, seen)
  }

  anything(): Expression {
    return this.expression(this.pick(WANTS))
  }

  /** A name for a value of some kind, to be used in what is made meanwhile. */
  named(want: Want, make: (name: string) => Expression): Expression {
    const name = `n${this.#locals.length}`
    this.#locals.push({ name, want })
    const made = make(name)
    this.#locals.pop()
    return made
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
      this.withLookups ? { lookup: ['table', this.expression('text', depth + 1, seen)] } : literal,
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
    const local = this.#locals.findLast((one) => one.want === want)
    if (local !== undefined && this.below(3) > 0) return { local: [local.name] }
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
}
