import type { Pack } from '#core/configuration/index'
import { type Explanation, explainRuleset, type RulesetContent } from '#core/rules/index'
import { chargesDecision } from '../decisions/charges.ts'
import type { ConsumptionPeriod, TariffFacts } from '../domain/charge.ts'
import { ruleFacts } from './rule_facts.ts'
import { CHARGES, tariffSpans } from './tariff_spans.ts'

/** The steps of one span of days, with the versions that decided it. */
export interface SpanExplanation {
  readonly from: string
  readonly until: string
  readonly days: number
  readonly ofDays: number
  readonly tariff: {
    readonly id: bigint
    readonly number: number
    readonly title: string
    readonly legalBasis: string | null
  }
  readonly ruleset: { readonly id: bigint; readonly number: number }
  readonly explanation: Explanation
}

/** The same calculation as `computeCharges`, step by step, for people: one tree per span of days. */
export function explainCharges(
  pack: Pack,
  facts: TariffFacts,
  period: ConsumptionPeriod
): SpanExplanation[] {
  const { spans, ofDays } = tariffSpans(pack, period)
  return spans.map((span) => {
    const tariff = span.segment.version('tariff-table', 'default')
    const ruleset = span.segment.version('ruleset', CHARGES)
    const content = span.segment.content<RulesetContent>('ruleset', CHARGES)
    const { title } = span.segment.content<{ title: string }>('tariff-table', 'default')
    return {
      from: span.from,
      until: span.until,
      days: span.days,
      ofDays,
      tariff: { id: tariff.id, number: tariff.number, title, legalBasis: tariff.legalBasis },
      ruleset: { id: ruleset.id, number: ruleset.number },
      explanation: explainRuleset(
        chargesDecision,
        content,
        ruleFacts(facts, span, ofDays).facts,
        span.lookups
      ),
    }
  })
}
