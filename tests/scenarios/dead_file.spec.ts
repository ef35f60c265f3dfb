import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { registries } from '#core/kernel/index'
import { archivedTables } from '#core/archive/index'
import type { DesignContent } from '#core/reports/design/content'
import { asForm, premiseDesign } from '#core/reports/tests/support/designs'
import { quietConsole } from '#database/demo/cycle/console'
import { runCycle } from '#database/demo/cycle/cycle'
import { pay } from '#plugins/billing/tests/functional/correcting'
import { act } from '#tests/support/requests'
import { billKey } from '#plugins/plans/tests/support/houses'
import { signed } from '#plugins/plans/tests/support/signing'
import { freshDatabase } from '#tests/support/database'
import { actorOf, open, send, userOf, work } from './support/people.ts'

const OCTOBER = '2026-10' as RefMonth

interface Bill {
  readonly id: bigint
  readonly number: string
  readonly premise_id: bigint
  readonly document_id: bigint
  readonly total_cents: bigint
}

interface Paid extends Bill {
  readonly receipt_id: bigint
}

/** What each report of a month answers, that asks for the month alone. */
async function monthReports(client: ApiClient): Promise<Record<string, string>> {
  const ana = await userOf('ana')
  const names = registries()
    .reports.all()
    .filter(({ filters }) => filters.some(({ name }) => name === 'reference'))
    .map(({ name }) => name)
  const answers: Record<string, string> = {}
  for (const name of names) {
    const answer = await client.get(`/api/reports/${name}`).qs({ reference: OCTOBER }).loginAs(ana)
    if (answer.status() === 200) answers[name] = answer.text()
    else if (answer.status() !== 422) throw new Error(`${name}: ${answer.text()}`)
  }
  return answers
}

/** Rows and cents of each table that takes part, active and archived apart. */
async function weights(): Promise<Record<string, { active: string; archived: string }>> {
  const found: Record<string, { active: string; archived: string }> = {}
  for (const table of archivedTables()) {
    const [{ cents }] = (await query<{ cents: string[] }>(
      db,
      `select coalesce(array_agg(attname::text), '{}') as cents from pg_attribute
        where attrelid = ?::regclass and attname like '%\\_cents' and attnum > 0 and not attisdropped`,
      [table]
    )) as [{ cents: string[] }]
    const sums = ['count(*)::text', ...cents.map((one) => `coalesce(sum(${one}), 0)`)].join(
      ` || ' ' || `
    )
    const of = async (schema: string) => {
      const [row] = await query<{ is: string }>(db, `select ${sums} as is from ${schema}.${table}`)
      return row!.is
    }
    found[table] = { active: await of('public'), archived: await of('archive') }
  }
  return found
}

const added = ({ active, archived }: { active: string; archived: string }) => {
  const other = archived.split(' ')
  return active.split(' ').map((one, at) => BigInt(one) + BigInt(other[at]!))
}

const MONTHS: DesignContent = premiseDesign({
  title: 'Faturas por mês',
  source: 'billing.invoices',
  columns: [{ field: 'total_cents', total: 'sum' }],
  groups: [{ field: 'reference' }, { field: 'settlement' }],
  is_summary: true,
})

