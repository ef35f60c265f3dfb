import type { Decision } from '#core/rules/index'
import { FACTS, OUTCOME } from './posting_facts.ts'
import { BOOK_EXAMPLES, BOOK_RULES } from './posting_rules_books.ts'
import { ISSUED_EXAMPLES, ISSUED_RULES, THIRD_PARTY_RULES } from './posting_rules_issued.ts'
import {
  INSTALMENT_EXAMPLES,
  INSTALMENT_RULES,
  PLAN_EXAMPLES,
  PLAN_RULES,
} from './posting_rules_plans.ts'
import { RECEIVED_EXAMPLES, RECEIVED_RULES } from './posting_rules_received.ts'

/** `accounting.postings`: which accounts an event is debited and credited to; the amount is the event's own. */
export const postingsDecision: Decision = {
  name: 'accounting.postings',
  title: 'Lançamentos contábeis',
  facts: FACTS,
  outcome: OUTCOME,
  hit: 'all',
  dates: [{ key: 'posted_on', title: 'Data do lançamento' }],
  ruleset: {
    decision: 'accounting.postings',
    default: null,
    rules: [
      ...ISSUED_RULES,
      ...PLAN_RULES,
      ...THIRD_PARTY_RULES,
      ...RECEIVED_RULES,
      ...BOOK_RULES,
      ...INSTALMENT_RULES,
    ],
    examples: [
      ...ISSUED_EXAMPLES,
      ...RECEIVED_EXAMPLES,
      ...PLAN_EXAMPLES,
      ...BOOK_EXAMPLES,
      ...INSTALMENT_EXAMPLES,
    ],
  },
}
