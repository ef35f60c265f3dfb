import type { CivilDate } from '#core/calendar/index'
import type { Pack, PackRequest } from '#core/configuration/index'
import { POLICY_KEY, POLICY_KIND } from '../configuration/kinds.ts'
import { NOTICES, type NoticeTerms } from '../configuration/parameters.ts'
import { noticeEligibility } from '../decisions/notice_eligibility.ts'
import { type Policy, type PolicyStep, daysFromDue } from '../domain/policy.ts'

/** All that decides who is notified. */
export const NOTICE_CONFIGURATION: Pick<PackRequest, 'items' | 'decisions' | 'parameters'> = {
  items: [{ kind: POLICY_KIND, key: POLICY_KEY }],
  decisions: [noticeEligibility.name],
  parameters: [NOTICES],
}

/** How the policy in force notifies. */
export interface NoticeStep {
  readonly policyVersionId: bigint
  readonly step: string
  /** As the policy has it. */
  readonly definition: PolicyStep
  /** Days of delay from which a debt is taken in: of the step or of the parameter, whichever is more. */
  readonly minimumDays: number
}

/** The step of the policy in force that notifies; null: nobody is notified. */
export function noticeStep(pack: Pack, on: CivilDate): NoticeStep | null {
  const segment = pack.at(on)
  const policy = segment.content<Policy>(POLICY_KIND, POLICY_KEY)
  const step = policy.steps.find(({ kind }) => kind === 'notice')
  if (!step) return null
  const { minimum_days: days } = segment.parameter<NoticeTerms>(NOTICES)
  return {
    policyVersionId: segment.version(POLICY_KIND, POLICY_KEY).id,
    ...{ step: step.id, definition: step },
    minimumDays: Math.max(days, daysFromDue(policy, step.id) ?? 0),
  }
}
