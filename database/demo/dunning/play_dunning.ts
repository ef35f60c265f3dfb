import { addDays, dayOfWeek, formatDate, minDate } from '#core/calendar/index'
import { registries } from '#core/kernel/index'
import { daysFrom } from '../collection/days.ts'
import { declareQuiet } from '../collection/expected.ts'
import type { PlayedMonth } from '../collection/month.ts'
import { bringReturns } from '../collection/returns.ts'
import { bringStatements, isStatementDay } from '../collection/statements.ts'
import { answerNotices, issueNotices } from './notices.ts'
import { callDebtors, openDesk, orderQueue } from './desk.ts'
import { cutAndReconnect } from './cuts.ts'
import { listDebtors, postBureauNotices, takeOffPaid } from './bureau.ts'
import { certify, inscribe, receiveNotices } from './register.ts'
import { type DunningDays, type DunningMonth, officerOf, promisedPayments } from './month.ts'

const NEEDED = ['dunning', 'plans', 'bureaus', 'debt_register', 'collections']

/** The law's thirty days, the days to cut and reconnect, and those of the register. */
function datesOf({ banks, until }: PlayedMonth): DunningDays {
  const noticed = banks.addBusinessDays(until, 1)
  const cutFrom = addDays(noticed, 31)
  const inscribed = banks.nextBusinessDay(addDays(noticed, 20))
  return {
    ...{ noticed, answered: banks.addBusinessDays(noticed, 5), cutFrom, inscribed },
    listed: banks.nextBusinessDay(addDays(noticed, 13)),
    returned: banks.nextBusinessDay(addDays(noticed, 15)),
    received: banks.nextBusinessDay(addDays(inscribed, 5)),
    certified: banks.nextBusinessDay(addDays(inscribed, 7)),
    until: addDays(cutFrom, 21),
  }
}

/**
 * What the month left unpaid is collected, day by day until the water is back: notices, plans, proofs, cuts with their dossiers,
 * a lot of a credit bureau, active debt. Each step is done once, when its day is over.
 */
export async function playDunning(played: PlayedMonth): Promise<void> {
  const { on, days, municipalityId, banks } = played
  const { plugins } = registries()
  if (!NEEDED.every((wanted) => plugins.some(({ name }) => name === wanted))) return
  const dates = datesOf(played)
  const until = minDate(dates.until, addDays(days.today, -1))
  if (until < dates.noticed) return on.say('\nA cobrança do mês ainda não começou.')
  on.say(`\nCobrança · de ${formatDate(dates.noticed)} a ${formatDate(until)}`)
  const month = { played, dates, officer: await officerOf(municipalityId) }
  for (const day of daysFrom(dates.noticed, until)) {
    days.stand(day)
    if (banks.isBusinessDay(day)) await bankDay(month, day)
    await workDay(month, day)
  }
  if (until < dates.until) on.say('  A cobrança do mês ainda não terminou.')
}

type Day = DunningDays['until']

/** The money that was promised comes, and the banks that took none say so. */
async function bankDay(month: DunningMonth, day: Day): Promise<void> {
  const { played, dates } = month
  const payments = await promisedPayments(month)
  const money = { ...played, plan: { payments, pix: [] } }
  const since = played.banks.addBusinessDays(day, -1)
  const one = { day, since, until: addDays(day, -1) }
  await bringReturns({ ...money, from: dates.noticed, until: dates.until }, one)
  await declareQuiet(played, day)
  const telling = { ...money, from: dates.noticed, until: dates.until }
  if (isStatementDay(telling, day)) await bringStatements(telling, one)
}

const FRIDAY = 5

async function workDay(month: DunningMonth, day: Day): Promise<void> {
  const { dates } = month
  if (day === dates.noticed) {
    await issueNotices(month)
    await postBureauNotices(month)
    await openDesk(month)
  }
  if (day === dates.answered) {
    await answerNotices(month)
    await callDebtors(month)
  }
  if (day === dates.listed) await listDebtors(month)
  if (day === dates.inscribed) await inscribe(month)
  if (day === dates.received) await receiveNotices(month)
  if (day === dates.certified) {
    await certify(month)
    await orderQueue(month, day)
  }
  if (day >= dates.returned) await takeOffPaid(month, day)
  const isWorked = dayOfWeek(day) > 0 && dayOfWeek(day) < FRIDAY
  if (day >= dates.cutFrom && isWorked) await cutAndReconnect(month, day)
}
