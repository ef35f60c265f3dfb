import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runSchedules } from '#core/jobs/schedules/run_schedules'
import { workRun } from '#core/jobs/work_run'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { simulateReturnFile } from '#database/demo/bank_simulator'
import {
  agreementWith,
  lastRemittance,
  optIn,
  premisesOf,
} from '#plugins/debits/tests/support/debits'
import { plain } from '#tests/support/requests'
import { splitColumns } from '#plugins/readings/domain/csv_line'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { type Who, open, send, upload, work } from './support/people.ts'
import { type ReadMonth, bill, groupOf, readMonth } from './support/reading_month.ts'

const NOVEMBER = '2026-11'

const category = (title: string) => ({
  ...{ title, minimum_m3: 0 },
  blocks: [{ over: 0, to: null, price: '5.00' }],
})
const TABLE = {
  title: 'Metro a 5 reais',
  rounding: { scale: 2, mode: 'half-up', at: 'charge' },
  categories: {
    ...{ RES: category('Residencial'), COM: category('Comercial') },
    ...{ IND: category('Industrial'), PUB: category('Pública') },
  },
  sewage: { collected: '80', collected_treated: '80' },
  garbage: {},
  services: { survey: { title: 'Vistoria', amount: '30.00' } },
}

interface Billed {
  readonly id: bigint
  readonly number: string
  readonly premise_id: bigint
  readonly total_cents: bigint
  readonly settlement: string
  readonly services: readonly string[]
}

/** Invoices of the month in the order of the routes, with the services that their lines charge. */
const billed = () =>
  query<Billed>(
    db,
    `select i.id, i.number, i.premise_id, i.total_cents, i.settlement,
            (select coalesce(array_agg(c.service || ' ' || c.charge_type order by c.number), '{}')
               from billing_charges c where c.invoice_id = i.id) as services
       from billing_invoices i
       join readings_load_items l on l.id = i.load_item_id left join readings_routes r on r.id = l.route_id
      where i.reference = '${NOVEMBER}' order by r.code nulls last, l.sequence, i.id`
  )

/** Half of the group's only route is walked as another one. */
const secondRoute = () =>
  query(
    db,
    `with route as (
       insert into readings_routes (municipality_id, code, name, billing_group_id, locality_id)
       select r.municipality_id, 'Z9', 'Segundo roteiro', r.billing_group_id, r.locality_id from readings_routes r
         join registry_billing_groups g on g.id = r.billing_group_id and g.code = '01' limit 1 returning id, billing_group_id)
     update readings_route_stops s set route_id = route.id from route, readings_routes r
      where r.id = s.route_id and r.billing_group_id = route.billing_group_id and s.sequence % 2 = 0`
  )

/** What a section of the menu leads a person to. */
async function menuOf(client: ApiClient, who: Who, section: string): Promise<string[]> {
  const page = await open(client, who, '/')
  const [, entries = ''] =
    new RegExp(`data-nav-section="${section}"([\\s\\S]*?)</details>`).exec(page.text()) ?? []
  return [...entries.matchAll(/class="nav-item" href="([^"]+)"/g)].map(([, path]) => path!)
}

