/** Codes that this room throws. */
export type CalendarErrorCode =
  | 'E_CALENDAR_DATE'
  | 'E_CALENDAR_MONTH'
  | 'E_CALENDAR_AMOUNT'
  | 'E_CALENDAR_PERIOD'
  | 'E_CALENDAR_WEEKEND'
  | 'E_CALENDAR_YEAR'
  | 'E_CALENDAR_TIME_ZONE'
  | 'E_CALENDAR_INSTANT'

/**
 * A refusal of this room: `code` for programs and tests, `message` (English) for logs, `people` (Portuguese) for people.
 *
 * A class of its own instead of the framework's exception, because the pure rooms also run in the browser and in the
 * field app; it has the same shape (`code`, `status`), so the HTTP layer answers it like any other coded error.
 */
export class CalendarError extends Error {
  override readonly name = 'CalendarError'
  readonly code: CalendarErrorCode
  readonly status = 422
  readonly people: string

  constructor(code: CalendarErrorCode, message: string, people: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.people = people
  }
}

/** A value that is no date of the calendar, years 0001 to 9999. */
export function dateError(value: unknown): CalendarError {
  return new CalendarError(
    'E_CALENDAR_DATE',
    `${show(value)} is not a calendar date; write YYYY-MM-DD with a day that exists`,
    `Data inválida: ${show(value)}.`
  )
}

/** A value that is no reference month. */
export function monthError(value: unknown): CalendarError {
  return new CalendarError(
    'E_CALENDAR_MONTH',
    `${show(value)} is not a reference month; write YYYY-MM`,
    `Mês de referência inválido: ${show(value)}.`
  )
}

/** A number of days or months that is no safe integer. */
export function amountError(value: unknown): CalendarError {
  return new CalendarError(
    'E_CALENDAR_AMOUNT',
    `${show(value)} is not a whole number of days or months`,
    `Quantidade inválida: ${show(value)}.`
  )
}

/** A period that ends before it starts. */
export function periodError(from: string, until: string): CalendarError {
  return new CalendarError(
    'E_CALENDAR_PERIOD',
    `Period ends (${until}) before it starts (${from})`,
    'O período termina antes de começar.'
  )
}

function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value)
}
