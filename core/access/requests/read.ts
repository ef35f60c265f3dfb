import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'

export interface RequestRow {
  readonly id: bigint
  readonly userId: bigint
  readonly fullName: string
  readonly profileName: string
  readonly reason: string | null
  readonly status: 'requested' | 'approved' | 'refused'
  readonly requestedBy: bigint | null
  readonly requester: string | null
  readonly requestedAt: Date
  readonly decider: string | null
  readonly decidedAt: Date | null
  readonly decisionReason: string | null
}

/** Requests for profiles: those that wait first, then the newest. */
export function listRequests(municipalityId: bigint, user?: bigint): Promise<RequestRow[]> {
  return query<RequestRow>(
    db,
    `select r.id, r.user_id as "userId", u.full_name as "fullName", r.profile_name as "profileName", r.reason,
            r.status, r.requested_by as "requestedBy", asked.full_name as requester,
            r.requested_at as "requestedAt", decided.full_name as decider, r.decided_at as "decidedAt",
            r.decision_reason as "decisionReason"
       from access_profile_requests r join access_users u on u.id = r.user_id
       left join access_users asked on asked.id = r.requested_by
       left join access_users decided on decided.id = r.decided_by
      where r.municipality_id = ? and coalesce(r.user_id = ?, true)
      order by r.status = 'requested' desc, r.requested_at desc, r.id desc limit 200`,
    [municipalityId, user ?? null]
  )
}

/** Those of a person that nobody has decided yet. */
export async function waitingRequests(municipalityId: bigint, user: bigint): Promise<RequestRow[]> {
  const requests = await listRequests(municipalityId, user)
  return requests.filter(({ status }) => status === 'requested')
}
