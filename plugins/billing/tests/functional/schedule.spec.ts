import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runSchedules } from '#core/jobs/schedules/run_schedules'
import { workRun } from '#core/jobs/work_run'
import { groupOf, readMonth } from '#tests/scenarios/support/reading_month'
import { open, problemOf, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'

interface Month {
  readonly id: bigint
  readonly reference: string
  readonly load_on: string
  readonly read_from_on: string
  readonly read_until_on: string
  readonly bill_on: string
  readonly deliver_on: string
  readonly due_on: string
}

const monthsOf = (group: bigint, year: number) =>
  query<Month>(
    db,
    `select * from billing_schedules where billing_group_id = ? and reference like ? order by reference, locality_id`,
    [group, `${year}-%`]
  )

const locality = async () => {
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from registry_localities order by id limit 1'
  )
  return String(row!.id)
}

test.group('Billing | schedule', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-11-20T15:00:00Z')
    return () => clock.restore()
  })

  test('a month of a group and locality is registered and listed; a reading that ends before it begins is refused', async ({
    client,
    assert,
  }) => {
    const form = {
      ...{ billing_group_id: String(await groupOf('01')), locality_id: await locality() },
      ...{ reference: '2026-06', load_on: '2026-06-01', read_from_on: '2026-06-02' },
      ...{ read_until_on: '2026-06-08', bill_on: '2026-06-10' },
    }
    const wrong = await send(client, 'bruno', '/billing/schedules', {
      ...form,
      read_until_on: '2026-06-01',
    })
    wrong.assertStatus(422)
    wrong.assertTextIncludes('não pode ser antes de início da leitura, em 02/06/2026')
    const saved = await send(client, 'bruno', '/billing/schedules', form)
    saved.assertStatus(302)
    const list = await open(client, 'bruno', '/billing/schedules?reference=2026-06')
    const [named] = await query<{ group: string; locality: string }>(
      db,
      `select g.name as "group", l.name as locality from registry_billing_groups g, registry_localities l
        where g.id = ? and l.id = ?`,
      [form.billing_group_id, form.locality_id]
    )
    const row = list
      .text()
      .split('<tr')
      .find((part) => part.includes('01/06/2026'))!
    for (const text of ['06/2026', '02/06/2026', '08/06/2026', '10/06/2026'])
      assert.include(row, text)
    assert.include(row, named!.group)
    assert.include(row, named!.locality)
    const board = await open(client, 'bruno', '/billing/schedule?year=2026')
    for (const text of ['01/06', '02–08/06', '10/06']) board.assertTextIncludes(text)
    assert.notInclude(board.text(), 'atrasado', 'nobody billed by the system so long ago')
    const late = await send(client, 'bruno', '/billing/schedules', {
      ...{ ...form, reference: '2026-11', load_on: '2026-11-03', read_from_on: '2026-11-04' },
      ...{ read_until_on: '2026-11-06', bill_on: '2026-11-10' },
    })
    late.assertStatus(302)
    const now = await open(client, 'bruno', '/billing/schedule?year=2026')
    now.assertTextIncludes('Faturamento atrasado')
    const twice = await send(client, 'bruno', '/billing/schedules', form)
    assert.isAtLeast(twice.status(), 400)
    const forbidden = await send(client, 'carla', '/billing/schedules', form)
    assert.equal(problemOf(forbidden).code, 'E_ACCESS_DENIED')
  }).tags(['@TR-3.2.7.2'])

  test('a year is generated on business days, and what is there stays unless it is asked anew', async ({
    client,
    assert,
  }) => {
    const generate = (more: object = {}) =>
      send(client, 'bruno', '/billing/schedule', { year: '2027', ...more })
    const done = await generate()
    done.assertStatus(302)
    const first = await groupOf('01')
    const months = await monthsOf(first, 2027)
    assert.equal(new Set(months.map(({ reference }) => reference)).size, 12)
    // January 2027: the 1st is a holiday and a Friday; the first business day is Monday the 4th.
    assert.deepInclude(months[0]!, {
      ...{ reference: '2027-01', load_on: '2027-01-04', read_from_on: '2027-01-05' },
      ...{ read_until_on: '2027-01-08', bill_on: '2027-01-12', deliver_on: '2027-01-14' },
    })
    const delivery = async () => {
      const [january] = await monthsOf(first, 2027)
      return january!.deliver_on
    }
    const second = await monthsOf(await groupOf('02'), 2027)
    assert.equal(second[0]!.load_on, '2027-01-06')
    await query(db, `update billing_schedules set deliver_on = '2027-01-20' where id = ?`, [
      months[0]!.id,
    ])
    await generate()
    assert.equal(await delivery(), '2027-01-20')
    await generate({ replace: 'true' })
    assert.equal(await delivery(), '2027-01-14')
    const forbidden = await send(client, 'carla', '/billing/schedule', { year: '2027' })
    assert.equal(problemOf(forbidden).code, 'E_ACCESS_DENIED')
  })
})

