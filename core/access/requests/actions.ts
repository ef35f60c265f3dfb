import vine from '@vinejs/vine'
import type { Action, ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { userId } from '../users/inputs.ts'
import { lockUser, requireOther, userSubject } from '../users/user_row.ts'
import { writeProfilesOf } from '../users/write_user.ts'
import { openRequests, profilesOf } from './grant.ts'

interface AskInput {
  readonly id: number
  readonly profile: number
}

interface Asked {
  readonly fullName: string
  readonly profile: string
}

/** Asks that a person gets a profile; somebody else decides. */
const requestProfile: Action<AskInput, Asked> = {
  name: 'access.request_profile',
  title: 'Pedir perfil para uma pessoa',
  permission: 'access.manage',
  input: vine.create({ id: userId, profile: userId }),
  labels: { id: 'Usuário', profile: 'Perfil' },
  reason: 'required',
  subject: ({ id }) => userSubject(id),
  async run(context, { id, profile }) {
    const user = await lockUser(context, id)
    requireOther(context, user)
    const held = await profilesOf(context, user.id)
    const isNew = !held.has(BigInt(profile))
    const [name] = isNew ? await openRequests(context, user.id, [BigInt(profile)]) : []
    if (!name) throw errors.E_ACCESS_PROFILE({ id: profile })
    return { fullName: user.fullName, profile: name }
  },
  describe: (_, { fullName, profile }) => `Perfil “${profile}” pedido para ${fullName}`,
}

interface DecideInput {
  readonly request: number
  readonly decision: 'approve' | 'refuse'
}

interface Decided {
  readonly userId: bigint
  readonly fullName: string
  readonly isActive: boolean
  readonly profileId: bigint | null
  readonly profileName: string
  readonly requestedBy: bigint | null
}

async function lockRequest({ tx, municipalityId }: ActionContext, id: number): Promise<Decided> {
  const [found] = await query<Decided>(
    tx,
    `select r.user_id as "userId", u.full_name as "fullName", u.is_active as "isActive",
            r.profile_id as "profileId", r.profile_name as "profileName", r.requested_by as "requestedBy"
       from access_profile_requests r join access_users u on u.id = r.user_id
      where r.id = ? and r.municipality_id = ? and r.status = 'requested' for update of r, u`,
    [id, municipalityId]
  )
  if (!found) throw errors.E_ACCESS_REQUEST({ id })
  return found
}

/** Grants or refuses what another person asked for; who gets the access does not decide either. */
const decideProfileRequest: Action<DecideInput, Decided> = {
  name: 'access.decide_profile_request',
  title: 'Decidir pedido de perfil',
  permission: 'access.exceptions',
  input: vine.create({ request: userId, decision: vine.enum(['approve', 'refuse']) }),
  labels: { request: 'Pedido', decision: 'Decisão' },
  reason: 'required',
  subject: (_, decided) => userSubject(decided.userId),
  async run(context, { request, decision }) {
    const { tx, actor, now, reason } = context
    const found = await lockRequest(context, request)
    if (actor.userId !== null && [found.requestedBy, found.userId].includes(actor.userId)) {
      throw errors.E_ACCESS_REQUEST_DECIDER({ id: request })
    }
    if (decision === 'approve') await grant(context, request, found)
    await query(
      tx,
      `update access_profile_requests
          set status = ?, decided_by = ?, decided_at = ?, decision_reason = ? where id = ?`,
      [decision === 'approve' ? 'approved' : 'refused', actor.userId, now, reason, request]
    )
    return found
  },
  describe: ({ decision }, { fullName, profileName }) =>
    decision === 'approve'
      ? `Pedido aprovado: ${fullName} recebeu o perfil “${profileName}”`
      : `Pedido recusado: perfil “${profileName}” para ${fullName}`,
}

async function grant(context: ActionContext, id: number, found: Decided): Promise<void> {
  if (!found.isActive || found.profileId === null) throw errors.E_ACCESS_REQUEST_GONE({ id })
  const held = await profilesOf(context, found.userId)
  await writeProfilesOf(context, found.userId, [...held, found.profileId].map(Number))
}

export const requestActions: readonly Action[] = [requestProfile, decideProfileRequest]
