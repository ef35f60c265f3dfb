import type { CivilDate } from '#core/calendar/index'
import type { Pack, PackRequest } from '#core/configuration/index'
import { LOCAL_POLICIES, POLICY_KEY, POLICY_KIND } from '../configuration/kinds.ts'
import { NOTICES, type NoticeTerms } from '../configuration/parameters.ts'
import { noticeEligibility } from '../decisions/notice_eligibility.ts'
import { type Policy, type PolicyStep, daysFromDue } from '../domain/policy.ts'

/** All that decides who is notified. */
export const NOTICE_CONFIGURATION: Pick<PackRequest, 'items' | 'decisions' | 'parameters'> = {
  items: [
    { kind: POLICY_KIND, key: POLICY_KEY },
    { kind: POLICY_KIND, key: LOCAL_POLICIES },
  ],
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

/** The step that notifies of the policy in force, or of that of a place by its key; null: nobody is notified. */
export function noticeStep(pack: Pack, on: CivilDate, key: string = POLICY_KEY): NoticeStep | null {
  const segment = pack.at(on)
  const policy = segment.content<Policy>(POLICY_KIND, key)
  const step = policy.steps.find(({ kind }) => kind === 'notice')
  if (!step) return null
  const { minimum_days: days } = segment.parameter<NoticeTerms>(NOTICES)
  return {
    policyVersionId: segment.version(POLICY_KIND, key).id,
    ...{ step: step.id, definition: step },
    minimumDays: Math.max(days, daysFromDue(policy, step.id) ?? 0),
  }
}
