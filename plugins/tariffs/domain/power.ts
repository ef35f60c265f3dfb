import { Dec } from '#core/money/index'

type Mode = 'half-up' | 'half-even' | 'down'

const known = new Map<string, Dec>()
const REMEMBERED = 5000

/**
 * `base` to a power with up to three decimals, exactly rounded to `scale` (whole powers are exact and never rounded).
 * The root is found in whole numbers: b^(n/d) at scale s is the d-th root of b^n × 10^(s·d); no floating point decides.
 */
export function power(
  base: Dec,
  exponent: Dec,
  { scale, mode }: { scale: number; mode: Mode }
): Dec {
  const [top, bottom] = fraction(exponent)
  if (top === 0n) return Dec.of(1)
  if (base.isZero()) return Dec.ZERO
  if (bottom === 1n) return wholePower(base, top)
  const key = `${base.toString()}|${exponent.toString()}|${scale}|${mode}`
  const found = known.get(key)
  if (found) return found
  if (known.size >= REMEMBERED) known.clear()
  const made = rootOf({ base, top, bottom, scale, mode })
  known.set(key, made)
  return made
}

function fraction(exponent: Dec): [bigint, bigint] {
  let [top, bottom] = [exponent.toUnits(3), 1000n]
  for (const prime of [2n, 5n]) {
    while (top % prime === 0n && bottom % prime === 0n) {
      top /= prime
      bottom /= prime
    }
  }
  return [top, bottom]
}

function wholePower(base: Dec, times: bigint): Dec {
  let result = Dec.of(1)
  for (let count = 0n; count < times; count++) result = result.times(base)
  return result
}

interface Root {
  readonly base: Dec
  readonly top: bigint
  readonly bottom: bigint
  readonly scale: number
  readonly mode: Mode
}

/** floor of the root at the scale, then the rounding decided by comparing whole numbers. */
function rootOf({ base, top, bottom, scale, mode }: Root): Dec {
  // (units / 10^p)^top × 10^(scale × bottom), kept as numerator ÷ denominator.
  const places = BigInt(base.scale)
  const numerator = base.toUnits(base.scale) ** top * 10n ** (BigInt(scale) * bottom)
  const denominator = 10n ** (places * top)
  const floor = wholeRoot(numerator / denominator, bottom)
  if (mode === 'down') return Dec.ofUnits(floor, scale)
  // Is the exact root above, at or below floor + ½?
  const half = (2n * floor + 1n) ** bottom * denominator
  const twice = numerator * 2n ** bottom
  const isUp = twice > half || (twice === half && (mode === 'half-up' || floor % 2n === 1n))
  return Dec.ofUnits(isUp ? floor + 1n : floor, scale)
}

/** Largest whole r with r^degree ≤ value, by Newton from above. */
function wholeRoot(value: bigint, degree: bigint): bigint {
  if (value < 2n) return value
  const bits = BigInt(value.toString(2).length)
  let root = 1n << (bits / degree + 1n)
  for (;;) {
    const next = ((degree - 1n) * root + value / root ** (degree - 1n)) / degree
    if (next >= root) return root
    root = next
  }
}
