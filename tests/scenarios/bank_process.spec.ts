import { readFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { deliverEvents } from '#core/actions/index'
import { type CivilDate, addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { workRun } from '#core/jobs/work_run'
import { systemActor } from '#core/access/index'
import {
  type OrderRow,
  agreementWith,
  municipality,
  optIn,
  orders,
  premisesOf,
  sendNow,
} from '#plugins/debits/tests/support/debits'
import { freshDatabase } from '#tests/support/database'
import { upload, userOf } from './support/people.ts'
import { bill, groupOf, readMonth } from './support/reading_month.ts'
import { type SimulatorProcess, startSimulator } from '#tests/simulators/process'

const [COLLECTION, DEBIT] = ['001-123456', '001-DEB001'] as const

interface BankFile {
  readonly sequence: number | null
  readonly status: string
}

const files = (agreement: string) =>
  query<BankFile>(
    db,
    `select f.sequence, f.status from payments_files f join payments_agreements g on g.id = f.agreement_id
      where g.code = ? order by f.id`,
    [agreement]
  )

/** The workers look into the folders and import what lies there. */
async function fetchFiles(at: string): Promise<void> {
  // A file is whole a minute after it was last written to.
  clock.freeze(at)
  const actor = systemActor(await municipality())
  await runInline('payments.watch_folders', { agreementId: null, at }, actor)
  await deliverEvents()
  const waiting = await query<{ id: bigint }>(
    db,
    `select id from jobs_runs where status in ('planned', 'running') order by id`
  )
  for (const { id } of waiting) await workRun(id)
  await deliverEvents()
}

/** The files are written now, whatever day the clock stands on: the product waits until they are quiet. */
const later = () => new Date(Date.now() + 3_600_000)

test.group('Scenario | a bank in a process of its own', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000)
  let root: string
  let bank: SimulatorProcess
  let owed: OrderRow[]

  group.setup(async () => {
    root = await mkdtemp(join(tmpdir(), 'banco-'))
    process.env.BANK_FILES_FOLDER = root
    await query(db, `update jobs_schedules set is_active = false`)
  })
  group.teardown(async () => {
    await bank?.stop()
    clock.restore()
    delete process.env.BANK_FILES_FOLDER
    await rm(root, { recursive: true, force: true })
  })

  test('remittances that the product leaves are debited by the bank, and its return settles them', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-11-03T15:00:00Z')
    const agreementId = await agreementWith(client, '001', 'DEB001')
    const premises = await premisesOf(await groupOf('01'), 3)
    for (const [index, premise] of premises.entries()) {
      // The account that ends in 9 has no funds, that in 8 not enough.
      await optIn(client, premise, { agreementId, account: `1000${7 + index}` })
    }
    await bill(client, await readMonth(client, { reference: '2026-11', consumption: () => 12 }))
    await query(db, 'update payments_agreements set is_watched = true')
    owed = await orders()
    const due = owed[0]!.due_on
    clock.freeze(`${addDays(due, -10)}T15:00:00Z`)
    await sendNow(addDays(due, -10))
    bank = await startSimulator('bank', join(root, String(await municipality())))
    await bank.order('set', { agreement: DEBIT, feeCents: '55' })
    const on = addDays(due, 4)
    const { files: written } = await bank.order<{ files: string[] }>('close_day', { on })
    assert.lengthOf(written, 1)
    await fetchFiles(later().toISOString())
    assert.deepEqual(await files('DEB001'), [{ sequence: 1, status: 'imported' }])
    const after = await orders()
    assert.deepEqual(
      after.map(({ state, occurrence }) => `${state}/${occurrence}`),
      ['debited/00', 'debited/00', 'refused/01']
    )
    const receipts = await query<{ cents: bigint; class: string }>(
      db,
      'select amount_cents as cents, class from receivables_receipts order by id'
    )
    const [whole, short] = owed
    assert.deepEqual(receipts, [
      { cents: whole!.amount_cents, class: 'exact' },
      { cents: short!.amount_cents - short!.amount_cents / 10n, class: 'underpaid' },
    ])
    const again = await bank.order<{ files: string[] }>('close_day', { on: addDays(on, 1) })
    assert.deepEqual(again.files, [])
  })

  test('what is paid at its counters comes in its files, and what it does wrong loses and doubles nothing', async ({
    assert,
  }) => {
    const open = await query<{ barcode: string; amount_cents: bigint }>(
      db,
      `select d.barcode, d.amount_cents from receivables_documents d
        where d.state = 'live' and d.barcode is not null and d.amount_cents > 0
          and d.id not in (select document_id from debits_orders) order by d.id limit 5`
    )
    const receiptsBefore = await query(db, 'select id from receivables_receipts')
    const day = addDays(owed[0]!.due_on, 5)
    const troubles = [null, 'truncated', 'known_sequence', 'sent_again', 'bad_line'] as const
    for (const [place, trouble] of troubles.entries()) {
      const { barcode, amount_cents: cents } = open[place]!
      const payments = [{ barcode, amountCents: String(cents), paidOn: addDays(day, place) }]
      if (trouble) await bank.order('set', { agreement: COLLECTION, trouble })
      await bank.order('pay', { agreement: COLLECTION, payments })
      const on = addDays(day, place + 1)
      await bank.order('close_day', { on })
      await fetchFiles(later().toISOString())
    }
    const told = await files('123456')
    assert.deepEqual(
      told.map(({ sequence, status }) => `${sequence}/${status}`),
      // 5: its only line is bad: it is kept with its reason, the file goes through.
      ['1/imported', '2/rejected', '2/imported', '2/quarantined', '3/imported'].concat([
        '4/imported',
        '4/repeated',
        '5/imported',
      ])
    )
    const lines = await query<{ fate: string; n: number }>(
      db,
      `select l.fate, count(*)::int as n from payments_file_lines l join payments_files f on f.id = l.file_id
        join payments_agreements g on g.id = f.agreement_id
       where g.code = '123456' and f.status = 'imported' group by l.fate order by l.fate`
    )
    assert.deepEqual(lines, [
      { fate: 'rejected', n: 1 },
      { fate: 'settled', n: 4 },
    ])
    const receipts = await query(db, 'select id from receivables_receipts')
    assert.lengthOf(receipts, receiptsBefore.length + 4)
    const settled = await query<{ n: number }>(
      db,
      `select count(*)::int as n from receivables_documents where state = 'covered' and barcode = any(?::text[])`,
      [open.slice(0, 4).map(({ barcode }) => barcode)]
    )
    assert.deepEqual(settled, [{ n: 4 }])
  })

  test('boletos are registered, refused, moved, paid and written off by the bank, each told in its return', async ({
    client,
    assert,
  }) => {
    const act = async (name: string, body: object) => {
      const done = await client
        .post(`/api/actions/payments.${name}`)
        .loginAs(await userOf('ana'))
        .withCsrfToken()
        .json(body)
      assert.equal(done.status(), 200, done.text())
    }
    const day = addDays(owed[0]!.due_on, -6)
    clock.freeze(`${day}T12:00:00Z`)
    const [agreement] = await query<{ id: bigint }>(
      db,
      `insert into payments_agreements (municipality_id, agent_id, code, kind, account, layout_version, fee_cents, float_days, is_watched)
       select municipality_id, agent_id, '1234567', 'registered_boleto', account, layout_version, fee_cents, float_days, true
         from payments_agreements where code = '123456' returning id`
    )
    const agreementId = String(agreement!.id)
    const terms = await client
      .post('/api/payments/boleto-terms')
      .loginAs(await userOf('ana'))
      .withCsrfToken()
      .json({
        ...{ agreement_id: agreementId, agency: '1234', agency_digit: '5', account: '6789' },
        ...{ portfolio: '1', portfolio_code: '17', kind_code: '17', last_number: 100 },
        ...{ last_sequence: 0, own_number_template: 'convenio:7 sequencia:10' },
        free_field_template: 'zeros:6 nosso_numero:17 carteira:2',
      })
    terms.assertStatus(201)
    const documents = await query<{ id: bigint; number: string; debtor: bigint }>(
      db,
      `select distinct on (d.debtor_id) d.id, d.number, d.debtor_id as debtor from receivables_documents d
        where d.state = 'live' and d.kind = 'invoice' and d.amount_cents > 0 order by d.debtor_id, d.id limit 4`
    )
    assert.lengthOf(documents, 4)
    // A payer whom no bank accepts.
    await query(db, 'update registry_customers set taxpayer_id = null where id = ?', [
      documents[3]!.debtor,
    ])
    await act('register_boletos', {
      ...{ agreement_id: agreementId, documents: documents.map(({ number }) => number).join('\n') },
    })
    await act('remit_boletos', { agreement_id: agreementId })
    const closeDay = async (on: CivilDate) => {
      await bank.order('close_day', { on })
      await fetchFiles(later().toISOString())
      clock.freeze(`${on}T15:00:00Z`)
    }
    const boletos = () =>
      query<{ id: bigint; own_number: string; state: string; document_id: bigint }>(
        db,
        `select b.* from payments_boletos b join unnest(?::bigint[]) with ordinality as d(id, place) on d.id = b.document_id
          order by d.place`,
        [documents.map(({ id }) => id)]
      )
    const states = async () => {
      const all = await boletos()
      return all.map(({ state }) => state)
    }
    await closeDay(addDays(day, 1))
    assert.deepEqual(await states(), ['registered', 'registered', 'registered', 'rejected'])
    const [first, second, third] = await boletos()
    await act('move_boleto', { id: String(third!.id), due_on: addDays(day, 60), reason: 'Pedido' })
    // The second one is paid at a counter by its other code: the bank is asked to write the boleto off.
    const [other] = await query<{ barcode: string; cents: bigint }>(
      db,
      'select barcode, amount_cents as cents from receivables_documents where id = ?',
      [second!.document_id]
    )
    await bank.order('pay', {
      agreement: COLLECTION,
      payments: [
        {
          ...{ barcode: other!.barcode, amountCents: String(other!.cents) },
          paidOn: addDays(day, 1),
        },
      ],
    })
    await bank.order('pay_boletos', {
      agreement: '001-1234567',
      boletos: [{ ownNumber: first!.own_number, paidOn: addDays(day, 2) }],
    })
    await closeDay(addDays(day, 2))
    await act('remit_boletos', { agreement_id: agreementId })
    await closeDay(addDays(day, 3))
    assert.deepEqual(await states(), ['paid', 'written_off', 'registered', 'rejected'])
    const [settled] = await query<{ channel: string; n: number }>(
      db,
      `select r.channel, count(*) over ()::int as n from receivables_receipts r where r.document_id = ?`,
      [first!.document_id]
    )
    assert.deepEqual(settled, { channel: 'boleto_return', n: 1 })
    const orders240 = await query<{ movement: string; state: string }>(
      db,
      `select movement, state from payments_boleto_orders where movement <> '01' order by movement`
    )
    assert.deepEqual(
      orders240.map(({ movement }) => movement),
      ['02', '06']
    )
    assert.deepEqual(await files('1234567'), [
      { sequence: 1, status: 'imported' },
      { sequence: 2, status: 'imported' },
      { sequence: 3, status: 'imported' },
    ])
  })

  test('its statement explains the days of what it debited', async ({ client, assert }) => {
    const day: CivilDate = owed[0]!.due_on
    const { file } = await bank.order<{ file: string }>('statement', {
      ...{ agreement: DEBIT, from: day, until: addDays(day, 6) },
    })
    const [account] = await query<{ account: string }>(
      db,
      `select account from payments_agreements where code = 'DEB001'`
    )
    const sent = await upload(client, 'ana', {
      ...{
        path: '/payments/statements',
        name: 'extrato.ofx',
        content: await readFile(file, 'utf8'),
      },
      fields: { account: account!.account },
    })
    sent.assertStatus(302)
    const days = await query<{ state: string; difference: bigint }>(
      db,
      `select d.state, d.difference_cents as difference from payments_days d
         join payments_agreements g on g.id = d.agreement_id where g.code = 'DEB001'`
    )
    assert.deepEqual(days, [{ state: 'reconciled', difference: 0n }])
  })

  test('a bank that is started again knows what it told already', async ({ assert }) => {
    await bank.stop()
    bank = await startSimulator('bank', join(root, String(await municipality())))
    const on = addDays(owed[0]!.due_on, 12)
    assert.deepEqual(await bank.order('close_day', { on }), { files: [] })
  })
})
