import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { open, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { createMonth, municipality, run } from './billed_month.ts'
import { correct, versionsOf } from './correcting.ts'
import { putVersion } from './put_version.ts'
import { report } from './reported_month.ts'

const TODAY = '2026-11-21' as CivilDate
const home = [{ category: 'RES', economies: 1 }]

test.group('Billing | the home page and reports of who bills', (group) => {
  freshDatabase(group)
  group.setup(() => clock.freeze(`${TODAY}T15:00:00Z`))
  group.teardown(() => clock.restore())
  group.each.timeout(120_000)

  test('cards tell the month, the calendar, corrections and what is below the minimum', async ({
    assert,
    client,
  }) => {
    await putVersion('parameter', 'billing.minimum_issue_cents', { value: 6500 } as never)
    const month = await createMonth([
      { economies: home, m3: '40' },
      { economies: home, m3: '30' },
      { economies: home, m3: '2' },
    ])
    await run(month)
    const words = async (name: string) => {
      const card = await open(client, 'bruno', `/home/widgets/billing.${name}`)
      card.assertStatus(200)
      const text = card.text().replace(/<[^>]*>/g, ' ')
      return text.replace(/[\s\u00A0\u202F]+/g, ' ')
    }
    assert.include(await words('months'), '3 faturas · 72 m³')

    const scheduled = (reference: string, billOn: CivilDate) =>
      query(
        db,
        `insert into billing_schedules (municipality_id, billing_group_id, locality_id, reference, load_on, read_from_on,
           read_until_on, bill_on)
         select g.municipality_id, g.id, (select id from registry_localities order by id limit 1), ?, ?, ?, ?, ?
           from registry_billing_groups g where g.code = '01'`,
        [reference, ...[-6, -5, -2, 0].map((days) => addDays(billOn, days))]
      )
    await query(db, 'delete from billing_schedules')
    await scheduled('2026-10', addDays(TODAY, -9))
    await scheduled('2026-11', addDays(TODAY, 4))
    const calendar = await words('timetable')
    assert.match(calendar, /Grupo 1 · 10\/2026 Faturamento atrasado/)
    assert.match(calendar, /Grupo 1 · 11\/2026 Carga atrasada/)

    const [invoice] = await versionsOf(month.premiseIds[0]!, '2026-11')
    const { done } = await correct(client, await ana(), {
      ...{ id: invoice!.id, operation: 'consumption' },
      form: { billed_m3: '30', reason_code: 'request' },
    })
    done.assertStatus(302)
    const [, after] = await versionsOf(month.premiseIds[0]!, '2026-11')
    const [small] = await query<{ n: number; cents: bigint }>(
      db,
      'select count(*)::int as n, sum(carried_out_cents)::bigint as cents from billing_invoices where carried_out_cents > 0'
    )
    assert.equal(small!.n, 1)
    const exceptions = await words('exceptions')
    const reais = (cents: bigint) => `R$ ${cents / 100n},${String(cents % 100n).padStart(2, '0')}`
    const difference = reais(invoice!.total_cents - after!.total_cents)
    assert.match(exceptions, /Correções em 11\/2026 1 /)
    assert.include(exceptions, `${difference} de diferença`)
    assert.match(exceptions, /Abaixo do mínimo 1 /)
    assert.include(exceptions, `${reais(small!.cents)} para a próxima fatura`)
  })

  test('units exempt on a day, one line for each thing that is not paid', async ({
    assert,
    client,
  }) => {
    const { premiseIds } = await createMonth([
      { economies: home, m3: '10' },
      { economies: home, m3: '10' },
    ])
    const city = await municipality()
    const exempt = (index: number, service: string, until: CivilDate | null) =>
      query(
        db,
        `insert into billing_exemptions (municipality_id, premise_id, service, from_on, until_on, reason_code, legal_basis,
           granted_by, granted_at) values (?, ?, ?, '2026-11-01', ?, 'law', 'Lei 12/2026', 'Ana', now())`,
        [city, premiseIds[index]!, service, until]
      )
    await exempt(0, 'sewage', addDays(TODAY, 1))
    await exempt(1, 'water', null)
    await exempt(1, 'garbage', null)
    const listed = async (on: CivilDate) => {
      const { rows } = await report(client, 'billing.exempt_units', `position_on=${on}`)
      return rows.map((row) => [row.premise_id, row.service, row.legal_basis].join(' ')).toSorted()
    }
    const second = [`${premiseIds[1]} garbage Lei 12/2026`, `${premiseIds[1]} water Lei 12/2026`]
    assert.sameMembers(await listed(TODAY), [`${premiseIds[0]} sewage Lei 12/2026`, ...second])
    assert.sameMembers(await listed(addDays(TODAY, 2)), second)
    const sewage = await report(
      client,
      'billing.exempt_units',
      `position_on=${TODAY}&service=sewage`
    )
    assert.deepEqual(
      sewage.rows.map((row) => [row.premise_id, Number(row.days_left)]),
      [[String(premiseIds[0]), 1]]
    )
  }).tags(['@TR-3.2.19.30'])

  test('second copies by reason and channel, and by the route where bills do not arrive', async ({
    assert,
    client,
  }) => {
    const month = await createMonth(
      Array.from({ length: 3 }, () => ({ economies: home, m3: '20' }))
    )
    await run(month)
    await query(
      db,
      `with place as (select id, municipality_id, locality_id, billing_group_id from registry_premises where id = any(?::bigint[])),
            route as (
              insert into readings_routes (municipality_id, code, name, billing_group_id, locality_id)
              select municipality_id, 'SV1', 'Rota', billing_group_id, locality_id from place limit 1 returning id)
       insert into readings_route_stops (municipality_id, route_id, premise_id, sequence)
       select municipality_id, route.id, place.id, row_number() over () from place, route`,
      [month.premiseIds.slice(0, 2)]
    )
    for (const [index, why, channel] of [
      [0, 'not_received', 'portal'],
      [1, 'not_received', 'portal'],
      [2, 'lost', 'counter'],
    ] as const) {
      const [invoice] = await versionsOf(month.premiseIds[index]!, '2026-11')
      const copied = await send(client, 'bruno', `/billing/invoices/${invoice!.id}/copies`, {
        ...{ due_on: '2026-12-20', why, channel },
      })
      copied.assertStatus(302)
    }
    const filters = `from_on=${TODAY}&until_on=${TODAY}&billing_group=${month.billingGroupId}`
    const { rows } = await report(client, 'billing.second_copies', filters)
    const told = rows.map((row) => [row.reason, row.channel, row.route].join(' '))
    assert.sameMembers(told, [
      'not_received portal SV1',
      'not_received portal SV1',
      'lost counter ',
    ])
    const lost = await report(client, 'billing.second_copies', `${filters}&reason=not_received`)
    assert.equal(lost.totals.copies, '2')
  })
})
