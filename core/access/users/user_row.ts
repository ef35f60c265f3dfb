import type { ActionContext, ActionSubject } from '#core/actions/index'
import { type Tx, isUniqueViolation, query } from '#core/database/index'
import { errors } from '../errors.ts'

/** A person as actions answer with them: never with their password. */
export interface UserRow {
  readonly id: bigint
  readonly municipalityId: bigint
  readonly login: string
  readonly email: string | null
  readonly fullName: string
  readonly jobTitle: string | null
  readonly area: string | null
  readonly isActive: boolean
  readonly blockedAt: Date | null
  readonly lockedUntil: Date | null
}

const COLUMNS = `id, municipality_id as "municipalityId", login, email, full_name as "fullName",
  job_title as "jobTitle", area, is_active as "isActive", blocked_at as "blockedAt",
  locked_until as "lockedUntil"`

/** What a user is called in the audit trail. */
export const userSubject = (id: bigint | number): ActionSubject => ({
  type: 'access.users',
  id: BigInt(id),
})

/** A person of the municipality, the row locked. @throws BusinessError E_ACCESS_USER */
export async function lockUser(
  { tx, municipalityId }: Pick<ActionContext, 'tx' | 'municipalityId'>,
  id: number | bigint
): Promise<UserRow> {
  const [user] = await query<UserRow>(
    tx,
    `select ${COLUMNS} from access_users where id = ? and municipality_id = ? for update`,
    [id, municipalityId]
  )
  if (!user) throw errors.E_ACCESS_USER({ id })
  return user
}

/** @throws BusinessError E_ACCESS_SELF when somebody acts on their own access */
export function requireOther({ actor }: Pick<ActionContext, 'actor'>, user: Pick<UserRow, 'id'>) {
  if (actor.userId === user.id) throw errors.E_ACCESS_SELF({ user: actor.name })
}

/** @throws BusinessError E_ACCESS_LAST_MANAGER when nobody active of the municipality administers users any more */
export async function requireManager(tx: Tx, municipalityId: bigint): Promise<void> {
  const rows = await query(
    tx,
    `select 1 from access_users u
       join access_user_profiles up on up.user_id = u.id
       join access_profile_permissions p on p.profile_id = up.profile_id and p.permission = 'access.manage'
      where u.municipality_id = ? and u.is_active limit 1`,
    [municipalityId]
  )
  if (!rows.length) throw errors.E_ACCESS_LAST_MANAGER()
}

/** Runs a write that may meet a name that is taken. */
export async function refusingTaken<T>(write: () => Promise<T>, refusal: () => Error): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (isUniqueViolation(error)) throw refusal()
    throw error
  }
}
