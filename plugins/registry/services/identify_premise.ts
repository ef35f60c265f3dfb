import { todayIn } from '#core/access/index'
import { type Tx, query } from '#core/database/index'
import { FormatError } from '../domain/format_error.ts'
import { type RegistrationRule, parseRegistration } from '../domain/registration_number.ts'
import { registrationRule } from './registration_rule.ts'

/** A number with its hyphen before one digit is meant as a registration number. */
const HYPHENATED = /^\s*[\d.\s]{1,14}-\s*\d\s*$/
const DIGITS = /^\s*\d{1,13}\s*$/

/**
 * The premise that a typed number names, with its check digit or without it. A number with the hyphen whose check digit
 * does not match is told as mistyped.
 */
export async function identifyPremise(
  reader: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  text: string
): Promise<{ ids: readonly bigint[]; problem: string | null }> {
  const isHyphenated = HYPHENATED.test(text)
  if (!isHyphenated && !DIGITS.test(text)) return { ids: [], problem: null }
  const on = await todayIn(reader, municipalityId)
  const rule = await registrationRule(reader, municipalityId, on)
  const { numbers, problem } = candidates(text, rule)
  const rows = await query<{ id: bigint }>(
    reader,
    'select id from registry_premises where municipality_id = ? and registration_number = any(?::text[]) order by id',
    [municipalityId, numbers]
  )
  const isMistyped = problem !== null && rows.length === 0 && (isHyphenated || isWhole(text, rule))
  return { ids: rows.map(({ id }) => id), problem: isMistyped ? problem : null }
}

/** All the digits of a number, zeros on the left included. */
const isWhole = (text: string, { baseLength, checkDigit }: RegistrationRule) =>
  text.trim().startsWith('0') && text.trim().length === baseLength + (checkDigit === 'none' ? 0 : 1)

function candidates(text: string, rule: RegistrationRule) {
  const numbers: string[] = []
  let problem: string | null = null
  try {
    numbers.push(parseRegistration(text, rule).number)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    problem = error.people
  }
  const base = text.replace(/\D/g, '').replace(/^0+/, '')
  if (DIGITS.test(text) && rule.checkDigit !== 'none' && base && base.length <= rule.baseLength) {
    const padded = base.padStart(rule.baseLength, '0')
    for (let digit = 0; digit <= 9; digit++) numbers.push(`${padded}${digit}`)
  }
  return { numbers, problem }
}
