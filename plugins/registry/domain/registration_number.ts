import { FormatError } from './format_error.ts'

/** How the check digit of a registration number is computed; each utility chooses, none at all included. */
export type CheckDigitMethod = 'mod10' | 'mod11'

/** How a utility writes its registration numbers (matrículas). Configuration, not code. */
export interface RegistrationRule {
  /** Digits of the sequential base, filled with zeros on the left. */
  readonly baseLength: number
  readonly checkDigit: CheckDigitMethod | 'none'
  /** Numbers up to this one come from the system before: valid as they are, with no check digit. */
  readonly legacyUpTo?: bigint
}

export interface RegistrationNumber {
  /** As stored and as files carry it: digits only, full length, check digit included. */
  number: string
  /** The sequential part. */
  sequence: bigint
  isLegacy: boolean
}

export const DEFAULT_REGISTRATION_RULE: RegistrationRule = { baseLength: 8, checkDigit: 'mod11' }

/**
 * Check digit of the sequential base. `mod10`: weights 2, 1… from the right, digits of the products added, `10 − r`.
 * `mod11`: weights 2…9, cyclic, from the right, `11 − r`, and 0 when r < 2. Zeros on the left change nothing.
 *
 * Errors: E_REGISTRY_REGISTRATION_FORMAT when the base is not made of digits.
 */
export function registrationCheckDigit(base: string, method: CheckDigitMethod): number {
  if (!/^\d+$/.test(base)) throw badFormat(base)
  let sum = 0
  for (let index = 0; index < base.length; index++) {
    const digit = base.charCodeAt(base.length - 1 - index) - 48
    sum +=
      method === 'mod10'
        ? addedDigits(digit * (index % 2 === 0 ? 2 : 1))
        : digit * (2 + (index % 8))
  }
  if (method === 'mod10') return (10 - (sum % 10)) % 10
  return sum % 11 < 2 ? 0 : 11 - (sum % 11)
}

/**
 * Number of the next premise: the sequence filled to its length, with its check digit.
 *
 * Errors: E_REGISTRY_REGISTRATION_SEQUENCE when the sequence is not positive, outgrew the base, or would give a number
 * that still belongs to the legacy range.
 */
export function composeRegistration(sequence: bigint, rule: RegistrationRule): string {
  const base = sequence.toString().padStart(rule.baseLength, '0')
  const number =
    rule.checkDigit === 'none' ? base : base + registrationCheckDigit(base, rule.checkDigit)
  const isTaken = rule.legacyUpTo !== undefined && BigInt(number) <= rule.legacyUpTo
  if (sequence <= 0n || base.length > rule.baseLength || isTaken) {
    throw new FormatError('E_REGISTRY_REGISTRATION_SEQUENCE', {
      message: `Sequence ${sequence} gives no registration number of ${rule.baseLength} digits above the legacy ones`,
      pt: 'Não há número de matrícula livre nesta sequência: amplie o tamanho nos parâmetros do cadastro.',
    })
  }
  return number
}

/** As people read it: `00012345-5`. Legacy numbers and numbers with no check digit have no hyphen. */
export function formatRegistration(number: string, rule: RegistrationRule): string {
  const parsed = parseRegistration(number, rule)
  if (parsed.isLegacy || rule.checkDigit === 'none') return parsed.number
  return `${parsed.number.slice(0, -1)}-${parsed.number.slice(-1)}`
}

/**
 * Reads what people type: points, hyphens, slashes and spaces are ignored and zeros on the left may be left out.
 *
 * Errors: E_REGISTRY_REGISTRATION_FORMAT (other characters, empty, or too long) and
 * E_REGISTRY_REGISTRATION_CHECK_DIGIT (mistyped).
 */
export function parseRegistration(text: string, rule: RegistrationRule): RegistrationNumber {
  const digits = text.replace(/[\s./-]/g, '').replace(/^0+(?=\d)/, '')
  const length = rule.baseLength + (rule.checkDigit === 'none' ? 0 : 1)
  if (!/^\d+$/.test(digits) || digits.length > length || digits === '0') throw badFormat(text)

  const number = digits.padStart(length, '0')
  if (rule.legacyUpTo !== undefined && BigInt(digits) <= rule.legacyUpTo) {
    return { number, sequence: BigInt(digits), isLegacy: true }
  }
  if (rule.checkDigit === 'none') return { number, sequence: BigInt(digits), isLegacy: false }

  const base = number.slice(0, -1)
  if (number.slice(-1) !== String(registrationCheckDigit(base, rule.checkDigit))) {
    throw new FormatError('E_REGISTRY_REGISTRATION_CHECK_DIGIT', {
      message: `Check digit of registration number "${text}" does not match`,
      pt: `A matrícula "${text}" não confere: verifique os algarismos digitados.`,
    })
  }
  return { number, sequence: BigInt(base), isLegacy: false }
}

/** Whether the text is a registration number by this rule; whether it exists only the registry knows. */
export function isRegistration(text: string, rule: RegistrationRule): boolean {
  try {
    parseRegistration(text, rule)
    return true
  } catch (error) {
    if (error instanceof FormatError) return false
    throw error
  }
}

function addedDigits(product: number): number {
  return product > 9 ? product - 9 : product
}

function badFormat(text: string): FormatError {
  return new FormatError('E_REGISTRY_REGISTRATION_FORMAT', {
    message: `"${text}" is not a registration number`,
    pt: `"${text}" não é um número de matrícula.`,
  })
}