test.group('Scenario | a group from its bills to its payments', (group) => {
  freshDatabase(group)
  group.each.timeout(170_000)
  group.teardown(() => clock.restore())
  let month: ReadMonth
  let invoices: Billed[] = []
  let banks: bigint[] = []
  const total = (of: readonly { readonly total_cents: bigint }[]) =>
    of.reduce((sum, { total_cents: cents }) => sum + cents, 0n)

  test('the menu of billing leads to the run of a group: one bill for each unit, with water, sewage and services apart', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-11-03T15:00:00Z')
    const units = await premisesOf(await groupOf('01'), 4)
    banks = [
      await agreementWith(client, '104', 'DEB001'),
      await agreementWith(client, '104', 'DEB002', '04'),
    ]
    for (const [index, unit] of units.slice(0, 3).entries()) {
      await optIn(client, unit, { agreementId: banks[index % 2]!, account: `3000${index}` })
    }
    await putVersion('tariff-table', 'default', TABLE)
    const charged = await send(client, 'bruno', '/billing/services', {
      ...{ premise_id: String(units[3]!.id), reason_code: 'service', service: 'survey' },
      executed_on: '2026-11-03',
    })
    charged.assertStatus(302)
    assert.match(charged.header('location') ?? '', /service-charges/)
    await secondRoute()
    month = await readMonth(client, { reference: NOVEMBER, consumption: () => 12 })
    assert.include(await menuOf(client, 'bruno', 'Faturamento'), '/billing/runs')
    const board = await open(client, 'bruno', `/billing/runs?reference=${NOVEMBER}`)
    board.assertStatus(200)
    const run = await bill(client, month)
    invoices = await billed()
    const loaded = await query<{ premise_id: bigint }>(
      db,
      'select premise_id from readings_load_items where load_id = ? order by premise_id',
      [month.loadId]
    )
    assert.sameMembers(
      invoices.map(({ premise_id: id }) => id),
      loaded.map(({ premise_id: id }) => id)
    )
    assert.equal(run.figures.invoices, BigInt(loaded.length))
    const of = invoices.find(({ premise_id: id }) => id === units[3]!.id)!
    assert.include(of.services.join(', '), 'other service')
    assert.include(of.services.join(', '), 'water ')
    assert.isTrue(invoices.some(({ services }) => services.some((one) => /^sewage /.test(one))))
  }).tags(['@TR-3.1.2'])

  test('the print file, in order of routes, and a debit file for each bank come out at their time and add up to the group', async ({
    client,
    assert,
  }) => {
    const routes = await query<{ id: bigint }>(
      db,
      'select distinct route_id as id from readings_load_items where load_id = ? and route_id is not null',
      [month.loadId]
    )
    assert.isAbove(routes.length, 1)
    const [order] = await query<{ debit_on: CivilDate }>(
      db,
      'select debit_on from debits_orders order by debit_on limit 1'
    )
    const day = addDays(order!.debit_on, -8)
    clock.freeze(`${day}T12:00:00Z`)
    await db.rawQuery('update jobs_schedules set is_active = false')
    for (const job of ['billing.print_shop', 'debits.send']) {
      const settings = {
        group: String(month.group),
        ...(job === 'debits.send' ? {} : { month: day.startsWith(NOVEMBER) ? 'this' : 'before' }),
      }
      const saved = await client
        .post('/api/actions/jobs.save_schedule')
        .json({
          ...{ name: `Saída ${job}`, job, recurrence: 'daily', settings, time_of_day: '10:00' },
          ...{ day_rule: 'any', catch_up: 'once', starts_on: day },
        })
        .withCsrfToken()
        .loginAs(await bruno())
      saved.assertStatus(200)
    }
    assert.equal(await runSchedules(), 0)
    clock.freeze(`${day}T14:00:30Z`)
    assert.equal(await runSchedules(), 2)
    const runs = await query<{ run_id: bigint }>(db, 'select run_id from jobs_occurrences')
    for (const { run_id: id } of runs) await workRun(id)

    const [file] = await query<{ id: bigint }>(
      db,
      `select id from billing_run_files where kind = 'print_shop'`
    )
    const printed = await client.get(`/billing/files/${file!.id}`).loginAs(await bruno())
    const records = printed
      .text()
      .trimEnd()
      .split('\r\n')
      .map((line) => splitColumns(line)!)
    assert.deepEqual(
      records.filter(([kind]) => kind === 'B').map((columns) => columns[2]),
      invoices.map(({ number }) => number)
    )
    const cents = total(invoices)
    assert.deepEqual(records.at(-1), [
      ...['T', String(invoices.length)],
      `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`,
    ])
    const debited = await query<{ agreement_id: bigint; n: number; cents: bigint }>(
      db,
      `select o.agreement_id, count(*)::int as n, sum(i.total_cents)::bigint as cents from debits_orders o
         join billing_invoices i on i.id = o.invoice_id group by 1`
    )
    for (const bank of banks) {
      const { debits, totalCents } = await lastRemittance(bank)
      const wanted = debited.find(({ agreement_id: id }) => id === bank)!
      assert.deepEqual([debits.length, totalCents], [wanted.n, wanted.cents])
    }
  }).tags(['@TR-3.2.7.6b'])

  test('the menu of collection leads to the import of a bank’s file: its bills are paid, and its total is that of its trailer', async ({
    client,
    assert,
  }) => {
    assert.include(await menuOf(client, 'bruno', 'Arrecadação'), '/payments/files/new')
    const owing = await query<{ id: bigint; number: string; total_cents: bigint }>(
      db,
      `select i.id, i.number, i.total_cents from billing_invoices i
        where i.reference = '${NOVEMBER}' and i.total_cents > 0 and not exists (select from debits_orders o where o.invoice_id = i.id)
        order by i.id limit 3`
    )
    const [agreement] = await query<{ id: bigint; municipality_id: bigint }>(
      db,
      `select g.id, g.municipality_id from payments_agreements g join payments_agents a on a.id = g.agent_id where a.code = '001'`
    )
    const today = clock.today('America/Cuiaba')
    const file = await db.transaction((tx) =>
      simulateReturnFile(tx, {
        ...{ municipalityId: agreement!.municipality_id, agreementId: agreement!.id },
        documents: owing.map(({ number }) => ({
          ...{ number, behaviour: 'on_time' as const, paidOn: today },
        })),
        ...{ generatedOn: today, companyName: 'SAAE', seed: 'menu' },
      })
    )
    const sent = await upload(client, 'bruno', {
      ...{ path: '/payments/files', name: file.name, content: file.content },
      fields: { agreement_id: String(agreement!.id) },
    })
    await work(sent, 'bruno')
    const trailer = new TextDecoder().decode(file.content).trimEnd().split('\r\n').at(-1)!
    // Z, six digits of records, seventeen of cents.
    const told = BigInt(trailer.slice(7, 24))
    assert.equal(told, total(owing))
    const [stored] = await query<{ id: bigint }>(
      db,
      'select id from payments_files order by id desc limit 1'
    )
    const page = await open(client, 'bruno', `/payments/files/${stored!.id}`)
    const reais = (told / 100n).toString().replace(/\B(?=(\d{3})+$)/g, '.')
    assert.include(plain(page), `R$ ${reais},${String(told % 100n).padStart(2, '0')}`)
    page.assertTextIncludes('Confere')
    const paid = await query<{ settlement: string }>(
      db,
      'select settlement from billing_invoices where id = any(?::bigint[])',
      [owing.map(({ id }) => id)]
    )
    assert.deepEqual(
      paid.map(({ settlement }) => settlement),
      ['settled', 'settled', 'settled']
    )
  }).tags(['@TR-3.1.4'])
})
