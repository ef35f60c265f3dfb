import { type CivilDate, daysBetween, formatDate } from '#core/calendar/index'

/*
 * How far a date may stand from the one it is told on before it is a mistake of whoever wrote it: such a payment would
 * settle with fines of centuries, or with no rules at all. Not a rule of the utility's, so not a parameter.
 */
const DAYS_BEFORE = 366
const DAYS_AFTER_PAID = 10
const DAYS_AFTER_CREDITED = 90
const DAYS_AROUND_NOTICE = 366

interface LineDates {
  readonly paidOn: CivilDate
  readonly creditedOn: CivilDate
}

/** Which field of a line of a file holds a date that cannot be, and why in Portuguese; null when both can. */
export function oddDateOfLine(
  { paidOn, creditedOn }: LineDates,
  generatedOn: CivilDate
): { readonly id: 'G.03' | 'G.04'; readonly start: number; readonly text: string } | null {
  if (isWithin(daysBetween(generatedOn, paidOn), DAYS_BEFORE, DAYS_AFTER_PAID)) {
    if (isWithin(daysBetween(generatedOn, creditedOn), DAYS_BEFORE, DAYS_AFTER_CREDITED)) {
      return null
    }
    return { id: 'G.04', start: 30, text: oddText('crédito', creditedOn, generatedOn) }
  }
  return { id: 'G.03', start: 22, text: oddText('pagamento', paidOn, generatedOn) }
}

/** Whether a date stands within a year of the day on which it is told. */
export function isNearToday(date: CivilDate, today: CivilDate): boolean {
  return isWithin(daysBetween(today, date), DAYS_AROUND_NOTICE, DAYS_AROUND_NOTICE)
}

const isWithin = (days: number, before: number, after: number) => days >= -before && days <= after

const oddText = (what: string, date: CivilDate, generatedOn: CivilDate) =>
  `A data de ${what} (${formatDate(date)}) está longe demais da data do arquivo (${formatDate(generatedOn)}): peça ao banco a linha corrigida.`
