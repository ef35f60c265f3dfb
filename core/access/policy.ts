import { clock } from '#core/calendar/index'
import { configurationErrors, inForceWithin, parameterInForce } from '#core/configuration/index'
import { type Json, type Tx } from '#core/database/index'
import { municipalityOf, todayIn } from './municipality.ts'

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

/** The policy of a municipality, from the versions in force today. @throws BusinessError E_CONFIGURATION_MISSING */
export async function accessPolicy(municipalityId: bigint): Promise<AccessPolicy> {
  const { timeZone } = await municipalityOf(municipalityId)
  const today = clock.today(timeZone)
  return policyOf((key) => parameterInForce(key, municipalityId, today))
}

/** As `accessPolicy`, inside a transaction, which may take no second connection. */
export async function accessPolicyWithin(
  tx: Tx,
  municipalityId: bigint,
  now: Date
): Promise<AccessPolicy> {
  const today = await todayIn(tx, municipalityId, now)
  return policyOf(async (key) => {
    const version = await inForceWithin(tx, { kind: 'parameter', key, municipalityId }, today)
    if (!version) {
      throw configurationErrors.E_CONFIGURATION_MISSING({
        ...{ kind: 'parameter', key, title: key, date: today },
      })
    }
    return (version.content as { readonly value: Json }).value
  })
}

async function policyOf(read: (key: string) => Promise<Json>): Promise<AccessPolicy> {
  const values: [string, Json][] = []
  for (const [name, key] of Object.entries(KEYS)) values.push([name, await read(key)])
  return Object.fromEntries(values) as unknown as AccessPolicy
}
