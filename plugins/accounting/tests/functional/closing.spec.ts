import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { progressOf } from '#core/jobs/index'
import { runSchedules } from '#core/jobs/schedules/run_schedules'
import { workRun } from '#core/jobs/work_run'
import {
  ISSUED_ON,
  type TestMonth,
  createMonth,
  invoicesOf,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { correct } from '#plugins/billing/tests/functional/correcting'
import { freshDatabase } from '#tests/support/database'
import { ana, bruno, carla } from '#tests/support/people'

const RESIDENCE = [{ category: 'RES', economies: 1 }]
type Row = Readonly<Record<string, string>>
const NOVEMBER = 'from=2026-11-01&until=2026-11-30'

const trial = async (client: ApiClient, period: string) => {
  const answer = await client
    .get(`/accounting/trial-balance?${period}&format=csv`)
    .loginAs(await ana())
  return answer.text()
}

const frozen = () =>
  query(
    db,
    `select b.* from accounting_period_balances b join accounting_periods p on p.id = b.period_id order by b.id`
  )

const periodId = async (): Promise<bigint> => {
  const [row] = await query<{ id: bigint }>(db, 'select id from accounting_periods')
  return row!.id
}

test.group('Accounting | the close of a month', (group) => {
  let month: TestMonth
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze(`${ISSUED_ON}T15:00:00Z`)
    await db.rawQuery('update jobs_schedules set is_active = false')
    month = await createMonth([
      { economies: RESIDENCE, m3: '30', sewage: 'collected' },
      { economies: RESIDENCE, m3: '20' },
      { economies: RESIDENCE, m3: '12' },
    ])
    await run(month)
  })
  group.teardown(() => clock.restore())

  test('is scheduled, runs at its hour, balances and freezes; what comes later is of the month after', async ({
    assert,
    client,
  }) => {
    const saved = await client
      .post('/api/actions/jobs.save_schedule')
      .json({
        ...{ name: 'Fechamento da contabilidade', job: 'accounting.close', settings: {} },
        ...{ recurrence: 'monthly', month_day: 1, time_of_day: '02:00', day_rule: 'any' },
        ...{ catch_up: 'once', starts_on: '2026-12-01' },
      })
      .withCsrfToken()
      .loginAs(await ana())
    saved.assertStatus(200)
    clock.freeze('2026-12-01T05:59:00Z')
    assert.equal(await runSchedules(), 0)
    clock.freeze('2026-12-01T06:00:01Z')
    assert.equal(await runSchedules(), 1)
    const [started] = await query<{ run_id: bigint }>(db, 'select run_id from jobs_occurrences')
    await workRun(started!.run_id)
    const { status } = await progressOf(started!.run_id)
    assert.equal(status, 'done')
    const [closed] = await query<Record<string, unknown>>(db, 'select * from accounting_periods')
    assert.containsSubset(closed, { reference: '2026-11', state: 'closed', round: 1 })
    assert.equal(closed!.debit_cents, closed!.credit_cents)
    const before = await frozen()
    assert.isAbove(before.length, 2)
    const november = await trial(client, NOVEMBER)
    const [invoice] = await invoicesOf(month)
    clock.freeze('2026-12-05T15:00:00Z')
    await correct(client, await ana(), {
      ...{ id: invoice!.id, operation: 'cancel' },
      form: { reason_code: 'duplicate' },
    })
    const reversed = await query<{ posted_on: string; cents: bigint }>(
      db,
      `select posted_on, sum(amount_cents)::bigint as cents from accounting_postings
        where event = 'invoice_charge_reversed' group by 1`
    )
    assert.deepEqual(reversed, [{ posted_on: '2026-12-05', cents: invoice!.own_cents }])
    assert.equal(await trial(client, NOVEMBER), november)
    assert.deepEqual(await frozen(), before)
    const december = await client
      .get(
        '/api/reports/accounting.account_balances?from_on=2026-12-01&until_on=2026-12-31&account=4.3.3.1'
      )
      .loginAs(await ana())
    const { rows } = december.body() as { rows: Row[] }
    const above = rows.find(({ account }) => account === '4.3.3.1')!
    assert.deepEqual([above.debit_cents, above.credit_cents], [String(invoice!.own_cents), '0'])
  }).tags(['@TR-3.2.10.3'])

  const entry = {
    ...{ posted_on: '2026-12-04', debit_account: '1.1.2.2.1.01', debit_cents: '10000' },
    ...{ credit_account: '4.3.3.1.03', credit_cents: '10000' },
    history: 'Ajuste de serviço não faturado',
  }
  const act = async (client: ApiClient, name: string, body: object, as = ana()) =>
    client
      .post(`/api/actions/${name}`)
      .json(body)
      .withCsrfToken()
      .loginAs(await as)

  test('a manual entry counts once another person with the right approves it', async ({
    assert,
    client,
  }) => {
    const written = await act(client, 'accounting.write_entry', entry)
    const { id } = (written.body() as { output: { id: string } }).output
    const posted = () =>
      query(db, `select 1 from accounting_postings where source_type = 'accounting.entries'`)
    assert.lengthOf(await posted(), 0)
    const own = await act(client, 'accounting.approve_entry', { id: Number(id) })
    own.assertStatus(403)
    const without = await act(client, 'accounting.approve_entry', { id: Number(id) }, carla())
    without.assertStatus(403)
    assert.lengthOf(await posted(), 0)
    const other = await act(client, 'accounting.approve_entry', { id: Number(id) }, bruno())
    other.assertStatus(200)
    assert.lengthOf(await posted(), 1)
    const list = await client
      .get('/api/accounting/entries?posted_on_from=2026-12-01&posted_on_to=2026-12-31')
      .loginAs(await ana())
    const [row] = (list.body() as { data: Record<string, unknown>[] }).data
    assert.containsSubset(row, {
      ...{ author: 'Ana Ribeiro', decided_by: 'Bruno Matos', state: 'posted', is_revenue: true },
    })
    assert.match(String(row!.decided_at), /^2026-12-05/)
    const page = await client.get(`/accounting/entries/${id}`).loginAs(await ana())
    page.assertTextIncludes('Ajuste de serviço não faturado')
  }).tags(['@AC-058'])

  test('what does not balance or is of a closed month is refused; it opens again by two people, with a reason that stays', async ({
    assert,
    client,
  }) => {
    const code = (answer: { body(): unknown }) => (answer.body() as { code: string }).code
    const uneven = await act(client, 'accounting.write_entry', { ...entry, credit_cents: '9000' })
    assert.equal(code(uneven), 'E_ACCOUNTING_UNBALANCED')
    const synthetic = await act(client, 'accounting.write_entry', {
      ...{ ...entry, credit_account: '4.3.3.1' },
    })
    assert.equal(code(synthetic), 'E_ACCOUNTING_ACCOUNT')
    const blank = await act(client, 'accounting.write_entry', { ...entry, history: '' })
    blank.assertStatus(422)
    const closed = { ...entry, posted_on: '2026-11-30' }
    const late = await act(client, 'accounting.write_entry', closed)
    assert.equal(code(late), 'E_ACCOUNTING_CLOSED')
    const screen = await client
      .post('/accounting/entries')
      .form({ ...closed, debit_cents: '100,00', credit_cents: '100,00' })
      .withCsrfToken()
      .loginAs(await ana())
      .redirects(0)
    screen.assertTextIncludes('é de um mês fechado')
    assert.lengthOf(await query(db, 'select 1 from accounting_entries'), 1)

    // A batch that comes late: its invoices are of November, the books take them on the first open day.
    const other = await createMonth([{ economies: RESIDENCE, m3: '18' }])
    await run(other, ISSUED_ON)
    const [invoice] = await invoicesOf(other)
    const moved = await query<{ posted_on: string; moved_from: string }>(
      db,
      `select distinct posted_on, moved_from from accounting_postings where source_type = 'billing.invoices' and source_id = ?`,
      [invoice!.id]
    )
    assert.deepEqual(moved, [{ posted_on: '2026-12-01', moved_from: ISSUED_ON as CivilDate }])
    const lines = await client
      .get('/api/reports/accounting.moved?reference=2026-11')
      .loginAs(await ana())
    const reconciling = lines.body() as { rows: Row[]; totals: Row }
    assert.isTrue(reconciling.rows.every((row) => row.invoice_id === String(invoice!.id)))
    assert.equal(reconciling.totals.amount_cents, String(invoice!.total_cents))
    const id = Number(await periodId())
    const before = await frozen()
    const without = await act(client, 'accounting.ask_reopening', { id }, carla())
    without.assertStatus(403)
    const silent = await act(client, 'accounting.ask_reopening', { id })
    silent.assertStatus(422)
    const asked = await act(client, 'accounting.ask_reopening', {
      ...{ id, reason: 'Nota da prefeitura chegou depois do fechamento' },
    })
    asked.assertStatus(200)
    const own = await act(client, 'accounting.reopen', { id })
    own.assertStatus(403)
    const opened = await act(client, 'accounting.reopen', { id }, bruno())
    opened.assertStatus(200)
    const done = await act(client, 'accounting.write_entry', { ...entry, posted_on: '2026-11-30' })
    done.assertStatus(200)
    const page = await client.get(`/accounting/periods/${id}`).loginAs(await ana())
    page.assertTextIncludes('Nota da prefeitura chegou depois do fechamento')
    const logged = await query(
      db,
      `select 1 from audit_entries where action = 'accounting.reopen' and description like '%reaberto para lançamentos'`
    )
    assert.lengthOf(logged, 1)
    assert.deepEqual(await frozen(), before)
    const checks = await client.get('/accounting/closing?reference=2026-11').loginAs(await ana())
    checks.assertTextIncludes('esperam aprovação')
    checks.assertTextIncludes('A arrecadação de 11/2026 ainda não foi fechada')
  }).tags(['@AC-060'])
})
