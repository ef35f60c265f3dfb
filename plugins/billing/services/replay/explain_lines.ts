import type { CivilDate } from '#core/calendar/index'
import type { Pack } from '#core/configuration/index'
import {
  type ChargeSegment,
  type ComputedCharge,
  DEFAULT_TABLE,
  TARIFF_TABLE,
  type TariffTable,
} from '#plugins/tariffs/api'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import type { InvoiceLine } from '../../domain/invoice_line.ts'
import { lineTitle } from '../../domain/line_title.ts'
import { settledText } from '../../domain/settled_months.ts'
import { type ReasonFacts, feeVersion, lineReasons, proratedText } from './line_reasons.ts'

/** How one line of an invoice came about: spans of days under one tariff, each with its brackets. */
export interface ExplainedLine {
  readonly chargeType: string
  readonly category: string | null
  readonly component: InvoiceLine['component']
  readonly isCarriedIn: boolean
  readonly label?: string
  readonly quantityM3: string
  readonly amountCents: bigint
  readonly creditedCents: bigint
  readonly carriedCents: bigint
  /** Of what is left, what the payer keeps as tax. */
  readonly withheldCents: bigint
  /** On the paper of solid waste. */
  readonly isSevered: boolean
  /** What a correction took off; the amount is what is left. */
  readonly discountCents: bigint
  /** Legal basis of the rule, of a service's price or of a fee; null for debts of before. */
  readonly because: string | null
  readonly spans: readonly ExplainedSpan[]
  /** What else made it, in sentences: a contract, a parameter, the price of a service. */
  readonly reasons: readonly string[]
  /** Of the amount, what estimated months cost more or less now that they were read; zero nearly always. */
  readonly settledCents: bigint
  /** Of an estimated month settled in money: what it was estimated at and what it used. */
  readonly settlement?: string
  /** Of a connection that changed in the period, or a period that is no month: the days that it is charged for. */
  readonly prorated?: string
}

export interface ExplainedSpan {
  readonly from: CivilDate
  readonly until: CivilDate
  readonly days: number
  readonly ofDays: number
  readonly tariff: {
    readonly title: string
    readonly number: number
    readonly legalBasis: string | null
    readonly since: CivilDate
  }
  readonly fullAmount: string
  readonly amountCents: bigint
  readonly basis: string
  readonly rate: string
  readonly brackets: ChargeSegment['lines']
}

/** A settled month that gave a credit, told. */
export interface ExplainedCredit {
  readonly title: string
  readonly amountCents: bigint
  readonly reason: string
  readonly because: string | null
}

/** The credits of an invoice, settled month by settled month. */
export const explainCredits = (
  { granted }: ComposedInvoice,
  charges: readonly ComputedCharge[]
): ExplainedCredit[] =>
  granted
    .flatMap(({ lines }) => lines)
    .map((line) => ({
      ...{ title: lineTitle(line), amountCents: -line.amountCents },
      reason: settledText(line.settles!),
      because: lawOfSettled(line, charges),
    }))

/** An estimated month is priced by the same rule as the month itself, with what the consumer's law asks of both. */
function lawOfSettled(line: InvoiceLine, charges: readonly ComputedCharge[]): string {
  const rule = charges.find(
    ({ chargeType, category }) => chargeType === line.chargeType && category === line.category
  )
  return [rule?.because, SETTLED_LAW].filter(Boolean).join('; ')
}

const SETTLED_LAW = 'Lei 8.078/1990, art. 42, parágrafo único'

/** The explanation of every line, from charges computed again: explanations are never stored. */
export function explainLines(
  pack: Pack,
  composed: ComposedInvoice,
  charges: readonly ComputedCharge[],
  facts: ReasonFacts = {}
): ExplainedLine[] {
  const byLine = Map.groupBy(charges, (charge) => `${charge.chargeType}/${charge.category}`)
  return composed.lines.map(({ line, ...settled }) => {
    const charge = line.settles
      ? undefined
      : chargeOf(line, byLine.get(`${line.chargeType}/${line.category}`))
    return {
      chargeType: line.chargeType,
      category: line.category,
      component: line.component,
      isCarriedIn: line.isCarriedIn,
      ...(line.label === undefined ? {} : { label: line.label }),
      quantityM3: line.quantityM3,
      amountCents: line.amountCents,
      ...settled,
      discountCents: line.discountCents ?? 0n,
      because: line.settles
        ? lawOfSettled(line, charges)
        : (charge?.because ?? lawOf(line, pack, facts)),
      spans: charge ? charge.segments.map((segment) => spanOf(pack, segment)) : [],
      reasons: lineReasons(line, composed, { pack, ...facts }),
      ...(line.settles && { settlement: settledText(line.settles) }),
      ...proratedOf(line, composed, { pack, ...facts }),
      settledCents: charge
        ? line.amountCents + (line.discountCents ?? 0n) - charge.amountCents
        : 0n,
    }
  })
}

function proratedOf(
  line: InvoiceLine,
  composed: ComposedInvoice,
  { pack, on }: ReasonFacts & { readonly pack: Pack }
): Pick<ExplainedLine, 'prorated'> {
  const text = line.source === 'made' && on ? proratedText(line, composed, { pack, on }) : null
  return text ? { prorated: text } : {}
}

/** The act behind a line that no tariff answered: of the table that priced a service, the rule of late charges, or the parameter of a fee. */
const lawOf = (line: InvoiceLine, pack: Pack, { on, waited }: ReasonFacts): string | null =>
  (line.pendingId === null
    ? feeVersion(line, pack, on)?.legalBasis
    : waited?.get(line.pendingId)?.legalBasis) ?? null

/**
 * What the tariff answered for a line; nothing for what waited and for what a contract fixes. A contract may ask it for several
 * volumes: the answer is that of the line's own amount.
 */
function chargeOf(
  { pendingId, versionId, amountCents, discountCents = 0n }: InvoiceLine,
  answers: readonly ComputedCharge[] | undefined
): ComputedCharge | undefined {
  if (pendingId !== null || versionId === null || !answers) return undefined
  const asked = amountCents + discountCents
  return answers.find((charge) => charge.amountCents === asked) ?? answers.at(-1)
}

function spanOf(pack: Pack, span: ChargeSegment): ExplainedSpan {
  const segment = pack.at(span.until)
  const version = segment.version(TARIFF_TABLE, DEFAULT_TABLE)
  return {
    from: span.from,
    until: span.until,
    days: span.days,
    ofDays: span.ofDays,
    tariff: {
      title: segment.content<TariffTable>(TARIFF_TABLE, DEFAULT_TABLE).title,
      number: version.number,
      legalBasis: version.legalBasis,
      since: version.from,
    },
    fullAmount: span.fullAmount,
    amountCents: span.amountCents,
    basis: span.basis,
    rate: span.rate,
    brackets: span.lines,
  }
}
