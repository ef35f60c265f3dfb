import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type CivilDate, type RefMonth, addRefMonths, refMonth } from '#core/calendar/index'
import { inForce, saveDraft } from '#core/configuration/index'
import { replayHere, simulateHere } from '#core/configuration/simulation/start'
import { type Json, query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { quietConsole } from '#database/demo/cycle/console'
import { demoGroups } from '#database/demo/cycle/groups'
import { readGroup } from '#database/demo/cycle/read_group'
import type { BenchOptions } from '../run.ts'
import { loadedDemo } from '../support/loaded.ts'

const MONTHS = 12
/** More lanes than processors only wait for one another. */
const LANES = 2

const say = (options: BenchOptions, text: string) => {
  if (!options.json) process.stdout.write(`${text}\n`)
}

/** Real months, loaded, read, judged and billed one after the other, as the product does it. */
async function prepare(
  options: BenchOptions
): Promise<{ municipalityId: bigint; first: RefMonth }> {
  const municipalityId = await loadedDemo(options.economies)
  const actor = systemActor(municipalityId)
  const groups = await demoGroups(municipalityId)
  const first = groups[0]!.reference
  for (let month = 0; month < MONTHS; month++) {
    const reference = addRefMonths(first, month)
    say(options, `Billing ${reference}…`)
    for (const group of await demoGroups(municipalityId, reference)) {
      await readGroup(quietConsole(actor), group)
      const args = { group: group.id, reference, issuedOn: group.dates.issuedOn }
      await runInline('billing.run', args, actor)
    }
  }
  await db.connection('owner').rawQuery('vacuum analyze')
  return { municipalityId, first: refMonth(first) }
}

/** The table in force at 10 % more: a draft, as an administrator would write it. */
async function draftOf(municipalityId: bigint, on: CivilDate): Promise<bigint> {
  const version = await inForce('tariff-table', 'default', municipalityId, on)
  const [author] = await query<{ id: bigint }>(
    db,
    'select id from access_users order by id limit 1'
  )
  const content = JSON.parse(JSON.stringify(version!.content), (key, value: unknown) =>
    key === 'price' ? (Number(value) * 1.1).toFixed(6) : value
  ) as Json
  return db.transaction((tx) =>
    saveDraft(tx, {
      ...{ kind: 'tariff-table', key: 'default', municipalityId, content },
      authorId: author!.id,
    })
  )
}

async function timed<T>(work: () => Promise<T>) {
  const cpu = process.cpuUsage()
  const began = performance.now()
  const result = await work()
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { result, seconds, cpuSeconds: (user + system) / 1e6 }
}

const round = (value: number, digits = 1) => Number(value.toFixed(digits))

/** Twelve months of a municipality tried with a draft, and computed again: bills per second of both. */
export default async function bench(options: BenchOptions) {
  say(options, `Preparing ${options.economies} economies…`)
  const { municipalityId, first } = await prepare(options)
  const actor = systemActor(municipalityId)
  const versionId = await draftOf(municipalityId, `${first}-20` as CivilDate)
  const asked = { population: 'billing.month', from: first, until: addRefMonths(first, MONTHS - 1) }
  const tried = await timed(() => simulateHere({ ...asked, versionId }, actor, { lanes: LANES }))
  const again = await timed(() => replayHere(asked, actor, { lanes: LANES }))
  const bills = Number(tried.result.figures['results'] ?? 0n)
  const report = {
    economies: options.economies,
    months: MONTHS,
    bills,
    simulation_status: tried.result.status,
    simulation_seconds: round(tried.seconds),
    simulation_cpu_seconds: round(tried.cpuSeconds),
    simulated_bills_per_second: round(bills / tried.seconds, 0),
    replay_status: again.result.status,
    replay_seconds: round(again.seconds),
    replay_cpu_seconds: round(again.cpuSeconds),
    replayed_bills_per_second: round(bills / again.seconds, 0),
    different: Number(again.result.figures['different'] ?? 0n),
  }
  say(
    options,
    Object.entries(report)
      .map(([name, value]) => `${name.padEnd(28)} ${JSON.stringify(value)}`)
      .join('\n')
  )
  return report
}
