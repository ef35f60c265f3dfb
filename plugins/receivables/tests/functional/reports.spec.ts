import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { municipality } from './issued.ts'

type Row = Readonly<Record<string, string | null>>
interface Answer {
  readonly count: number
  readonly totals: Row
  readonly rows: readonly Row[]
}

async function report(client: ApiClient, name: string, filters: string): Promise<Answer> {
  const answer = await client.get(`/api/reports/${name}?${filters}`).loginAs(await ana())
  return answer.body() as Answer
}

/** A document of 60,00 that was paid on two days, and the credit of the second payment. */
const paidTwice = async () => {
  const city = await municipality()
  const [credit] = await query<{ id: bigint }>(
    db,
    `with who as (
       select premise_id, customer_id from registry_holdings where municipality_id = ? and role = 'holder' and until_on is null limit 1),
     document as (
       insert into receivables_documents (municipality_id, number, kind, premise_id, debtor_id, reference, amount_cents, issued_on,
         due_on, valid_until, state)
       select ?, '500000000001', 'invoice', premise_id, customer_id, '2026-09', 0, '2026-10-01', '2026-10-15', '2026-10-15', 'covered'
         from who returning *),
     receipts as (
       insert into receivables_receipts (municipality_id, document_id, premise_id, agent_code, channel, paid_on, posted_on,
         amount_cents, class, state, applied_cents, credit_cents)
       select d.municipality_id, d.id, d.premise_id, p.agent, 'manual', p.day::date, p.day::date, 6000, p.class, 'identified',
              6000 - p.credit, p.credit
         from document d, (values ('001', '2026-10-10', 'exact', 0), ('104', '2026-10-12', 'duplicate', 6000)) p (agent, day, class, credit)
       returning *)
     insert into receivables_credits (municipality_id, premise_id, customer_id, cause, receipt_id, amount_cents, open_cents,
       held_until, created_on)
     select r.municipality_id, r.premise_id, who.customer_id, 'duplicate', r.id, 6000, 6000, '2026-10-20', '2026-10-12'
       from receipts r, who where r.class = 'duplicate' returning id`,
    [city, city]
  )
  return credit!.id
}

test.group('Receivables | reports', (group) => {
  freshDatabase(group)
  group.setup(() => clock.freeze('2026-10-30T12:00:00-04:00'))
  group.teardown(() => clock.restore())

  test('an invoice paid twice, with both payments, until its credit is used', async ({
    assert,
    client,
  }) => {
    const credit = await paidTwice()
    const filters = 'from_on=2026-10-01&until_on=2026-10-30'
    const { rows } = await report(client, 'receivables.duplicate_payments', filters)
    assert.deepEqual(
      rows.map((row) => [
        row.first_on,
        row.first_agent,
        row.second_on,
        row.second_agent,
        row.situation,
      ]),
      [['2026-10-10', '001', '2026-10-12', '104', 'open']]
    )
    assert.deepEqual(
      [rows[0]!.first_cents, rows[0]!.second_cents, rows[0]!.credit_cents],
      ['6000', '6000', '6000']
    )
    const waiting = await report(client, 'receivables.credits', 'only_open=true')
    assert.equal(waiting.totals.open_cents, '6000')
    await query(db, 'update receivables_credits set open_cents = 0 where id = ?', [credit])
    const used = await report(client, 'receivables.duplicate_payments', filters)
    assert.equal(used.rows[0]!.situation, 'used')
    const gone = await report(client, 'receivables.credits', 'only_open=true')
    assert.equal(gone.count, 0)
  })

  test('customers of one CPF are one group until they are merged', async ({ assert, client }) => {
    const city = await municipality()
    const people = await query<{ id: bigint }>(
      db,
      `insert into registry_customers (municipality_id, kind, name, taxpayer_id)
       values (?, 'person', 'Joana Uma', '11144477735'), (?, 'person', 'Joana Outra', '11144477735'),
              (?, 'company', 'Matriz', '11222333000181'), (?, 'company', 'Filial', '11222333000262') returning id`,
      [city, city, city, city]
    )
    const [beneficiary] = await query<{ id: bigint }>(
      db,
      'select id from receivables_beneficiaries order by id limit 1'
    )
    for (const [index, cents] of [4000n, 2500n].entries())
      await query(
        db,
        `insert into receivables_items (municipality_id, debtor_id, reference, charge_type, beneficiary_id, component, amount_cents,
           open_cents, due_on, origin_type, origin_id, state)
         values (?, ?, '2026-08', 'water', ?, 'principal', ?, ?, '2026-09-10', 'test', ?, 'open')`,
        [city, people[index]!.id, beneficiary!.id, cents, cents, index + 1]
      )
    const mine = async () => {
      const { rows } = await report(client, 'receivables.duplicate_customers', 'rule=taxpayer')
      const ids = new Set(people.map(({ id }) => String(id)))
      return rows
        .filter(({ customer_id: id }) => ids.has(id!))
        .map(({ customer_id: id, open_cents: open }) => [id, open])
    }
    const [kept, other] = people
    assert.sameDeepMembers(await mine(), [
      [String(kept!.id), '4000'],
      [String(other!.id), '2500'],
    ])
    const merged = await client
      .post('/api/actions/registry.customers.merge')
      .json({ kept_id: Number(kept!.id), merged_id: Number(other!.id) })
      .withCsrfToken()
      .accept('json')
      .loginAs(await ana())
    merged.assertStatus(200)
    assert.lengthOf(await mine(), 0)
    const [history] = await query<{ cents: bigint }>(
      db,
      'select sum(open_cents)::bigint as cents from receivables_items where debtor_id = ?',
      [kept!.id]
    )
    assert.equal(history!.cents, 6500n)
  }).tags(['@TR-3.2.19.27'])
})
