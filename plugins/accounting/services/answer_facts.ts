import { RuleError } from '#core/rules/index'
import { postingsDecision } from '../decisions/postings.ts'
import { refusalOf } from '../domain/chart.ts'
import type { PostingFacts } from '../domain/event.ts'
import type { AccountingRules } from './accounting_rules.ts'

export interface PostingPair {
  readonly debit: string
  readonly credit: string
  readonly rule: string
}

/** The pairs of accounts of an event, or why there are none; never both. */
export type PostingAnswer =
  | { readonly pairs: readonly PostingPair[]; readonly reason: null }
  | { readonly pairs: null; readonly reason: string }

/** Asks the rules in force. A rule that fails, or that names an account that takes no postings, gives a reason. */
export function answerFacts(rules: AccountingRules, facts: PostingFacts): PostingAnswer {
  const { segment, accounts } = rules
  try {
    const { outcome, hits } = segment
      .ruleset(postingsDecision.name)
      .evaluate({ ...facts }, segment.lookups)
    const pairs = (outcome as unknown as { debit: string; credit: string }[]).map(
      ({ debit, credit }, index) => ({ debit, credit, rule: hits[index]!.rule })
    )
    if (pairs.length === 0) return refused('Nenhuma regra contábil responde a este evento.')
    for (const { debit, credit } of pairs) {
      const reason = refusalOf(accounts, debit) ?? refusalOf(accounts, credit)
      if (reason) return refused(reason)
      if (debit === credit) return refused(`A regra debita e credita a mesma conta (${debit}).`)
    }
    return { pairs, reason: null }
  } catch (error) {
    if (error instanceof RuleError) return refused(error.people)
    throw error
  }
}

const refused = (reason: string): PostingAnswer => ({ pairs: null, reason })
