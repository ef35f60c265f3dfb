import type { Pack } from '#core/configuration/index'
import { Dec, type RoundingMode } from '#core/money/index'
import type { Evaluation } from '#core/rules/index'
import { categoryLookups } from '../domain/category_lookups.ts'
import type {
  ChargeLine,
  ChargeSegment,
  ComputedCharge,
  ConsumptionPeriod,
  TariffFacts,
} from '../domain/charge.ts'
import { prorateAmounts, prorateVolume } from '../domain/prorate.ts'
import type { ChargeType } from '../domain/structure.ts'
import { ruleFacts } from './rule_facts.ts'
import { type TariffSpan, tariffSpans } from './tariff_spans.ts'

/** How the ids of the rules end that take their amount from a declared charge. */
const DECLARED = '_declared'

interface ChargeOutcome {
  readonly charge_type: string
  readonly calculation: { readonly amount: string; readonly lines: readonly ChargeLine[] }
  readonly basis: string
  readonly rate: string
}

interface SpanCharge {
  readonly span: TariffSpan
  readonly outcome: ChargeOutcome
  readonly because: string
}

const SERVICES: Readonly<Record<string, ComputedCharge['service']>> = {
  water: 'water',
  sewage: 'sewage',
}

const lookupsOf = ({ lookups, table }: TariffSpan, given: TariffFacts) =>
  given.minimumDays || given.limitDays ? { ...lookups, ...categoryLookups(table, given) } : lookups

/** Limits of a period that is no month are shown to the litre. */
const SHOWN_M3 = 3

const shownLines = (lines: readonly ChargeLine[]): ChargeLine[] =>
  lines.map((line) => ({
    ...line,
    from: litres(line.from),
    to: line.to === null ? null : litres(line.to),
    m3: litres(line.m3),
  }))

const litres = (m3: string): string => Dec.of(m3).round(SHOWN_M3, 'half-up').toString()

function evaluateSpans(
  spans: readonly TariffSpan[],
  given: TariffFacts,
  days: number
): Map<string, SpanCharge[]> {
  const byType = new Map<string, SpanCharge[]>()
  for (const span of spans) {
    const { facts, declared } = ruleFacts(given, span, days)
    const evaluation: Evaluation = span.ruleset.evaluate(facts, lookupsOf(span, given))
    for (const [index, found] of (evaluation.outcome as unknown as ChargeOutcome[]).entries()) {
      const rule = evaluation.hits[index]
      const charge = rule?.rule.endsWith(DECLARED)
        ? declared.get(found.charge_type as ChargeType)
        : undefined
      const because = charge?.legalBasis || (rule?.because ?? '')
      const outcome = charge
        ? { ...found, calculation: { ...found.calculation, lines: charge.lines } }
        : found
      const list = byType.get(outcome.charge_type)
      if (list) list.push({ span, outcome, because })
      else byType.set(outcome.charge_type, [{ span, outcome, because }])
    }
  }
  return byType
}

function segmentOf(
  charge: SpanCharge,
  ofDays: number,
  { amountCents, m3, isScaled }: { amountCents: bigint; m3: Dec; isScaled: boolean }
): ChargeSegment {
  const { span, outcome } = charge
  const { amount, lines } = outcome.calculation
  return {
    from: span.from,
    until: span.until,
    days: span.days,
    ofDays,
    tariffVersionId: span.tariffVersionId,
    rulesetVersionId: span.rulesetVersionId,
    fullAmount: amount,
    amountCents,
    quantityM3: m3.toString(),
    lines: isScaled ? shownLines(lines) : lines,
    basis: outcome.basis,
    rate: outcome.rate,
  }
}

function assemble(
  type: string,
  charges: readonly SpanCharge[],
  facts: TariffFacts,
  { amounts, ofDays }: { amounts: readonly bigint[]; ofDays: number }
): ComputedCharge {
  const last = charges.at(-1)!
  const service = SERVICES[type] ?? 'other'
  const volume = service === 'other' ? Dec.ZERO : Dec.of(facts.waterM3)
  const isWhole = charges.length === 1 && last.span.days === ofDays
  const volumes = isWhole
    ? [volume]
    : prorateVolume(
        volume,
        charges.map(({ span }) => span.days)
      )
  return {
    chargeType: type,
    service,
    category: facts.category,
    quantityM3: volume.toString(),
    amountCents: amounts.reduce((sum, cents) => sum + cents, 0n),
    segments: charges.map((charge, index) =>
      segmentOf(charge, ofDays, {
        ...{ amountCents: amounts[index]!, m3: volumes[index]! },
        isScaled: facts.limitDays !== undefined,
      })
    ),
    because: last.because,
    versionId: last.span.tariffVersionId,
  }
}

/** Cents of each charge's spans: the running total of a charge is rounded, or of all charges where the table says `total`. */
function amountsOf(
  charges: readonly (readonly SpanCharge[])[],
  spans: readonly TariffSpan[],
  ofDays: number
): bigint[][] {
  const { table, mode } = spans.at(-1)!
  const shares = (list: readonly SpanCharge[], rounding: RoundingMode) =>
    prorateAmounts(
      list.map(({ span, outcome }) => ({
        fullAmount: Dec.of(outcome.calculation.amount),
        days: span.days,
      })),
      ofDays,
      rounding
    )
  if (table.rounding.at !== 'total') {
    return charges.map((list) => shares(list, list.at(-1)!.span.mode))
  }
  const all = shares(charges.flat(), mode)
  let used = 0
  return charges.map((list) => all.slice(used, (used += list.length)))
}

/**
 * The charges of one category of a premise for a consumption period, by decision `tariffs.charges` and the tariff tables of
 * the pack; when a version changes inside the period each counts for its days. Pure: the same pack and facts give the
 * same cents.
 * @throws PricingError, RuleError when table or rule cannot answer (a category that the table does not have, for instance).
 */
export function computeCharges(
  pack: Pack,
  facts: TariffFacts,
  period: ConsumptionPeriod
): ComputedCharge[] {
  const { spans, ofDays } = tariffSpans(pack, period)
  const byType = [...evaluateSpans(spans, facts, ofDays)]
  const amounts = amountsOf(
    byType.map(([, charges]) => charges),
    spans,
    ofDays
  )
  return byType.map(([type, charges], index) =>
    assemble(type, charges, facts, { amounts: amounts[index]!, ofDays })
  )
}
