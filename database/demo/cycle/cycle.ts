import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, formatDate } from '#core/calendar/index'
import { type BridgeResult, closeBridges } from '#core/reports/index'
import type { CycleConsole } from './console.ts'
import { correctGroup } from './correct_group.ts'
import { type CycleDates, type CycleGroup, demoGroups } from './groups.ts'
import { payGroup } from './pay_group.ts'
import { printGroup } from './print_group.ts'
import { readGroup } from './read_group.ts'

export interface CycleOptions {
  readonly reference?: RefMonth
  /** Billing sets whose invoices are printed, of each group; none when not given. */
  readonly pdf?: number
  /** Whether some invoices are corrected before they are paid; not when not said. */
  readonly corrections?: boolean
  /** Nobody has paid later than this day; when not given, the whole month is simulated at once. */
  readonly today?: CivilDate
}

export interface GroupBridges {
  readonly group: CycleGroup
  readonly bridges: readonly BridgeResult[]
}

export interface CycleOutcome {
  readonly reference: RefMonth
  readonly groups: readonly GroupBridges[]
}

const calendarText = ({ loadedOn, readOn, issuedOn }: CycleDates) =>
  `carga em ${formatDate(loadedOn)}, leitura em ${formatDate(readOn)}, faturamento em ${formatDate(issuedOn)}`

/**
 * One month of the demo municipality: each group is loaded, read, criticised, billed, printed, corrected, paid and checked. Every step
 * is a job or an action that does nothing when it was done before, so a month that stopped in the middle goes on.
 */
export async function runCycle(
  on: CycleConsole,
  options: CycleOptions = {}
): Promise<CycleOutcome> {
  const { municipalityId } = on.actor
  const groups = await demoGroups(municipalityId, options.reference)
  for (const group of groups) {
    on.say(`\n${group.name} · ${calendarText(group.dates)}`)
    await readGroup(on, group)
    await on.run('billing.run', `${group.name}: faturamento`, {
      group: group.id,
      reference: group.reference,
      issuedOn: group.dates.issuedOn,
    })
    if (options.pdf) await printGroup(on, group, options.pdf)
    if (options.corrections) await correctGroup(on, group)
  }
  for (const [index, group] of groups.entries())
    await payGroup(on, group, { index, today: options.today ?? null })
  const results: GroupBridges[] = []
  for (const group of groups) {
    const scope = { municipalityId, billingGroupId: group.id, reference: group.reference }
    results.push({ group, bridges: await db.transaction((tx) => closeBridges(tx, scope)) })
  }
  return { reference: groups[0]!.reference, groups: results }
}
