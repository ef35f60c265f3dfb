import { clock } from '#core/calendar/index'
import { lockGate } from '../desk/lock_gate.ts'
import { accessPolicy } from '../policy.ts'
import { enrolmentGate } from '../second_factor/sign_in_steps.ts'
import type { Gate } from './types.ts'

const DAY = 86_400_000

/** A password that expired or that somebody else chose is changed before anything else. */
const passwordGate: Gate = {
  name: 'password',
  path: '/account/password',
  async isClosed(user, source) {
    if (source !== 'local') return false
    if (user.mustChangePassword) return true
    const { validityDays } = await accessPolicy(user.municipalityId)
    const age = clock.now().getTime() - user.passwordChangedAt.getTime()
    return validityDays > 0 && age > validityDays * DAY
  },
}

/** Pages that a new session must be done with, in order. */
export const GATES: readonly Gate[] = [passwordGate, enrolmentGate, lockGate]

/** The first gate that is closed to the person, or null. */
export async function closedGate(...asked: Parameters<Gate['isClosed']>): Promise<Gate | null> {
  for (const gate of GATES) if (await gate.isClosed(...asked)) return gate
  return null
}
