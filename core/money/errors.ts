/**
 * A refusal of this room: `code` for programs and tests, `message` (English) for logs, `people` (Portuguese) for people.
 *
 * A class of its own instead of the framework's exception, because the pure rooms also run in the browser and in the
 * field app; it has the same shape (`code`, `status`), so the HTTP layer answers it like any other coded error.
 */
export class MoneyError extends Error {
  override readonly name = 'MoneyError'
  readonly code: MoneyErrorCode
  readonly status = 422
  readonly people: string

  constructor(code: MoneyErrorCode, message: string, people: string) {
    super(message)
    this.code = code
    this.people = people
  }
}

/** Codes that this room throws. */
export type MoneyErrorCode =
  | 'E_DEC_SYNTAX'
  | 'E_DEC_PRECISION'
  | 'E_DEC_DIVISION_BY_ZERO'
  | 'E_DEC_SCALE'
  | 'E_DEC_MODE'
  | 'E_DEC_OVERFLOW'
  | 'E_DEC_EMPTY'
  | 'E_DEC_COERCION'
  | 'E_SPLIT_WEIGHTS'
  | 'E_MONEY_TEXT'

/** The text or number is no decimal of at most 30 integer digits and 12 decimals. */
export function syntaxError(value: unknown): MoneyError {
  const shown = typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : String(value)
  return new MoneyError(
    'E_DEC_SYNTAX',
    `${shown} (${typeof value}) is not an exact decimal; give a safe integer, a bigint or text such as "1234.56"`,
    `${shown} não é um número decimal válido.`
  )
}

/** Digits would be lost where the caller asked for none to be. */
export function precisionError(value: string, scale: number): MoneyError {
  return new MoneyError(
    'E_DEC_PRECISION',
    `${value} does not fit ${scale} decimals; round it first, naming scale and mode`,
    `${value.replace('.', ',')} tem mais de ${scale} casas decimais.`
  )
}

/** Division by zero, in `divide` and `muldiv`. */
export function divisionByZeroError(dividend: string): MoneyError {
  return new MoneyError(
    'E_DEC_DIVISION_BY_ZERO',
    `Cannot divide ${dividend} by zero; test the divisor first`,
    'Divisão por zero.'
  )
}

/** The scale asked for is no integer from 0 to 12. */
export function scaleError(scale: unknown): MoneyError {
  return new MoneyError(
    'E_DEC_SCALE',
    `Scale ${String(scale)} is not an integer from 0 to 12`,
    `Número de casas decimais inválido: ${String(scale)}.`
  )
}

/** A rounding mode that is none of `RoundingMode`, as unchecked configuration may hold. */
export function modeError(mode: unknown): MoneyError {
  return new MoneyError(
    'E_DEC_MODE',
    `Unknown rounding mode ${String(mode)}; use half-up, half-even, half-down, up, down, ceiling or floor`,
    `Modo de arredondamento desconhecido: ${String(mode)}.`
  )
}

/** The result outgrew what any calculation on bills can need (see `MAX_DIGITS`). */
export function overflowError(): MoneyError {
  return new MoneyError(
    'E_DEC_OVERFLOW',
    'The result has more than 256 digits; round intermediate results',
    'O resultado do cálculo é grande demais.'
  )
}

/** `min` or `max` of nothing. */
export function emptyError(operation: string): MoneyError {
  return new MoneyError(
    'E_DEC_EMPTY',
    `Dec.${operation} needs at least one value`,
    'Não há valores para comparar.'
  )
}

/** A `Dec` used with `<`, `+` or another operator of the language, which would compare or join texts. */
export function coercionError(value: string): MoneyError {
  return new MoneyError(
    'E_DEC_COERCION',
    `Dec ${value} used with an operator of the language; use cmp, lt, plus, … or toString()`,
    'Erro interno de cálculo.'
  )
}

/** The weights of a split share nothing out: none, one negative, or all zero. */
export function weightsError(reason: string): MoneyError {
  return new MoneyError(
    'E_SPLIT_WEIGHTS',
    `Cannot split: ${reason}`,
    'Não é possível ratear: os pesos precisam ser positivos ou zero, e ao menos um maior que zero.'
  )
}
