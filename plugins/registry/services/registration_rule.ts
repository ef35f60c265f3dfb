import type { CivilDate } from '#core/calendar/index'
import { inForceWithin } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import {
  type CheckDigitMethod,
  type RegistrationRule,
  DEFAULT_REGISTRATION_RULE,
} from '../domain/registration_number.ts'

interface Content {
  readonly value: { readonly digits: number; readonly algorithm: CheckDigitMethod }
}

/** How the municipality writes the numbers that it gives on a date: parameter `registry.registration`. */
export async function registrationRule(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  on: CivilDate
): Promise<RegistrationRule> {
  const item = { kind: 'parameter', key: 'registry.registration', municipalityId }
  const version = await inForceWithin(tx, item, on)
  if (!version) return DEFAULT_REGISTRATION_RULE
  const { value } = version.content as unknown as Content
  return { baseLength: value.digits, checkDigit: value.algorithm }
}
