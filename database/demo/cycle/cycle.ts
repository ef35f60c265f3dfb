import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock, formatDate } from '#core/calendar/index'
import { registries } from '#core/kernel/index'
import { type BridgeResult, closeBridges } from '#core/reports/index'
import type { CycleConsole } from './console.ts'
import { PlayedDays } from '../collection/days.ts'
import { playMonth } from '../collection/play_month.ts'
import { setUpCollection } from '../collection/set_up.ts'
import { playDunning } from '../dunning/play_dunning.ts'
import { correctGroup } from './correct_group.ts'
import { type CycleDates, type CycleGroup, demoGroups } from './groups.ts'
import { payGroup } from './pay_group.ts'
import { printGroup } from './print_group.ts'
import { readGroup } from './read_group.ts'

const PANEL_MONTHS = 12

export interface CycleOptions {
  readonly reference?: RefMonth
  /** Billing sets whose invoices are printed, of each group; none when not given. */
  readonly pdf?: number
  /** Whether some invoices are corrected before they are paid; not when not said. */
  readonly corrections?: boolean
  /** Whether the debts that the month left are collected, when it is played day by day; not when not said. */
  readonly dunning?: boolean
  /** Of a month played day by day: of so many who pay as they should, one never does; 17 when not given. */
  readonly unpaidOf?: number
  /**
   * The month is played day by day with the clock of the process, and nothing happens after this day; when not given, all of it
   * is done at once on the day on which it runs, in one file of each group.
   */
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

interface Billing extends CycleOptions {
  readonly days: PlayedDays | null
}

async function billGroup(
  on: CycleConsole,
  group: CycleGroup,
  { days, pdf, corrections }: Billing
): Promise<void> {
  const { loadedOn, issuedOn } = group.dates
  on.say(`\n${group.name} · ${calendarText(group.dates)}`)
  days?.stand(loadedOn)
  await readGroup(on, group)
  days?.stand(issuedOn)
  await on.run('billing.run', `${group.name}: faturamento`, {
    ...{ group: group.id, reference: group.reference, issuedOn },
  })
  if (pdf) await printGroup(on, group, pdf)
  if (corrections) await correctGroup(on, group)
}

/** The managers' panel knows the months as they stand now; where its plugin is off there is nothing to measure. */
async function measure(on: CycleConsole): Promise<void> {
  if (!registries().plugins.some(({ name }) => name === 'management')) return
  const args = { on: clock.now().toISOString(), months: PANEL_MONTHS }
  await on.run('management.measure', '\nPainel gerencial: apuração', args)
}

/**
 * One month of the demo municipality: each group is loaded, read, criticised, billed, printed and corrected; then the money
 * comes, the month is closed, and all is checked. Every step is a job or an action that does nothing when it was done before, so a month that stopped in the middle goes on.
 */
export async function runCycle(
  on: CycleConsole,
  options: CycleOptions = {}
): Promise<CycleOutcome> {
  const { municipalityId } = on.actor
  const groups = await demoGroups(municipalityId, options.reference)
  const days = options.today ? new PlayedDays(options.today) : null
  days?.stand(groups.map(({ dates }) => dates.loadedOn).toSorted()[0]!)
  if (days) await setUpCollection(on, groups)
  for (const group of groups) await billGroup(on, group, { ...options, days })
  if (days) {
    const month = await playMonth(on, groups, { days, unpaidOf: options.unpaidOf })
    if (options.dunning) await playDunning(month)
  } else for (const [index, group] of groups.entries()) await payGroup(on, group, index)
  days?.end()
  if (days) await measure(on)
  const results: GroupBridges[] = []
  for (const group of groups) {
    const scope = { municipalityId, billingGroupId: group.id, reference: group.reference }
    results.push({ group, bridges: await db.transaction((tx) => closeBridges(tx, scope)) })
  }
  return { reference: groups[0]!.reference, groups: results }
}
