import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'
import { appliedPolicy } from '../services/applied_policy.ts'
import { PLANS } from '../services/standing_plan.ts'

/** The policy by which a plan was signed, and why that one. */
export const policy: Panel = {
  name: 'plans.policy',
  on: PLANS,
  title: 'Política aplicada',
  permission: 'plans.read',
  place: 6,
  view: 'plans::policy',
  async load({ tx, municipalityId, row: { id } }: PageContext) {
    const [plan] = await query<{ version: bigint | null }>(
      tx,
      'select policy_version_id as version from plans_agreements where id = ?',
      [id]
    )
    return { applied: await appliedPolicy(tx, municipalityId, plan!.version) }
  },
}
