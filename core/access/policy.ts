import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import type { Json, Tx } from '#core/database/index'
import { todayIn } from './municipality.ts'

export type CharacterClass = 'upper' | 'lower' | 'digit' | 'symbol'

/** What is in force today about passwords, attempts and sessions. */
export interface AccessPolicy {
  readonly minLength: number
  readonly classes: readonly CharacterClass[]
  /** How many of the last passwords may not come back. */
  readonly history: number
  /** Days; 0: passwords do not expire. */
  readonly validityDays: number
  readonly maxAttempts: number
  readonly windowMinutes: number
  /** 0: until somebody unblocks. */
  readonly lockMinutes: number
  readonly idleMinutes: number
  readonly sessionHours: number
  readonly reviewMonths: number
}

const KEYS = {
  minLength: 'access.password_min_length',
  classes: 'access.password_classes',
  history: 'access.password_history',
  validityDays: 'access.password_validity_days',
  maxAttempts: 'access.max_attempts',
  windowMinutes: 'access.attempt_window_minutes',
  lockMinutes: 'access.lock_minutes',
  idleMinutes: 'access.idle_minutes',
  sessionHours: 'access.session_hours',
  reviewMonths: 'access.review_months',
} as const satisfies Readonly<Record<keyof AccessPolicy, string>>

/** The policy of a municipality, from the versions in force today. */
export const accessPolicy = (municipalityId: bigint): Promise<AccessPolicy> =>
  accessPolicyWithin(db, municipalityId, clock.now())

/** As `accessPolicy`, inside a transaction, which may take no second connection. */
export async function accessPolicyWithin(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  now: Date
): Promise<AccessPolicy> {
  const date = await todayIn(tx, municipalityId, now)
  const values: [string, Json][] = []
  for (const [name, key] of Object.entries(KEYS))
    values.push([name, await parameterWithin(tx, { key, municipalityId, date })])
  return Object.fromEntries(values) as unknown as AccessPolicy
}
