import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { participate, runAction } from '#core/actions/index'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { workRun } from '#core/jobs/work_run'
import { BusinessError } from '#core/kernel/index'
import { createRandom } from '#database/demo/generator/random'
import {
  REFERENCE,
  type TestMonth,
  createMonth,
  nextMonthOf,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { openBridges, versionsOf } from '#plugins/billing/tests/functional/correcting'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { receiveAdvices } from '#plugins/receivables/api'
import { freshDatabase } from '#tests/support/database'
import { tamper } from '#tests/support/as_owner'
import { ana } from '#tests/support/people'
import { actorOf, open } from '#tests/scenarios/support/people'
import { foldSums, wrongSums } from '../../services/day_sums.ts'

const HOUSES = Array.from({ length: 6 }, () => ({
  economies: [{ category: 'RES', economies: 1 }],
  m3: '20',
  sewage: 'collected',
}))
const DECEMBER = '2026-12' as RefMonth
const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '5.00' }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: { RES: '12.00' },
}
const day = (text: string) => text as CivilDate

/** Debits less credits by day and beneficiary, what is not nil. */
const UNEVEN = `
  select posted_on, beneficiary_id, sum(cents) from (
    select posted_on, beneficiary_id, debit_account as account, amount_cents as cents from accounting_postings
    union all
    select posted_on, beneficiary_id, credit_account, -amount_cents from accounting_postings) sides
   group by 1, 2 having sum(cents) <> 0`

/** By beneficiary: what the customers' account says and what they owe; what is to be handed over and what came in for it. */
const APART = `
  with utility as (select id from receivables_beneficiaries where kind = 'utility'),
  sides as (
    select coalesce(beneficiary_id, (select id from utility)) as beneficiary, debit_account as account, amount_cents as cents
      from accounting_postings
    union all
    select coalesce(beneficiary_id, (select id from utility)), credit_account, -amount_cents from accounting_postings),
  clients as (select beneficiary, sum(cents) as cents from sides where account = '1.1.2.2.1.01' group by 1),
  owed as (
    select beneficiary_id as beneficiary, sum(cents) as cents from (
      select beneficiary_id, open_cents as cents from receivables_items where state = 'open'
      union all
      select beneficiary_id, amount_cents from receivables_pending_charges where state = 'pending' and cause <> 'service') x
     group by 1)
  select b.code, coalesce(clients.cents, 0)::bigint as books, coalesce(owed.cents, 0)::bigint as owed
    from receivables_beneficiaries b left join clients on clients.beneficiary = b.id left join owed on owed.beneficiary = b.id
   where coalesce(clients.cents, 0) <> coalesce(owed.cents, 0)`

/** Every posting until the end of November, whole, and what was frozen of it. */
const NOVEMBER = `
  select md5(string_agg((to_jsonb(p) - 'export_id')::text, ',' order by id)) as hash, count(*) as n
    from accounting_postings p where posted_on <= '2026-11-30'
  union all
  select md5(string_agg(to_jsonb(b)::text, ',' order by id)), count(*) from accounting_period_balances b`

