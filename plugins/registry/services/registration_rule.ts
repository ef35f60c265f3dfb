import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import type { CheckDigitMethod, RegistrationRule } from '../domain/registration_number.ts'

interface Content {
  readonly digits: number
  readonly algorithm: CheckDigitMethod
}

/** How the municipality writes the numbers that it gives on a date: parameter `registry.registration`. */
export async function registrationRule(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  on: CivilDate
): Promise<RegistrationRule> {
  const asked = { key: 'registry.registration', municipalityId, date: on }
  const { digits, algorithm } = await parameterWithin<Content>(tx, asked)
  return { baseLength: digits, checkDigit: algorithm }
}
