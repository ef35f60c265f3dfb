import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { appendEntry } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { municipalityOf } from '../municipality.ts'
import { SECOND_FACTOR_PROFILES } from '../entry_parameters.ts'
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery_codes.ts'
import { newSecret, stepOfCode } from './totp.ts'

const PURPOSE = 'second-factor'

interface Factor {
  readonly secret: string
  readonly confirmed_at: Date | null
}

/** What a person's second factor is now. */
export interface FactorState {
  readonly isOn: boolean
  readonly since: Date | null
  readonly recoveryCodesLeft: number
}

export async function factorState(userId: bigint): Promise<FactorState> {
  const [row] = await query<{ confirmed_at: Date | null; left: number }>(
    db,
    `select f.confirmed_at,
            (select count(*)::int from access_recovery_codes c
              where c.user_id = f.user_id and c.used_at is null) as left
       from access_second_factors f where f.user_id = ?`,
    [userId]
  )
  const since = row?.confirmed_at ?? null
  return { isOn: since !== null, since, recoveryCodesLeft: since ? row!.left : 0 }
}

/** Whether one of the person's profiles asks for a second factor today (parameter `access.second_factor_profiles`). */
export async function mustHaveFactor(userId: bigint, municipalityId: bigint): Promise<boolean> {
  const { timeZone } = await municipalityOf(municipalityId)
  const asked = await parameterInForce<readonly string[]>(
    SECOND_FACTOR_PROFILES,
    municipalityId,
    clock.today(timeZone)
  )
  if (!asked.length) return false
  const rows = await query(
    db,
    `select 1 from access_user_profiles up join access_profiles p on p.id = up.profile_id
      where up.user_id = ? and p.code = any(?::text[]) limit 1`,
    [userId, asked]
  )
  return rows.length > 0
}

/**
 * The secret of an enrolment that is not confirmed yet; made at the first call and the same until it is confirmed, so that
 * going back a page does not change the QR code.
 * @returns null when the second factor is on already: a secret in use is never shown again.
 */
export async function enrolmentSecret(userId: bigint): Promise<string | null> {
  const made = encryption.encrypt(newSecret(), { purpose: PURPOSE })
  await query(
    db,
    `insert into access_second_factors (user_id, secret, created_at) values (?, ?, ?)
       on conflict (user_id) do nothing`,
    [userId, made, clock.now()]
  )
  const factor = await factorOf(db, userId)
  return factor && !factor.confirmed_at ? plain(factor) : null
}

/**
 * Turns the second factor on after the person proved that the application gives the right codes.
 * @returns the recovery codes, to be shown once.
 * @throws BusinessError E_ACCESS_CODE
 */
export async function confirmEnrolment(person: Actor, code: string): Promise<string[]> {
  const now = clock.now()
  return db.transaction(async (tx) => {
    const userId = person.userId!
    const factor = await factorOf(tx, userId)
    const step = factor && !factor.confirmed_at ? stepOfCode(plain(factor), code, now) : null
    if (step === null) throw errors.E_ACCESS_CODE()
    await query(
      tx,
      'update access_second_factors set confirmed_at = ?, last_step = ? where user_id = ?',
      [now, step, userId]
    )
    const codes = await renewCodes(tx, userId)
    await note(tx, person, { action: 'access.second_factor_on', text: 'Segunda etapa ativada' })
    return codes
  })
}

/** New recovery codes in the place of the old ones. @returns the codes, to be shown once. */
export function renewRecoveryCodes(person: Actor): Promise<string[]> {
  return db.transaction(async (tx) => {
    const codes = await renewCodes(tx, person.userId!)
    const text = 'Códigos de recuperação da segunda etapa trocados'
    await note(tx, person, { action: 'access.recovery_codes_renewed', text })
    return codes
  })
}

/**
 * Whether a code, of the application or of the recovery list, lets the person in. A code that was used does not serve again,
 * nor one older than the last used; the marks are set in the same statement that checks them.
 */
export async function acceptCode(userId: bigint, code: string): Promise<boolean> {
  const text = code.replaceAll(/\s/g, '')
  const factor = await factorOf(db, userId)
  if (!factor?.confirmed_at) return false
  const step = stepOfCode(plain(factor), text, clock.now())
  if (step !== null) {
    const taken = await query(
      db,
      'update access_second_factors set last_step = ? where user_id = ? and last_step < ? returning 1',
      [step, userId, step]
    )
    return taken.length > 0
  }
  return useRecoveryCode(userId, text)
}

async function useRecoveryCode(userId: bigint, text: string): Promise<boolean> {
  const hash = hashOfRecoveryCode(text)
  if (!hash) return false
  const taken = await query(
    db,
    `update access_recovery_codes set used_at = ?
      where user_id = ? and hash = ? and used_at is null returning 1`,
    [clock.now(), userId, hash]
  )
  return taken.length > 0
}

/** Takes the second factor away, with its codes. @returns whether there was one. */
export async function removeFactor(tx: Tx, userId: bigint): Promise<boolean> {
  await query(tx, 'delete from access_recovery_codes where user_id = ?', [userId])
  const gone = await query(
    tx,
    'delete from access_second_factors where user_id = ? returning confirmed_at',
    [userId]
  )
  return gone.length > 0
}

/** Turns one's own second factor off. */
export function turnFactorOff(person: Actor): Promise<void> {
  return db.transaction(async (tx) => {
    await removeFactor(tx, person.userId!)
    await note(tx, person, { action: 'access.second_factor_off', text: 'Segunda etapa desativada' })
  })
}

async function renewCodes(tx: Tx, userId: bigint): Promise<string[]> {
  const codes = newRecoveryCodes()
  await query(tx, 'delete from access_recovery_codes where user_id = ?', [userId])
  await query(tx, 'insert into access_recovery_codes (user_id, hash) select ?, unnest(?::text[])', [
    userId,
    codes.map((code) => hashOfRecoveryCode(code)!),
  ])
  return codes
}

async function factorOf(reader: Pick<Tx, 'rawQuery'>, userId: bigint): Promise<Factor | null> {
  const [row] = await query<Factor>(
    reader,
    'select secret, confirmed_at from access_second_factors where user_id = ?',
    [userId]
  )
  return row ?? null
}

function plain({ secret }: Factor): string {
  const text = encryption.decrypt<string>(secret, PURPOSE)
  // The application's key was changed: an administrator resets the person's second factor.
  if (text === null) throw errors.E_ACCESS_CODE()
  return text
}

async function note(
  tx: Tx,
  person: Actor,
  { action, text }: { readonly action: string; readonly text: string }
): Promise<void> {
  await appendEntry(tx, {
    municipalityId: person.municipalityId,
    at: clock.now(),
    actor: person,
    action,
    subject: { type: 'access.user', id: person.userId! },
    description: `${text}: ${person.name}`,
    reason: null,
    payload: {},
  })
}
