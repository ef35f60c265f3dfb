import {
  type BusinessCalendar,
  type CivilDate,
  clock,
  createBusinessCalendar,
  dateOf,
  maxDate,
  minDate,
  nationalHolidays,
  parts,
} from '#core/calendar/index'
import { type Pack, resolvePack } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { municipalCalendar } from '#core/holidays/index'
import { indexSeries } from './index_series.ts'
import type { Indexes } from './late_charges.ts'

/** What decides how money settles, fixed for one batch of advices. */
export interface Terms {
  readonly pack: Pack
  readonly toleranceCents: bigint
  readonly holdDays: number
  readonly banks: BusinessCalendar
  readonly indexes: Indexes
}

export interface TermsRange {
  readonly municipalityId: bigint
  readonly dueDates: readonly CivilDate[]
  readonly postedOn: CivilDate
}

/**
 * The configuration of whole years around due dates and the day in the books, so that the batches of a year share one pack.
 * Payment dates decide no version: an odd one, which a bank may well send, asks for no configuration.
 */
export async function settlementTerms(tx: Tx, range: TermsRange): Promise<Terms> {
  const { municipalityId, dueDates, postedOn } = range
  const first = parts(minDate(postedOn, ...dueDates)).year
  const last = parts(maxDate(postedOn, ...dueDates)).year
  const pack = await resolvePack(
    {
      municipalityId,
      from: dateOf(first, 1, 1),
      until: dateOf(last, 12, 31),
      knownAt: clock.now(),
      decisions: ['receivables.late_charges'],
      parameters: [
        'receivables.underpayment_tolerance_cents',
        'receivables.credit_hold_days',
        'receivables.late_fine_percent',
        'receivables.monthly_interest_percent',
        'receivables.monetary_correction',
      ],
      items: [],
    },
    tx
  )
  const today = pack.at(postedOn)
  return {
    pack,
    toleranceCents: BigInt(today.parameter<number>('receivables.underpayment_tolerance_cents')),
    holdDays: today.parameter<number>('receivables.credit_hold_days'),
    indexes: await indexSeries(tx, municipalityId, minDate(postedOn, ...dueDates)),
    banks: await municipalCalendar(tx, {
      ...{ municipalityId, kind: 'bank' },
      ...{ firstYear: first, lastYear: last + 1 },
    }),
  }
}

/** Bank days of whole years, the following one included by whoever asks. */
export function bankCalendar(
  firstYear: number,
  lastYear: number,
  local: readonly CivilDate[]
): BusinessCalendar {
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index)
  const national = years.flatMap((year) => nationalHolidays(year).map(({ date }) => date))
  return createBusinessCalendar({ holidays: [...national, ...local] })
}
