import { Dec } from './dec.ts'
import { weightsError } from './errors.ts'

/**
 * Who receives the units that are left when every share is truncated: one each to the largest remainders (the earlier
 * first on ties), or all to the first, the last or the heaviest (the earliest on ties). A zero weight never receives.
 */
export type Leftover = 'largest-remainder' | 'first' | 'last' | 'largest-weight'

/** Every choice of leftover, for editors and schemas. */
export const LEFTOVERS: readonly Leftover[] = Object.freeze([
  'largest-remainder',
  'first',
  'last',
  'largest-weight',
])

/**
 * Shares a total out in proportion to weights, in whole units of 10^−`scale`; the shares sum exactly to the total and
 * the same input always gives the same shares. A negative total is shared like its magnitude.
 *
 * Throws E_DEC_PRECISION when the total has more decimals than `scale`, E_SPLIT_WEIGHTS when there is no weight, one is
 * negative or all are zero, E_DEC_SCALE.
 */
export function split(
  total: Dec,
  weights: readonly Dec[],
  scale: number,
  leftover: Leftover
): Dec[] {
  return splitUnits(total.toUnits(scale), weights, leftover).map((units) =>
    Dec.ofUnits(units, scale)
  )
}

/** `split` for an amount in cents. */
export function splitCents(total: bigint, weights: readonly Dec[], leftover: Leftover): bigint[] {
  return splitUnits(total, weights, leftover)
}

function splitUnits(total: bigint, weights: readonly Dec[], leftover: Leftover): bigint[] {
  const parts = wholeWeights(weights)
  const whole = parts.reduce((sum, part) => sum + part, 0n)
  const size = total < 0n ? -total : total
  const shares = parts.map((part) => (size * part) / whole)
  const left = size - shares.reduce((sum, share) => sum + share, 0n)
  if (left > 0n) {
    const remainders = parts.map((part) => (size * part) % whole)
    giveLeftover(shares, left, leftover, parts, remainders)
  }
  return total < 0n ? shares.map((share) => -share) : shares
}

/** The weights as whole numbers in the same proportion. */
function wholeWeights(weights: readonly Dec[]): bigint[] {
  if (weights.length === 0) throw weightsError('there are no weights')
  const negative = weights.find((weight) => weight.isNegative())
  if (negative) throw weightsError(`weight ${negative.toString()} is negative`)
  if (weights.every((weight) => weight.isZero())) throw weightsError('all weights are zero')
  const scale = Math.max(...weights.map((weight) => weight.scale))
  return weights.map((weight) => weight.toUnits(scale))
}

function giveLeftover(
  shares: bigint[],
  left: bigint,
  leftover: Leftover,
  parts: readonly bigint[],
  remainders: readonly bigint[]
): void {
  if (leftover === 'largest-remainder') {
    // Fewer units are left than there are remainders above zero, so each of these gets at most one.
    const order = descending(remainders)
    for (let place = 0; BigInt(place) < left; place++) add(shares, order[place], 1n)
    return
  }
  const positive = [...parts.keys()].filter((index) => parts[index] !== 0n)
  const receiver = {
    'first': positive[0],
    'last': positive.at(-1),
    'largest-weight': descending(parts)[0],
  }
  if (!Object.hasOwn(receiver, leftover)) throw weightsError(`unknown leftover ${String(leftover)}`)
  add(shares, receiver[leftover], left)
}

/** Places in descending order of value, the earlier first on ties. */
function descending(values: readonly bigint[]): number[] {
  const compare = (a: bigint, b: bigint) => (a > b ? -1 : a < b ? 1 : 0)
  return [...values.entries()].sort((a, b) => compare(a[1], b[1]) || a[0] - b[0]).map(([i]) => i)
}

function add(shares: bigint[], index: number | undefined, units: bigint): void {
  if (index === undefined) throw weightsError('no weight above zero')
  shares[index] = (shares[index] ?? 0n) + units
}