test.group('Accounting | the books whatever happens', (group) => {
  let month: TestMonth
  let step = 0
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-11-20T15:00:00Z')
    await putVersion('tariff-table', 'default', TABLE)
    month = await createMonth(HOUSES)
    await run(month)
  })
  group.teardown(() => clock.restore())
  group.each.timeout(240_000)

  const random = createRandom('kept books')
  const invoiceOf = async (index: number) => {
    const rows = await Promise.all(
      [REFERENCE, DECEMBER].map((reference) => versionsOf(month.premiseIds[index]!, reference))
    )
    const all = rows.flat()
    return all[random.integer(0, all.length - 1)]!
  }
  /** What the product refuses in words changes nothing. */
  const act = async (name: string, input: object) => {
    const actor = await actorOf('ana')
    await runAction(name, { actor, input, reason: 'Sorteio' } as never).catch((error: unknown) => {
      if (!(error instanceof BusinessError)) throw error
    })
  }
  const receive = (barcode: string | null, amountCents: bigint, paidOn: CivilDate) => {
    const { municipalityId } = month
    return db.transaction((tx) =>
      receiveAdvices(
        tx,
        {
          municipalityId,
          participate: (point, payload) =>
            participate(point, payload, {
              ...{ tx, municipalityId, actor: systemActor(municipalityId), now: clock.now() },
            }),
        },
        [
          {
            ...{ identity: `kept/${step}`, channel: 'collection_return', sourceType: 'test' },
            ...{ sourceId: null, agentCode: '001', paidOn, creditedOn: null, feeCents: 0n },
            ...{ amountCents, barcode, endToEndId: null, txid: null, authentication: `K${step}` },
          },
        ]
      )
    )
  }
  const anyReceipt = async (state: string) => {
    const rows = await query<{ id: bigint }>(
      db,
      'select id from receivables_receipts where state = ? order by id',
      [state]
    )
    return rows.length ? String(rows[random.integer(0, rows.length - 1)]!.id) : null
  }
  async function anything(paidOn: CivilDate) {
    step++
    const invoice = await invoiceOf(random.integer(0, HOUSES.length - 1))
    const what = random.integer(0, 11)
    if (what < 5) {
      const extra = [0n, 0n, 700n, -300n][random.integer(0, 3)]!
      const cents = invoice.total_cents + extra
      if (cents > 0n) await receive(invoice.barcode, cents, paidOn)
    } else if (what === 5) {
      await receive(null, BigInt(random.integer(100, 9000)), paidOn)
    } else if (what === 6) {
      const id = await anyReceipt('unidentified')
      const input = { id, document_id: String(invoice.document_id) }
      if (id) await act('receivables.identify_receipt', input)
    } else if (what < 9) {
      const id = await anyReceipt(random.integer(0, 3) ? 'identified' : 'unidentified')
      if (id) await act('receivables.reverse_receipt', { id, reason_code: 'bank' })
    } else if (what === 9) {
      const id = await anyReceipt('identified')
      const input = {
        ...{ id, document_id: String(invoice.document_id) },
        reason_code: 'paid_other',
      }
      if (id) await act('receivables.transfer_receipt', input)
    } else if (what === 10) {
      const input = {
        ...{ id: String(invoice.id), billed_m3: String(random.integer(10, 30)) },
        reason_code: 'request',
      }
      await act('billing.change_consumption', input)
    } else {
      await act('billing.cancel_invoice', { id: String(invoice.id), reason_code: 'duplicate' })
    }
  }

  test('after every event of any sequence debits equal credits and each beneficiary has its own; a closed month stays as it is', async ({
    assert,
  }) => {
    const sound = async () => {
      assert.deepEqual(await query(db, UNEVEN), [], `step ${step}`)
      assert.deepEqual(await query(db, APART), [], `step ${step}`)
      const days = { from: day('2026-11-01'), until: day('2026-12-31') }
      const { municipalityId } = month
      assert.deepEqual(await wrongSums(db, { municipalityId, ...days }), [], `step ${step}`)
    }
    for (let i = 0; i < 25; i++) {
      clock.freeze(`2026-11-2${1 + (i % 9)}T15:00:00Z`)
      await anything(day('2026-11-21'))
      await sound()
    }
    clock.freeze('2026-12-03T15:00:00Z')
    const closing = { reference: REFERENCE, on: '2026-12-03' }
    const closed = await runInline('accounting.close', closing, systemActor(month.municipalityId))
    assert.equal(closed.status, 'done')
    const november = await query(db, NOVEMBER)
    clock.freeze('2026-12-20T15:00:00Z')
    await run(await nextMonthOf(month, DECEMBER, HOUSES), day('2026-12-20'))
    for (let i = 0; i < 35; i++) {
      // Late messages tell of payments of the closed month too.
      await anything(day(i % 3 ? '2026-12-18' : '2026-11-29'))
      await sound()
      assert.deepEqual(await query(db, NOVEMBER), november, `step ${step}`)
    }
    for (const reference of [REFERENCE, DECEMBER]) {
      assert.deepEqual(await openBridges(month, reference), [])
    }
    const events = await query<{ event: string }>(
      db,
      `select distinct event from accounting_postings where posted_on > '2026-11-30'`
    )
    assert.includeMembers(
      events.map(({ event }) => event),
      ['receipt_settled', 'receipt_reversed', 'invoice_charge_reversed', 'third_party_received']
    )
  })

  test('the application cannot change or take out what was posted or frozen', async ({
    assert,
  }) => {
    for (const statement of [
      'delete from accounting_postings',
      'update accounting_postings set amount_cents = amount_cents + 1',
      `update accounting_postings set posted_on = '2026-12-31'`,
      'truncate accounting_postings',
      'delete from accounting_period_balances',
      'update accounting_period_balances set debit_cents = 0, closing_cents = opening_cents - credit_cents',
      'delete from accounting_periods',
      'delete from accounting_unposted',
      'delete from accounting_entries',
      'update accounting_explanations set cause = null',
    ]) {
      await assert.rejects(() => db.rawQuery(statement), /permission denied/)
    }
  })

  test('what goes round the product shows in the next closing', async ({ assert, client }) => {
    const shown = async () => {
      const page = await open(client, 'ana', '/accounting/closing?reference=2026-12')
      return page.text().replaceAll('\u00A0', ' ')
    }
    const check = async () => {
      const started = await client
        .post('/accounting/closing/check')
        .form({ reference: DECEMBER })
        .withCsrfToken()
        .loginAs(await ana())
        .redirects(0)
      const [, runId] = /jobs\/(\d+)/.exec(String(started.header('location')))!
      await workRun(BigInt(runId!))
      clock.freeze(new Date(clock.now().getTime() + 1000).toISOString())
      return shown()
    }
    const unchecked = await shown()
    assert.include(unchecked, 'ainda não foram conferidas neste mês')
    assert.notInclude(unchecked, 'somam o que foi congelado')
    const sound = await check()
    assert.include(sound, 'não houve lançamentos depois')
    assert.include(sound, 'Os lançamentos de 11/2026 somam o que foi congelado.')
    await db.rawQuery(
      `insert into accounting_postings (municipality_id, posted_on, event, debit_account, credit_account, amount_cents, source_type,
         source_id, rule, version_id, pack_id, facts_id)
       select municipality_id, '2026-11-28', event, debit_account, credit_account, 1000, source_type, source_id, rule, version_id,
              pack_id, facts_id from accounting_postings where event = 'invoice_charge_issued' order by id limit 1`
    )
    const told = await check()
    assert.include(told, 'não somam mais o que foi congelado: 1.1.2.2.1.01, 4.3.3.1.0')
    assert.notInclude(told, 'Fechar 12/2026')
    await tamper(
      ['accounting_postings'],
      `delete from accounting_postings where posted_on = '2026-11-28' and amount_cents = 1000`
    )
    assert.include(await check(), 'somam o que foi congelado.')
    await db.rawQuery(
      `update accounting_day_sums set debit_cents = debit_cents + 1 where account = '1.1.2.2.1.01' and posted_on = '2026-12-20'`
    )
    assert.include(await shown(), 'Houve lançamentos depois disso')
    assert.include(await check(), 'difere dos lançamentos nas contas 1.1.2.2.1.01:')
    await db.transaction((tx) =>
      foldSums(tx, {
        municipalityId: month.municipalityId,
        from: day('2026-12-01'),
        until: day('2026-12-31'),
      })
    )
    assert.include(await check(), 'Conferem, conta por conta')
  })
})