test.group('Billing | a scheduled run', (group) => {
  freshDatabase(group)
  group.each.setup(() => () => clock.restore())
  group.each.timeout(170_000)

  test('starts by itself at its time, bills its group only, and again issues nothing more', async ({
    client,
    assert,
  }) => {
    const month = await readMonth(client, { reference: '2026-11', consumption: () => 12 })
    // One reading is held again: what the run does not bill is told in its log.
    await query(
      db,
      `update readings_readings set state = 'held', hold_reason = 'above_range'
        where id = (select r.id from readings_readings r join readings_load_items i on i.id = r.load_item_id
                     where r.load_id = ? and i.set_key = i.premise_id and r.kind = 'measured' order by r.id limit 1)`,
      [month.loadId]
    )
    await readMonth(client, { group: '02', reference: '2026-11', consumption: () => 12 })
    clock.freeze('2026-11-06T12:00:00Z')
    await db.rawQuery('update jobs_schedules set is_active = false')
    const schedule = async (name: string, timeOfDay: string) => {
      const response = await client
        .post('/api/actions/jobs.save_schedule')
        .json({
          ...{ name, job: 'billing.run', recurrence: 'daily' },
          ...{ settings: { group: String(month.group), month: 'this' }, time_of_day: timeOfDay },
          ...{ day_rule: 'any', catch_up: 'once', starts_on: '2026-11-06' },
        })
        .withCsrfToken()
        .loginAs(await ana())
      response.assertStatus(200)
    }
    await schedule('Fatura o grupo 01', '10:00')
    await schedule('Fatura de novo', '11:00')
    assert.equal(await runSchedules(), 0)
    const started = async (at: string) => {
      clock.freeze(at)
      assert.equal(await runSchedules(), 1)
      const [row] = await query<{ run_id: bigint }>(
        db,
        'select run_id from jobs_occurrences order by id desc limit 1'
      )
      return row!.run_id
    }
    // Ten in the morning in Cuiabá.
    const runId = await started('2026-11-06T14:00:30Z')
    await workRun(runId)
    const issued = () =>
      query<{ group_id: bigint; n: number }>(
        db,
        `select p.billing_group_id as group_id, count(*)::int as n from billing_invoices i
           join registry_premises p on p.id = i.premise_id where i.reference = '2026-11' group by 1`
      )
    const first = await issued()
    assert.deepEqual(
      first.map(({ group_id: id }) => id),
      [month.group]
    )
    const page = await open(client, 'bruno', `/jobs/${runId}`)
    for (const text of ['Agendamento: Fatura o grupo 01', 'Faturas', 'Concluída'])
      page.assertTextIncludes(text)
    const [log] = await query<{ started_at: Date | null; finished_at: Date | null }>(
      db,
      'select started_at, finished_at from jobs_runs where id = ?',
      [runId]
    )
    assert.instanceOf(log!.started_at, Date)
    assert.instanceOf(log!.finished_at, Date)
    for (const text of ['Iniciada por', '06/11/2026', 'Avisos e itens retidos', 'Leitura retida'])
      page.assertTextIncludes(text)
    await started('2026-11-06T15:00:30Z')
    assert.deepEqual(await issued(), first)
  }).tags(['@TR-3.2.7.6a'])
})
