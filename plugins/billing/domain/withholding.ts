import { Dec, splitCents } from '#core/money/index'
import type { SettledLine } from './invoice_line.ts'

/** Taxes that some payers keep, at the rates of the day of issue. */
export interface WithholdingRule {
  /** Kinds of customer that keep them. */
  readonly customerTypes: readonly string[]
  readonly taxes: readonly WithheldRate[]
  /** Version of the parameter. */
  readonly versionId: bigint
}

export interface WithheldRate {
  readonly code: string
  readonly title: string
  readonly percent: string
}

/** A tax that the payer keeps of one paper. */
export interface Withheld {
  readonly tax: string
  readonly title: string
  readonly percent: string
  readonly baseCents: bigint
  readonly amountCents: bigint
  readonly isSevered: boolean
  readonly versionId: bigint
}

export interface Withholding {
  readonly lines: readonly SettledLine[]
  readonly withheld: readonly Withheld[]
}

const HUNDRED = Dec.of(100)

/**
 * What the payer keeps of each paper of an invoice: each tax on what the paper asks of the utility's own lines, after credits
 * and without what is carried on, half up to the cent; the sum is shared over those lines in proportion, so that the lines and
 * the taxes add up to the same cents. Pure.
 */
export function withhold(lines: readonly SettledLine[], rule: WithholdingRule): Withholding {
  const shares = lines.map(() => 0n)
  const withheld = [false, true].flatMap((isSevered) => {
    const places = [...lines.keys()].filter((at) => bears(lines[at]!, isSevered))
    const weights = places.map((at) => askedOf(lines[at]!))
    const taxes = taxesOf(sum(weights), { ...rule, isSevered })
    const parts = split(sum(taxes.map(({ amountCents }) => amountCents)), weights)
    for (const [index, at] of places.entries()) shares[at] = parts[index]!
    return taxes
  })
  return {
    lines: lines.map((line, at) => ({ ...line, withheldCents: shares[at]! })),
    withheld,
  }
}

const bears = (line: SettledLine, isSevered: boolean): boolean =>
  line.isSevered === isSevered && line.line.beneficiaryKind === 'utility' && askedOf(line) > 0n

const askedOf = ({ line, creditedCents, carriedCents }: SettledLine): bigint =>
  line.amountCents - creditedCents - carriedCents

const sum = (cents: readonly bigint[]): bigint => cents.reduce((all, one) => all + one, 0n)

const split = (cents: bigint, weights: readonly bigint[]): bigint[] =>
  cents === 0n
    ? weights.map(() => 0n)
    : splitCents(
        cents,
        weights.map((weight) => Dec.ofCents(weight)),
        'largest-remainder'
      )

function taxesOf(
  baseCents: bigint,
  { taxes, versionId, isSevered }: WithholdingRule & { readonly isSevered: boolean }
): Withheld[] {
  return taxes.flatMap(({ code: tax, title, percent }) => {
    const exact = Dec.muldiv(Dec.ofCents(baseCents), Dec.of(percent), HUNDRED, 2, 'half-up')
    const amountCents = exact.toCents()
    return amountCents > 0n
      ? [{ tax, title, percent, baseCents, amountCents, isSevered, versionId }]
      : []
  })
}
