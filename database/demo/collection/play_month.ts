import { type CivilDate, addDays, formatDate, lastDay, minDate } from '#core/calendar/index'
import type { CycleConsole } from '../cycle/console.ts'
import type { CycleGroup } from '../cycle/groups.ts'
import { closePlayedMonth } from './close_month.ts'
import type { PlayedDays } from './days.ts'
import { daysFrom } from './days.ts'
import { declareQuiet } from './expected.ts'
import { bringDebitReturn, sendDebits } from './debits.ts'
import { type PlayedMonth, planPlayedMonth } from './month.ts'
import { bringPix } from './pix.ts'
import { bringReturns } from './returns.ts'
import { bringStatements, decideDifferences, isStatementDay } from './statements.ts'

/** On which day of the month after a month is closed. */
const CLOSING_DAY = 3

/**
 * The money of a billed month, day by day, until the month after is over or until today: Pix as it is paid; on bank days the
 * remittances of direct debit, what the banks return and their statements; early in the month after, the closing. Each step is
 * done once: a month that stopped, or that was not over, goes on when it is played again.
 */
export async function playMonth(
  on: CycleConsole,
  groups: readonly CycleGroup[],
  played: { readonly days: PlayedDays; readonly unpaidOf?: number }
): Promise<PlayedMonth> {
  const { days } = played
  const month = await planPlayedMonth(on, groups, played)
  const until = minDate(month.until, addDays(days.today, -1))
  if (until < month.from) {
    on.say('\nO dinheiro do mês ainda não começou a chegar.')
    return month
  }
  on.say(`\nArrecadação · de ${formatDate(month.from)} a ${formatDate(until)}`)
  const closing = month.banks.nextBusinessDay(addDays(lastDay(month.reference), CLOSING_DAY))
  for (const day of daysFrom(month.from, until)) {
    days.stand(day)
    await bringPix(month, day)
    if (month.banks.isBusinessDay(day)) {
      await bankDay(month, day)
      await declareQuiet(month, day)
    }
    if (day === closing) await closePlayedMonth(month)
  }
  if (until < closing) on.say('  O mês ainda não terminou: o fechamento fica para depois.')
  return month
}

async function bankDay(month: PlayedMonth, day: CivilDate): Promise<void> {
  const since = month.banks.addBusinessDays(day, -1)
  const one = { day, since, until: addDays(day, -1) }
  await bringReturns(month, one)
  await bringDebitReturn(month, one)
  await sendDebits(month, day)
  if (!isStatementDay(month, day)) return
  await bringStatements(month, one)
  await decideDifferences(month, day)
}
