import db from '@adonisjs/lucid/services/db'
import { DEMO_PASSWORD } from '#core/access/index'
import { query } from '#core/database/index'
import { testCpf } from '#database/demo/generator/documents'
import type { BenchOptions } from '../run.ts'
import { loadedDemo } from '../support/loaded.ts'
import { Browser, type Step, type Times, figures, valueOf, work } from './clerk.ts'
import { checkAssets, serve } from './served.ts'

const USERS = 20
const SECONDS = 30
const THINK_MS = 1000
const LOGIN = 'ana.admin@demo.aqueduto'

/** The longest that any request may take (Termo de Referência, 3.1.5.6). */
const LIMIT_MS = 10_000
/** Numbers of CPFs that no generated customer has. */
const FIRST_NEW_CUSTOMER = 900_000

const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!

interface Sample {
  readonly premise: string
  readonly customer: string
  readonly number: string
  readonly name: string
  readonly street: string
}

async function fill(economies: number): Promise<void> {
  await loadedDemo(economies)
  await db.connection('owner').rawQuery('vacuum analyze')
}

function samplesOf(): Promise<Sample[]> {
  return query<Sample>(
    db,
    `select p.id::text as premise, h.customer_id::text as customer, p.registration_number as number,
            c.name, p.street
       from registry_premises p
       join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.until_on is null
       join registry_customers c on c.id = h.customer_id
      order by p.id % 997, p.id limit 2000`,
    []
  )
}

/** What a desk does all day: each person on customers of their own, each time on another. */
function stepsOn(ownOf: (browser: Browser) => readonly Sample[], pages: number): Step[] {
  const show = (name: string, pathOf: (one: Sample) => string): Step => ({
    name,
    perform: async (browser) => {
      await browser.page(pathOf(pick(ownOf(browser))))
    },
  })
  let serial = FIRST_NEW_CUSTOMER
  const anyPage = () => 1 + Math.floor(Math.random() * pages)
  const search = (text: string) => `/search?q=${encodeURIComponent(text)}`
  return [
    show('list', () => '/registry/premises'),
    show('list, any page', () => `/registry/premises?page=${anyPage()}`),
    show('list, another order', () => '/registry/customers?sort=-name'),
    show('list, filtered', () => '/registry/customers?kind=company'),
    show('search by number', ({ number }) => search(number)),
    show('search by name', ({ name }) => search(name)),
    show('search by street', ({ street }) => search(street)),
    show('premise', ({ premise }) => `/registry/premises/${premise}`),
    show('customer', ({ customer }) => `/registry/customers/${customer}`),
    show('history of a premise', ({ premise }) => `/registry/premises/${premise}/tabs/history`),
    {
      name: 'change of a customer',
      async perform(browser) {
        const path = `/registry/customers/${pick(ownOf(browser)).customer}`
        const form = await browser.page(`${path}/edit`)
        const fields = ['name', 'kind', 'taxpayer_id', 'phone', 'email', 'version']
        const kind = /<option value="(\w+)" selected/.exec(form)?.[1] ?? 'person'
        const values = Object.fromEntries(fields.map((name) => [name, valueOf(form, name)]))
        await browser.send(path, { ...values, kind }, form)
      },
    },
    {
      name: 'new customer',
      async perform(browser) {
        const form = await browser.page('/registry/customers/new')
        const taxpayer = testCpf(serial++)
        await browser.send(
          '/registry/customers',
          { kind: 'person', name: `Cliente Novo ${taxpayer}`, taxpayer_id: taxpayer },
          form
        )
      },
    },
    {
      name: 'address written and deleted',
      async perform(browser) {
        const change = `/registry/premises/${pick(ownOf(browser)).premise}/change`
        const kind = 'secondary'
        const form = await browser.page(`${change}/address`)
        const address = { kind, street: 'Rua Nova', city: 'Cuiabá', state: 'MT' }
        await browser.send(`${change}/address`, address, form)
        await browser.send(`${change}/remove-address`, { kind }, form)
      },
    },
  ]
}

async function signIn(url: string): Promise<Browser> {
  const browser = new Browser(url)
  const form = await browser.page('/login')
  await browser.send('/login', { login: LOGIN, password: DEMO_PASSWORD }, form)
  return browser
}

/** How long pages take, in milliseconds to the last byte, while twenty people work at once on a large municipality. */
export default async function bench(options: BenchOptions) {
  checkAssets()
  if (!options.isFilled) await fill(options.economies)
  const samples = await samplesOf()
  const served = await serve()
  try {
    const browsers: Browser[] = []
    for (let user = 0; user < USERS; user++) browsers.push(await signIn(served.url))
    const own = new Map(
      browsers.map((browser, user) => [browser, samples.filter((_, at) => at % USERS === user)])
    )
    const steps = stepsOn((browser) => own.get(browser)!, Math.floor(samples.length / 25))
    for (const step of steps) await step.perform(browsers[0]!)
    const times: Times = new Map()
    const until = Date.now() + SECONDS * 1000
    await Promise.all(
      browsers.map((browser) =>
        work(browser, { steps, isOver: () => Date.now() >= until, think: THINK_MS, times })
      )
    )
    const all: Times = new Map([['all', [...times.values()].flat()]])
    const slowest = Math.max(...times.values().map((list) => Math.max(...list)))
    const report = {
      ...{ economies: options.economies, limit: LIMIT_MS, slowest: Math.round(slowest) },
      isWithinLimit: slowest <= LIMIT_MS,
      users: USERS,
      seconds: SECONDS,
      screens: { ...figures(times), ...figures(all) },
    }
    if (!options.json) console.table(report.screens)
    if (!report.isWithinLimit) process.exitCode = 1
    return report
  } finally {
    await served.stop()
  }
}
