import { type CivilDate, formatDate } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import type { BlockIssue } from './check_ranges.ts'

/** A rate of a tax from a date on, until another begins or its own last day. */
export interface TaxRate {
  readonly from: CivilDate
  /** Last day, inclusive; null: until the next rate begins. */
  readonly until: CivilDate | null
  readonly percent: string
}

/** A tax (imposto, contribuição) within the price of the invoice, with its dated rates: value of `tariffs.taxes`. */
export interface Tax {
  readonly code: string
  readonly title: string
  readonly rates: readonly TaxRate[]
}

export interface TaxAmount {
  readonly code: string
  readonly title: string
  readonly percent: string
  readonly amountCents: bigint
}

/** The rate of a tax on a date; null where none is in force. */
export function rateOn({ rates }: Tax, date: CivilDate): TaxRate | null {
  const started = rates.filter(({ from }) => from <= date)
  const latest = started.reduce<TaxRate | null>(
    (last, rate) => (last === null || rate.from > last.from ? rate : last),
    null
  )
  return latest && (latest.until === null || latest.until >= date) ? latest : null
}

/** What each tax with a rate on the date of the invoice comes to on a base, each rounded half up to the cent. */
export function taxesOn(taxes: readonly Tax[], date: CivilDate, baseCents: bigint): TaxAmount[] {
  return taxes.flatMap((tax) => {
    const rate = rateOn(tax, date)
    if (!rate) return []
    const exact = Dec.ofCents(baseCents).times(Dec.of(rate.percent)).times(Dec.of('0.01'))
    const amountCents = exact.round(2, 'half-up').toCents()
    return [{ code: tax.code, title: tax.title, percent: rate.percent, amountCents }]
  })
}

/** Rates of one tax whose periods overlap, that end before they begin, and taxes given twice. */
export function taxIssues(taxes: readonly Tax[]): BlockIssue[] {
  return taxes.flatMap((tax, index) => {
    const again = taxes.findIndex(({ code }) => code === tax.code) < index
    const twice: BlockIssue[] = again
      ? [critical(`/${index}/code`, 'tax_twice', `O tributo ${tax.code} está duas vezes na lista.`)]
      : []
    return [
      ...twice,
      ...tax.rates.flatMap((rate, at) => rateIssues(tax, rate, `/${index}/rates/${at}`)),
    ]
  })
}

function rateIssues({ title, rates }: Tax, rate: TaxRate, path: string): BlockIssue[] {
  const { from, until } = rate
  if (until !== null && until < from) {
    const text = `${title}: a alíquota termina em ${formatDate(until)}, antes de começar.`
    return [critical(`${path}/until`, 'tax_rate_period', text)]
  }
  const other = rates.find(
    (one) =>
      one !== rate &&
      (one.from === from || (one.from < from && one.until !== null && one.until >= from))
  )
  if (!other) return []
  const end = other.until === null ? 'em diante' : `a ${formatDate(other.until)}`
  const text = `${title}: a alíquota de ${formatDate(from)} sobrepõe-se à de ${formatDate(other.from)} ${end}. Mude as datas de uma delas.`
  return [critical(`${path}/from`, 'tax_rate_overlap', text)]
}

const critical = (path: string, code: string, message: string): BlockIssue => ({
  code,
  severity: 'critical',
  path,
  message,
})
