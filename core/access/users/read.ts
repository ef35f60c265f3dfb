import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { type SqlValue, query } from '#core/database/index'

export interface ListedUser {
  readonly id: bigint
  readonly login: string
  readonly fullName: string
  readonly jobTitle: string | null
  readonly area: string | null
  readonly isActive: boolean
  readonly blockedAt: Date | null
  readonly lockedUntil: Date | null
  readonly mustChangePassword: boolean
  readonly lastLoginAt: Date | null
  readonly profiles: readonly string[]
}

export interface UserPage extends ListedUser {
  readonly municipalityId: bigint
  readonly email: string | null
  readonly hasPassword: boolean
  readonly passwordChangedAt: Date
  readonly createdAt: Date
  /** From this day on the person has no access. */
  readonly leavesOn: CivilDate | null
  readonly profileIds: readonly string[]
}

export type UserState = 'active' | 'blocked' | 'inactive'

export interface UserFilter {
  readonly municipalityId: bigint
  readonly text: string
  readonly state: UserState | null
  readonly profile: string | null
}

const COLUMNS = `u.id, u.login, u.full_name as "fullName", u.job_title as "jobTitle", u.area, u.is_active as "isActive",
  u.blocked_at as "blockedAt", u.locked_until as "lockedUntil", u.must_change_password as "mustChangePassword",
  u.last_login_at as "lastLoginAt",
  array(select p.name from access_user_profiles up join access_profiles p on p.id = up.profile_id
         where up.user_id = u.id order by p.name) as profiles`

const BLOCKED = '(u.blocked_at is not null or u.locked_until > ?)'

function conditionsOf({ municipalityId, text, state, profile }: UserFilter) {
  const parts = ['u.municipality_id = ?']
  const values: SqlValue[] = [municipalityId]
  const add = (sql: string, ...more: SqlValue[]) => {
    parts.push(sql)
    values.push(...more)
  }
  for (const word of text.split(/\s+/).filter(Boolean)) {
    add(
      `plain_text(concat_ws(' ', u.full_name, u.login, u.email, u.job_title, u.area)) like '%' || plain_text(?) || '%'`,
      word.replace(/[\\%_]/g, '\\$&')
    )
  }
  if (state === 'inactive') add('not u.is_active')
  if (state === 'blocked') add(`u.is_active and ${BLOCKED}`, clock.now())
  if (state === 'active') add(`u.is_active and ${BLOCKED} is not true`, clock.now())
  if (profile) {
    add('u.id in (select user_id from access_user_profiles where profile_id = ?)', profile)
  }
  return { where: parts.join(' and '), values }
}

export const USERS_PER_PAGE = 50

/** People of a municipality by name, a page of them. */
export async function listUsers(filter: UserFilter, page: number) {
  const { where, values } = conditionsOf(filter)
  const [count] = await query<{ total: number }>(
    db,
    `select count(*)::int as total from access_users u where ${where}`,
    values
  )
  const users = await query<ListedUser>(
    db,
    `select ${COLUMNS} from access_users u where ${where} order by u.full_name, u.id limit ? offset ?`,
    [...values, USERS_PER_PAGE, (page - 1) * USERS_PER_PAGE]
  )
  return { users, total: count!.total }
}

/** One person as their page shows them; never their password. */
export async function readUser(municipalityId: bigint, id: string): Promise<UserPage | null> {
  const [user] = await query<UserPage>(
    db,
    `select ${COLUMNS}, u.municipality_id as "municipalityId", u.email, u.password is not null as "hasPassword",
            u.password_changed_at as "passwordChangedAt", u.created_at as "createdAt", u.leaves_on as "leavesOn",
            array(select profile_id::text from access_user_profiles where user_id = u.id) as "profileIds"
       from access_users u where u.municipality_id = ? and u.id = ?`,
    [municipalityId, id]
  )
  return user ?? null
}

/** A person's state as words, with the tone of its colour. */
export function userState(user: ListedUser) {
  if (!user.isActive) return { tone: 'neutral', text: 'Inativo' } as const
  if (user.blockedAt) return { tone: 'bad', text: 'Bloqueado' } as const
  if (user.lockedUntil && user.lockedUntil > clock.now()) {
    return { tone: 'bad', text: 'Bloqueado por um tempo' } as const
  }
  if (user.mustChangePassword) return { tone: 'attention', text: 'Senha provisória' } as const
  return { tone: 'good', text: 'Ativo' } as const
}
