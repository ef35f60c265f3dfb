import type { Pack } from '#core/configuration/index'
import { Dec } from '#core/money/index'
import type { Evaluation, Facts } from '#core/rules/index'
import type {
  ChargeLine,
  ChargeSegment,
  ComputedCharge,
  ConsumptionPeriod,
  TariffFacts,
} from '../domain/charge.ts'
import { prorateAmounts, prorateVolume } from '../domain/prorate.ts'
import { type TariffSpan, tariffSpans } from './tariff_spans.ts'

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

/** The facts in the words of the decision's schema. */
export const ruleFacts = (facts: TariffFacts): Facts => ({
  category: facts.category,
  economies: facts.economies,
  water_m3: facts.waterM3,
  is_water_billable: facts.isWaterBillable,
  is_sewage_billable: facts.isSewageBillable,
  sewage_class: facts.sewageClass,
})

function evaluateSpans(spans: readonly TariffSpan[], facts: Facts): Map<string, SpanCharge[]> {
  const byType = new Map<string, SpanCharge[]>()
  for (const span of spans) {
    const evaluation: Evaluation = span.ruleset.evaluate(facts, span.lookups)
    for (const [index, outcome] of (evaluation.outcome as unknown as ChargeOutcome[]).entries()) {
      const because = evaluation.hits[index]?.because ?? ''
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
  amountCents: bigint,
  m3: Dec
): ChargeSegment {
  const { span, outcome } = charge
  return {
    from: span.from,
    until: span.until,
    days: span.days,
    ofDays,
    tariffVersionId: span.tariffVersionId,
    rulesetVersionId: span.rulesetVersionId,
    fullAmount: outcome.calculation.amount,
    amountCents,
    quantityM3: m3.toString(),
    lines: outcome.calculation.lines,
    basis: outcome.basis,
    rate: outcome.rate,
  }
}

function assemble(
  type: string,
  charges: readonly SpanCharge[],
  facts: TariffFacts,
  ofDays: number
): ComputedCharge {
  const last = charges.at(-1)!
  const service = SERVICES[type] ?? 'other'
  const volume = service === 'other' ? Dec.ZERO : Dec.of(facts.waterM3)
  const isWhole = charges.length === 1 && last.span.days === ofDays
  const amounts = isWhole
    ? [Dec.of(last.outcome.calculation.amount).round(2, last.span.mode).toCents()]
    : prorateAmounts(
        charges.map(({ span, outcome }) => ({
          fullAmount: Dec.of(outcome.calculation.amount),
          days: span.days,
        })),
        ofDays,
        last.span.mode
      )
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
      segmentOf(charge, ofDays, amounts[index]!, volumes[index]!)
    ),
    because: last.because,
    versionId: last.span.tariffVersionId,
  }
}

/**
 * The charges of one category of a premise for a consumption period, by decision `tariffs.charges` and the tariff tables of
 * the pack; when a version changes inside the period each counts for its days. Pure: the same pack and facts give the
 * same cents.
 * @throws RuleError when the rule cannot answer (a category that the table does not have, for instance).
 */
export function computeCharges(
  pack: Pack,
  facts: TariffFacts,
  period: ConsumptionPeriod
): ComputedCharge[] {
  const { spans, ofDays } = tariffSpans(pack, period)
  const byType = evaluateSpans(spans, ruleFacts(facts))
  return [...byType].map(([type, charges]) => assemble(type, charges, facts, ofDays))
}
