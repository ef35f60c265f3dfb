import db from '@adonisjs/lucid/services/db'
import { DEMO_PASSWORD } from '#core/access/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { demoGroups } from '#database/demo/cycle/groups'
import type { BenchOptions } from '../run.ts'
import { Browser, type Step, type Times, figures, work } from '../screens/clerk.ts'
import { checkAssets, serve } from '../screens/served.ts'
import { returnFile } from '../support/issued_month.ts'
import { readMonth } from '../support/read_month.ts'
import { type WorkProcesses, startWorkProcesses } from '../support/work_processes.ts'

const USERS = 20
const THINK_MS = 1000
const LOGIN = 'ana.admin@demo.aqueduto'
/** The longest that nineteen of twenty requests may take while a run is at work. */
const LIMIT_MS = 300

/** What the people of a module have open while its run is at work: each entry of its menu, and one of each of these. */
interface Module {
  readonly plugins: readonly string[]
  readonly others: readonly string[]
}

async function one(table: string, path: (id: bigint) => string): Promise<string[]> {
  const [row] = await query<{ id: bigint }>(db, `select max(id) as id from ${table}`, [])
  return row?.id ? [path(row.id)] : []
}

function stepsOf({ plugins, others }: Module): Step[] {
  const { menu } = registries()
  const paths = [
    ...menu
      .filter(({ permission }) => plugins.includes(permission.split('.')[0]!))
      .map(({ path }) => path),
    ...others,
  ]
  return paths.map((path) => ({
    name: path.replaceAll(/\d+/g, '…'),
    perform: async (browser) => {
      await browser.page(path)
    },
  }))
}

interface Watching {
  readonly browsers: readonly Browser[]
  readonly module: Module
}

/** Twenty people go through the screens of a module while its run is at work, until it ends. */
async function watch({ browsers, module }: Watching, run: () => Promise<number>) {
  const steps = stepsOf(module)
  for (const step of steps) await step.perform(browsers[0]!)
  const times: Times = new Map()
  const state = { until: Number.POSITIVE_INFINITY }
  const people = browsers.map((browser) =>
    work(browser, { steps, isOver: () => Date.now() >= state.until, think: THINK_MS, times })
  )
  const seconds = await run()
  state.until = Date.now()
  await Promise.all(people)
  const all: Times = new Map([['all', [...times.values()].flat()]])
  return { seconds: Number(seconds.toFixed(1)), screens: { ...figures(times), ...figures(all) } }
}

async function signIn(url: string): Promise<Browser> {
  const browser = new Browser(url)
  const form = await browser.page('/login')
  await browser.send('/login', { login: LOGIN, password: DEMO_PASSWORD }, form)
  return browser
}

async function bill(municipalityId: bigint, workers: WorkProcesses): Promise<number> {
  let seconds = 0
  for (const { id, reference, dates } of await demoGroups(municipalityId)) {
    const args = { group: id, reference, issuedOn: dates.issuedOn }
    const run = await workers.run({ job: 'billing.run', municipalityId, args })
    seconds += run.seconds
  }
  return seconds
}

/** How long the screens of billing take while a municipality is billed, and those of collection while a bank file of all its documents comes in. */
export default async function bench(options: BenchOptions) {
  checkAssets()
  const municipalityId = await readMonth(options)
  const served = await serve()
  const workers = await startWorkProcesses(options.processes)
  try {
    const browsers: Browser[] = []
    for (let user = 0; user < USERS; user++) browsers.push(await signIn(served.url))
    const premise = await one('registry_premises', (id) => `/registry/premises/${id}`)
    const billing = await watch(
      {
        browsers,
        module: { plugins: ['metering', 'readings', 'tariffs', 'billing'], others: premise },
      },
      () => bill(municipalityId, workers)
    )
    await db.connection('owner').rawQuery('vacuum analyze')
    const file = await returnFile(municipalityId, { behaviourAt: () => 'on_time' })
    const invoice = await one('billing_invoices', (id) => `/billing/invoices/${id}`)
    const collection = await watch(
      {
        browsers,
        module: { plugins: ['payments', 'receivables', 'accounting'], others: invoice },
      },
      async () => {
        const run = await workers.run({ job: 'payments.import', municipalityId, args: file })
        return run.seconds
      }
    )
    const isWithinLimit = [billing, collection].every(({ screens }) =>
      Object.values(screens).every(({ p95 }) => p95 <= LIMIT_MS)
    )
    if (!isWithinLimit) process.exitCode = 1
    const report = {
      ...{
        economies: options.economies,
        users: USERS,
        limit: LIMIT_MS,
        processes: options.processes,
      },
      ...{ isWithinLimit, billing, collection },
    }
    if (!options.json) {
      console.table(billing.screens)
      console.table(collection.screens)
    }
    return report
  } finally {
    await workers.stop()
    await served.stop()
  }
}
