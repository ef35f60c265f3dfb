import type { ActionContext } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { Dec, formatDecimal } from '#core/money/index'
import type { ProposedChange } from '#core/records/index'
import { errors } from '../errors.ts'

const after = ({ before, changes }: ProposedChange) => ({ ...before, ...changes })

/** @throws E_METERING_FLOWS when the least flow is above the greatest. */
export async function checkFlows(_: ActionContext, change: ProposedChange): Promise<void> {
  const { minimum_flow: least, maximum_flow: greatest } = after(change)
  if (!least || !greatest) return
  const [minimum, maximum] = [Dec.of(String(least)), Dec.of(String(greatest))]
  if (minimum.lte(maximum)) return
  throw errors.E_METERING_FLOWS({
    minimum: formatDecimal(minimum),
    maximum: formatDecimal(maximum),
  })
}

const LATER = [
  ['verified_on', 'aferição'],
  ['purchased_on', 'compra'],
] as const

/** Flows, and that nothing happened to a meter before it was made. @throws E_METERING_FLOWS, E_METERING_DATES */
export async function checkMeter(context: ActionContext, change: ProposedChange): Promise<void> {
  await checkFlows(context, change)
  const row = after(change) as Readonly<Record<string, CivilDate | null | undefined>>
  const made = row.manufactured_on
  for (const [name, title] of LATER) {
    const day = row[name]
    if (!made || !day || day >= made) continue
    throw errors.E_METERING_DATES({
      ...{ later: title, date: formatDate(day) },
      ...{ earlier: 'fabricação', limit: formatDate(made) },
    })
  }
}
