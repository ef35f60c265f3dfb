import { Dec, type RoundingMode } from '#core/money/index'

/** How the instalments bear interest: constant payments, constant principal, simple on each, simple on the whole in equal parts, or none. */
export type Method = 'price' | 'sac' | 'simple' | 'flat' | 'none'

export interface Financing {
  readonly cents: bigint
  readonly count: number
  readonly method: Method
  /** Percent a month, as decimal text. */
  readonly monthlyPercent: string
}

/** What one instalment repays and what it adds. */
export interface Instalment {
  readonly principalCents: bigint
  readonly interestCents: bigint
}

/**
 * The instalments of an amount, one a month. Interest is rounded half up to the cent on each; the principals add up to the amount
 * exactly, because the last one takes what is left.
 */
export function scheduleOf(financing: Financing): Instalment[] {
  const rate = Dec.of(financing.monthlyPercent)
  if (rate.isZero() || financing.method === 'none') return constantPrincipal(financing, () => 0n)
  if (financing.method === 'price') return constantPayments(financing, rate)
  if (financing.method === 'simple') {
    return constantPrincipal(financing, ({ principalCents, number }) =>
      interestOf(principalCents, rate.times(Dec.of(number)))
    )
  }
  if (financing.method === 'flat') return equalInterest(financing, rate)
  return constantPrincipal(financing, ({ balanceCents }) => interestOf(balanceCents, rate))
}

/** Simple interest on the whole amount for the whole term, in equal parts; the last one takes the cents that are left. */
function equalInterest(financing: Financing, rate: Dec): Instalment[] {
  const { cents, count } = financing
  const whole = interestOf(cents, rate.times(Dec.of(count)))
  const each = whole / BigInt(count)
  return constantPrincipal(financing, ({ number }) =>
    number === count ? whole - each * BigInt(count - 1) : each
  )
}

interface Turn {
  readonly number: number
  readonly principalCents: bigint
  readonly balanceCents: bigint
}

function constantPrincipal(
  { cents, count }: Financing,
  interest: (turn: Turn) => bigint
): Instalment[] {
  const each = cents / BigInt(count)
  return Array.from({ length: count }, (_, index) => {
    const balanceCents = cents - each * BigInt(index)
    const principalCents = index === count - 1 ? balanceCents : each
    const turn = { number: index + 1, principalCents, balanceCents }
    return { principalCents, interestCents: interest(turn) }
  })
}

/** Price table: balance × i × (1 + i)ⁿ ÷ ((1 + i)ⁿ − 1), the power kept to 12 decimals. */
function constantPayments({ cents, count }: Financing, rate: Dec): Instalment[] {
  const payment = paymentOf(cents, count, rate)
  const instalments: Instalment[] = []
  let balance = cents
  for (let number = 1; number <= count; number += 1) {
    const interestCents = interestOf(balance, rate)
    const repaid = payment - interestCents
    const principalCents = number === count ? balance : repaid < balance ? repaid : balance
    instalments.push({ principalCents, interestCents })
    balance -= principalCents
  }
  return instalments
}

const POWER_SCALE = 12
const HUNDRED = Dec.of(100)

function paymentOf(cents: bigint, count: number, rate: Dec): bigint {
  const one = Dec.of(1)
  const factor = one.plus(rate.divide(HUNDRED, POWER_SCALE, 'half-up'))
  let power = one
  for (let month = 0; month < count; month += 1)
    power = power.times(factor).round(POWER_SCALE, 'half-up')
  const growth = power.minus(one)
  const asked = Dec.ofCents(cents).times(rate).round(8, 'half-up')
  return Dec.muldiv(asked, power, growth.times(HUNDRED), 2, 'half-up').toCents()
}

const interestOf = (cents: bigint, percent: Dec): bigint =>
  Dec.muldiv(Dec.ofCents(cents), percent, HUNDRED, 2, 'half-up').toCents()

/** A percentage (decimal text) of an amount, rounded to the cent. */
export const percentOf = (cents: bigint, percent: string, mode: RoundingMode = 'half-up'): bigint =>
  Dec.muldiv(Dec.ofCents(cents), Dec.of(percent), HUNDRED, 2, mode).toCents()

export const sumOf = <T>(list: readonly T[], cents: (one: T) => bigint): bigint =>
  list.reduce((sum, one) => sum + cents(one), 0n)