test.group('Scenario | the dead file', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())
  group.each.timeout(60_000)

  let held: Bill
  let planned: Bill
  let left: Paid
  let paid: Paid
  let report = ''
  let before: Awaited<ReturnType<typeof weights>>

  const start = async (client: ApiClient, mode: 'check' | 'move', year = 2026) => {
    clock.freeze(new Date(clock.now().getTime() + 60_000))
    const form = { mode, year: String(year), ...(mode === 'move' && { reason: 'Fim do prazo' }) }
    return send(client, 'ana', '/archive', form)
  }
  const rowsOf = async (client: ApiClient, name: string) => {
    const answer = await client.get(`/api/reports/${name}`).loginAs(await userOf('ana'))
    answer.assertStatus(200)
    return answer.body() as { count: number; totals: object; rows: object[] }
  }

  test('a year of bills: paid, owed, held, in a plan; and a report of the generator over it', async ({
    client,
    assert,
  }) => {
    clock.freeze(`${OCTOBER}-25T15:00:00Z`)
    await runCycle(quietConsole(await actorOf('bruno')), { reference: OCTOBER, corrections: true })
    const BILL = 'select i.id, i.number, i.premise_id, i.document_id, i.total_cents'
    ;[held, planned] = (await query<Bill>(
      db,
      `${BILL} from billing_invoices i where settlement = 'open' and reference = ? order by id`,
      [OCTOBER]
    )) as [Bill, Bill]
    const settled = await query<Paid>(
      db,
      `${BILL}, r.id as receipt_id from billing_invoices i join receivables_receipts r on r.document_id = i.document_id
        where i.settlement = 'settled' and r.class = 'exact' and i.reference = ? order by i.id`,
      [OCTOBER]
    )
    ;[paid, left] = settled as [Paid, Paid]
    const reversed = await act(client, 'receivables.reverse_receipt', {
      ...{ id: Number(left.receipt_id), reason_code: 'bank', reason: 'Cheque devolvido' },
    })
    assert.equal(reversed.status(), 200, reversed.text())
    clock.freeze('2026-12-20T15:00:00Z')
    const silent = await send(client, 'bruno', `/billing/invoices/${held.id}/change/process`, {
      ...{ kind: 'judicial', reason_code: 'court', reason: 'Ação 1002345-67.2026' },
    })
    silent.assertStatus(302)
    await signed(client, {
      ...{ premise: planned.premise_id, debts: [billKey(planned.id)], instalments: 3 },
    })
    clock.freeze('2032-03-10T15:00:00Z')
    const saved = await send(client, 'ana', '/reports/designs', asForm(MONTHS, { do: 'save' }))
    report = String(saved.header('location')).replace('/reports/', '')
    assert.match(report, /^own\.\d+$/)
    before = await weights()
  })

  test('the check tells what would go and what would stay, and moves nothing', async ({
    client,
    assert,
  }) => {
    const recent = await start(client, 'check', 2027)
    recent.assertStatus(302)
    assert.include(JSON.stringify(recent.flashMessages()), 'E_ARCHIVE_RECENT')
    // A table that no plugin declared, and that points to a bill.
    const owner = db.connection('owner')
    await owner.rawQuery('create table x_notes (invoice_id bigint references billing_invoices)')
    await owner.rawQuery('insert into x_notes values (?)', [String(paid.id)])
    const summary = await work(await start(client, 'check'), 'ana')
    await owner.rawQuery('drop table x_notes')
    assert.equal(summary.status, 'done')
    assert.isAbove(Number(summary.figures.moved), 30)
    assert.deepEqual(await weights(), before)
    const page = await open(client, 'ana', `/archive?run=${summary.id}`)
    const pointed = await query(
      db,
      `select subject_id, reason from archive_refusals where run_id = ? and code = 'referenced'`,
      [summary.id]
    )
    assert.deepEqual(pointed, [
      {
        subject_id: paid.id,
        reason: 'Outro registro ainda aponta para ele (x_notes_invoice_id_fkey).',
      },
    ])
    for (const text of ['em aberto', 'em processo', 'em parcelamento', 'última leitura'])
      page.assertTextIncludes(text)
  })

  test('archiving moves the year; a connection that dies in the middle of a block loses and doubles nothing', async ({
    client,
    assert,
  }) => {
    const reports = await monthReports(client)
    assert.isAbove(Object.keys(reports).length, 10)
    const same = await rowsOf(client, report)
    const silent = await send(client, 'ana', '/archive', { mode: 'move', year: '2026' })
    assert.include(JSON.stringify(silent.flashMessages()), 'motivo')

    // Somebody holds a bill of the year; whoever waits for it is cut off.
    const holder = await db.transaction()
    const [{ pid }] = (await query<{ pid: number }>(
      holder,
      'select pg_backend_pid() as pid, id from billing_invoices where id = ? for update',
      [paid.id]
    )) as [{ pid: number }]
    const working = work(await start(client, 'move'), 'ana')
    const cutOff = `select pg_terminate_backend(pid) from pg_stat_activity where ? = any(pg_blocking_pids(pid))`
    for (let turn = 0; turn < 1000; turn++) {
      const found = await query(db, cutOff, [pid])
      if (found.length) break
      await sleep(20)
    }
    await holder.rollback()
    const summary = await working
    assert.equal(summary.status, 'done')
    const cut = await query(
      db,
      `select 1 from jobs_log where run_id = ? and text like '%tentativa 1%'`,
      [summary.id]
    )
    assert.isNotEmpty(cut)

    const after = await weights()
    for (const [table, weight] of Object.entries(after))
      assert.deepEqual(added(weight), added(before[table]!), table)
    const moved = (table: string) => Number(after[table]!.archived.split(' ')[0])
    for (const table of ['billing_invoices', 'billing_charges', 'receivables_items'])
      assert.isAbove(moved(table), 20, table)
    for (const table of ['receivables_settlements', 'billing_corrections', 'readings_readings'])
      assert.isAbove(moved(table), 0, table)
    const rows = Object.keys(after).reduce((sum, table) => sum + moved(table), 0)
    assert.equal(Number(summary.figures.rows), rows)

    // What stays is owed or held by something, and each is listed with its reason.
    const staying = await query<{ id: bigint }>(
      db,
      `select distinct on (premise_id) id from billing_invoices where reference like '2026-%' order by premise_id, id desc`
    )
    const refused = await query<{ subject_id: bigint; codes: string[]; cents: bigint }>(
      db,
      `select subject_id, array_agg(code order by code) as codes, min(amount_cents) as cents from archive_refusals
        where run_id = ? and subject_type = 'billing.invoices' group by 1`,
      [summary.id]
    )
    assert.sameMembers(
      refused.map(({ subject_id: id }) => id),
      staying.map(({ id }) => id)
    )
    const codesOf = ({ id }: Bill) => refused.find((one) => one.subject_id === id)!.codes
    assert.includeMembers(codesOf(left), ['open', 'unsettled'])
    assert.includeMembers(codesOf(held), ['on_hold', 'unsettled'])
    assert.includeMembers(codesOf(planned), ['in_agreement', 'in_plan', 'marked'])
    const page = await open(client, 'ana', `/archive?run=${summary.id}`)
    page.assertTextIncludes('A fatura está em aberto ou paga em parte.')
    const list = await client
      .get('/api/archive/refusals')
      .qs({ run_id_from: String(summary.id), code: 'unsettled', size: '200' })
      .loginAs(await userOf('ana'))
    assert.include(list.text(), left.number)
    const entries = await query<{ payload: string }>(
      db,
      `select payload::text as payload from audit_entries where action = 'archive.year' order by id desc limit 5`
    )
    assert.match(
      entries.map(({ payload }) => payload).join(' '),
      /sha256.*billing_invoices|billing_invoices.*sha256/
    )

    const again = await rowsOf(client, report)
    assert.deepEqual(again, same)
    assert.deepEqual(await monthReports(client), reports)
  }).tags(['@TR-3.1.4.4a', '@TR-3.1.4.4b'])

  test('the same year again adds nothing', async ({ client, assert }) => {
    const now = await weights()
    const summary = await work(await start(client, 'move'), 'ana')
    assert.equal(summary.figures.rows, 0n)
    assert.deepEqual(await weights(), now)
  })

  test('an archived bill is read as it was, and neither corrected nor paid back', async ({
    client,
    assert,
  }) => {
    const page = await open(client, 'bruno', `/billing/invoices/${paid.id}`)
    page.assertStatus(200)
    page.assertTextIncludes('está no arquivo morto')
    page.assertTextIncludes('Recálculo confere')
    assert.notInclude(page.text(), '/change/')
    const paper = await open(client, 'bruno', `/billing/invoices/${paid.id}/document`)
    paper.assertTextIncludes(formatMoney(paid.total_cents))
    const cancelled = await act(client, 'billing.cancel_invoice', {
      ...{ id: String(paid.id), reason_code: 'misread', reason: 'Leitura errada' },
    })
    cancelled.assertStatus(409)
    assert.include(cancelled.text(), 'E_BILLING_INVOICE_ARCHIVED')
    const undone = await act(client, 'receivables.reverse_receipt', {
      ...{ id: Number(paid.receipt_id), reason_code: 'bank', reason: 'Cheque devolvido' },
    })
    undone.assertStatus(409)
    assert.include(undone.text(), 'E_RECEIVABLES_UNDO_ARCHIVED')
    // A bank brings its code once more: the money is the customer's.
    const [{ barcode, place }] = (await query<{ barcode: string; place: bigint }>(
      db,
      'select barcode, municipality_id as place from receivables_documents where id = ?',
      [paid.document_id]
    )) as [{ barcode: string; place: bigint }]
    const paidOn = '2032-03-09' as CivilDate
    await pay(place, { barcode, amountCents: paid.total_cents, paidOn })
    const [receipt] = await query<{ class: string; credit_cents: bigint }>(
      db,
      'select class, credit_cents from receivables_receipts order by id desc limit 1'
    )
    assert.deepEqual(receipt, { class: 'duplicate', credit_cents: paid.total_cents })
    const still = await open(client, 'bruno', `/billing/invoices/${left.id}`)
    assert.notInclude(still.text(), 'arquivo morto')
  })
})
