import hash from '@adonisjs/core/services/hash'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import type { AccessPolicy } from '../policy.ts'
import { brokenRules } from './rules.ts'

export interface PasswordOwner {
  readonly id: bigint
  readonly login: string
  readonly password: string | null
}

/** @throws BusinessError E_ACCESS_PASSWORD naming each rule that the password breaks */
export function requireStrongPassword(password: string, policy: AccessPolicy, login: string): void {
  const broken = brokenRules(password, policy, login)
  if (broken.length) throw errors.E_ACCESS_PASSWORD({ rules: broken.join('; ') })
}

/** @throws BusinessError E_ACCESS_PASSWORD_REPEATED when it is the current one or one of the last */
async function requireNew(tx: Tx, owner: PasswordOwner, password: string, history: number) {
  if (!history) return
  const before = await query<{ password: string }>(
    tx,
    'select password from access_password_history where user_id = ? order by id desc limit ?',
    [owner.id, history - 1]
  )
  const last = [...(owner.password ? [owner.password] : []), ...before.map((row) => row.password)]
  for (const one of last) {
    if (await hash.verify(one, password)) throw errors.E_ACCESS_PASSWORD_REPEATED({ history })
  }
}

export interface NewPassword {
  readonly owner: PasswordOwner
  readonly password: string
  readonly policy: AccessPolicy
  /** Somebody else chose it: it is changed at the next entry. */
  readonly isTemporary: boolean
  readonly now: Date
}

/** Replaces a person's password by one that obeys the policy, keeping the hash of the old one so that it may not come back. */
export async function replacePassword(tx: Tx, wanted: NewPassword): Promise<void> {
  const { owner, password, policy, isTemporary, now } = wanted
  requireStrongPassword(password, policy, owner.login)
  await requireNew(tx, owner, password, policy.history)
  if (owner.password) {
    await query(
      tx,
      'insert into access_password_history (user_id, password, replaced_at) values (?, ?, ?)',
      [owner.id, owner.password, now]
    )
  }
  await query(
    tx,
    `update access_users set password = ?, password_changed_at = ?, must_change_password = ?, updated_at = ? where id = ?`,
    [await hash.make(password), now, isTemporary, now, owner.id]
  )
}
