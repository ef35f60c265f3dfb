import type { Population, SimulatedResult } from './types.ts'

/** What some results come to, before and after. */
export interface Sum {
  readonly count: number
  readonly more: number
  readonly less: number
  readonly same: number
  readonly before: bigint
  readonly after: bigint
}

type Growing = { -readonly [K in keyof Sum]: Sum[K] }

export interface SumRow extends Sum {
  readonly dim: string
  readonly value: string
}

/** Dimensions that every population has: all together, and how much each result changes. */
export const ALL = ''
export const CHANGE_AMOUNT = '$change'
export const CHANGE_PERCENT = '$percent'

/**
 * Ends of the classes of the two distributions, those farther from nothing: cents, and hundredths of percent. An end belongs
 * to its class on both sides: exactly 5 % is “até +5 %” or “até 5 % a menos”. The first class and the last are open.
 */
const MONEY_EDGES = [-10_000n, -5000n, -2000n, -1000n, -500n, -1n, 0n, 500n, 1000n, 2000n, 5000n]
const PERCENT_EDGES = [-5000n, -2000n, -1000n, -500n, -1n, 0n, 500n, 1000n, 2000n, 5000n]

/**
 * Adds up results as they are computed: one sum for each value of each dimension. Sums of chunks add up to the sums of all,
 * so nothing needs the whole population in memory.
 */
export class Tally {
  readonly #sums = new Map<string, Map<string, Growing>>()
  readonly #isMoney: boolean

  constructor({ unit }: Pick<Population, 'unit'>) {
    this.#isMoney = unit === 'money'
  }

  add({ before, after, dims, parts = {} }: SimulatedResult): void {
    this.#grow(ALL, '', before, after)
    for (const [dim, value] of Object.entries(dims)) this.#grow(dim, value, before, after)
    for (const [dim, list] of Object.entries(parts)) {
      for (const part of list) this.#grow(dim, part.value, part.before, part.after)
    }
    this.#grow(CHANGE_AMOUNT, amountClass(after - before, this.#isMoney), before, after)
    if (this.#isMoney) this.#grow(CHANGE_PERCENT, percentClass(before, after), before, after)
  }

  rows(): SumRow[] {
    return [...this.#sums].flatMap(([dim, values]) =>
      [...values].map(([value, sum]) => ({ dim, value, ...sum }))
    )
  }

  #grow(dim: string, value: string, before: bigint, after: bigint): void {
    let values = this.#sums.get(dim)
    if (!values) this.#sums.set(dim, (values = new Map()))
    let sum = values.get(value)
    if (!sum) values.set(value, (sum = empty()))
    sum.count++
    sum.before += before
    sum.after += after
    if (after > before) sum.more++
    else if (after < before) sum.less++
    else sum.same++
  }
}

const empty = (): Growing => ({ count: 0, more: 0, less: 0, same: 0, before: 0n, after: 0n })

function amountClass(difference: bigint, isMoney: boolean): string {
  if (!isMoney) return difference < 0n ? '00' : difference > 0n ? '02' : '01'
  return classOf(difference, MONEY_EDGES)
}

/**
 * Against the size of what it was, in hundredths of percent, rounded away from nothing so that it falls in the class of its
 * exact share: 5.004 % is more than 5 %. What was nothing has a class of its own.
 */
function percentClass(before: bigint, after: bigint): string {
  if (before === 0n) return after === 0n ? classOf(0n, PERCENT_EDGES) : 'new'
  const size = sizeOf(before)
  const hundredths = (sizeOf(after - before) * 10_000n + size - 1n) / size
  return classOf(after < before ? -hundredths : hundredths, PERCENT_EDGES)
}

const sizeOf = (value: bigint): bigint => (value < 0n ? -value : value)

function classOf(value: bigint, edges: readonly bigint[]): string {
  const place = edges.findIndex((edge) => (edge < -1n ? value < edge : value <= edge))
  return String(place < 0 ? edges.length : place).padStart(2, '0')
}

export interface ChangeClass {
  readonly value: string
  readonly label: string
}

/** The classes of a distribution in their order, in words. */
export function changeClasses(dim: string, unit: Population['unit']): readonly ChangeClass[] {
  if (unit === 'count') {
    return [
      { value: '00', label: 'Deixam de ser' },
      { value: '01', label: 'Continuam iguais' },
      { value: '02', label: 'Passam a ser' },
    ]
  }
  const isPercent = dim === CHANGE_PERCENT
  const edges = isPercent ? PERCENT_EDGES : MONEY_EDGES
  const words = (value: bigint) => (isPercent ? `${value / 100n} %` : `R$ ${value / 100n}`)
  const classes = edges.map((_, place) => ({
    value: String(place).padStart(2, '0'),
    label: labelOf(edges, place, words),
  }))
  const last = {
    value: String(edges.length).padStart(2, '0'),
    label: `mais de +${words(edges.at(-1)!)}`,
  }
  return isPercent ? [...classes, last, { value: 'new', label: 'nada pagava' }] : [...classes, last]
}

function labelOf(
  edges: readonly bigint[],
  place: number,
  words: (value: bigint) => string
): string {
  const [low, high] = [edges[place - 1], edges[place]!]
  if (high === 0n) return 'sem mudança'
  if (low === undefined) return `mais de ${words(-high)} a menos`
  if (high < 0n)
    return high === -1n ? `até ${words(-low)} a menos` : `${words(-high)} a ${words(-low)} a menos`
  return low === 0n ? `até +${words(high)}` : `+${words(low)} a +${words(high)}`
}
