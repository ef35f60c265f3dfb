import {
  type CompiledRuleset,
  type Decision,
  type Expression,
  type Issue,
  type JsonSchema,
  type RulesetContent,
  checkRuleset,
  compileRuleset,
} from '#core/rules/index'
import { noticeEligibility } from '../decisions/notice_eligibility.ts'
import type { PolicyStep } from '../domain/policy.ts'

const NAMES = [
  ...['today', 'invoices', 'water_invoices', 'sundry', 'debt_cents', 'oldest_days', 'category'],
  ...['situation', 'is_social', 'customer_type', 'is_holder', 'is_blocked'],
]

/** Where the premise is, which only steps ask. */
export interface StepPlace {
  readonly group: string | null
  readonly district: string
}

const PLACE: Readonly<Record<keyof StepPlace, JsonSchema>> = {
  group: { type: ['string', 'null'], title: 'Grupo de faturamento (código)', maxLength: 20 },
  district: { type: 'string', title: 'Bairro', maxLength: 120 },
}

/** What the eligibility of a step may read: of the debts that have come to it, their debtor and premise. */
export const STEP_FACTS: JsonSchema = {
  ...{ type: 'object', additionalProperties: false, required: [...NAMES, ...Object.keys(PLACE)] },
  properties: {
    ...Object.fromEntries(NAMES.map((name) => [name, noticeEligibility.facts.properties![name]!])),
    ...PLACE,
  },
}

/** The eligibility of one step as a decision of the rules' room, so that both speak the same strict language. */
function stepDecision({ id, title, because, eligibility = true }: PolicyStep) {
  const content: RulesetContent = {
    ...{ decision: 'dunning.step', default: { applies: false }, examples: [] },
    rules: [{ id, title, because, when: eligibility as Expression, then: { applies: true } }],
  }
  const decision: Decision = {
    ...{ name: 'dunning.step', title, facts: STEP_FACTS, hit: 'first', dates: [] },
    outcome: {
      ...{ type: 'object', additionalProperties: false, required: ['applies'] },
      properties: { applies: { type: 'boolean' } },
    },
    ruleset: content,
  }
  return { decision, content }
}

/** What is wrong with the eligibility of a step; paths are of the step. */
export function checkEligibility(step: PolicyStep): Issue[] {
  if (step.eligibility === undefined || step.eligibility === true) return []
  const { decision, content } = stepDecision(step)
  const prefix = '/rules/0/when'
  return checkRuleset(decision, content)
    .filter(({ path }) => path.startsWith(prefix))
    .map((issue) => ({ ...issue, path: `/eligibility${issue.path.slice(prefix.length)}` }))
}

const compiled = new WeakMap<PolicyStep, CompiledRuleset>()

/** Whether a step is for who has some facts; a rule is compiled once. */
export function isEligible(
  step: PolicyStep,
  facts: Readonly<Record<string, unknown>>,
  { group, district }: StepPlace
): boolean {
  if (step.eligibility === undefined || step.eligibility === true) return true
  let rules = compiled.get(step)
  if (!rules) {
    const { decision, content } = stepDecision(step)
    compiled.set(step, (rules = compileRuleset(decision, content)))
  }
  const own = Object.fromEntries(NAMES.map((name) => [name, facts[name]]))
  return (rules.evaluate({ ...own, group, district }).outcome as { applies: boolean }).applies
}
