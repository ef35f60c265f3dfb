import { test } from '@japa/runner'
import type { ApiClient, ApiResponse } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { createMonth, municipality, run } from '#plugins/billing/tests/functional/billed_month'
import { correct, versionsOf } from '#plugins/billing/tests/functional/correcting'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import {
  type OldBill,
  act,
  approve,
  entriesOf,
  oldBills,
  propose,
  termsOf,
} from '#plugins/debt_register/tests/support/debts'
import { freshDatabase } from '#tests/support/database'
import { open, send, userOf } from './support/people.ts'

interface Answer {
  readonly totals: Readonly<Record<string, string | number>>
  readonly rows: readonly Readonly<Record<string, string | number | null>>[]
}

async function report(client: ApiClient, filters = ''): Promise<Answer> {
  const answer = await client
    .get(`/api/reports/receivables.reallocations?from_on=2026-12-01&until_on=2026-12-31${filters}`)
    .loginAs(await userOf('ana'))
  answer.assertStatus(200)
  return answer.body() as Answer
}

/** What everybody owes, wherever the debts stand. */
async function owed(): Promise<bigint> {
  const [row] = await query<{ cents: bigint }>(
    db,
    'select coalesce(sum(open_cents), 0)::bigint as cents from receivables_items'
  )
  return row!.cents
}

/** The debtor of a bill rented the premise that somebody else owns. */
async function lease({ premiseId, debtorId }: OldBill): Promise<bigint> {
  const [owner] = await query<{ id: bigint }>(
    db,
    `insert into registry_customers (municipality_id, kind, name, taxpayer_id)
     values (?, 'person', 'Dona da Casa', '52998224725') returning id`,
    [await municipality()]
  )
  await query(
    db,
    `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on, until_on)
     select ?, ?, u.id, u.role, '2015-01-01', u.until::date
       from unnest(?::bigint[], array['owner', 'tenant'], array[null, '2024-12-31']) as u (id, role, until)`,
    [await municipality(), premiseId, [owner!.id, debtorId]]
  )
  return owner!.id
}

const MOVE = '/receivables/reassignments'

/** The form again, with what is wrong. */
function refused(answer: ApiResponse, text: string): void {
  answer.assertStatus(422)
  answer.assertTextIncludes(text)
}

test.group('Scenario | debts that move', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    await putVersion('parameter', 'debt_register.policy', {
      value: {
        ...{ is_public_law: true, minimum_cents: 500, noticed_days: null, tariff_years: 10 },
        ...{ tax_years: 5, entries_per_page: 10, pages_per_book: 200, asks_protest: false },
        joint_basis: null,
      },
    })
  })
  group.each.setup(() => {
    clock.freeze('2026-12-20T15:00:00Z')
    return () => clock.restore()
  })
  group.each.timeout(170_000)

  let bills: OldBill[]
  let owner: bigint

  test('70.00 pass from the tenant to the owner and two bills of 30.00 to active debt: two kinds, and as much is owed as before', async ({
    client,
    assert,
  }) => {
    bills = await oldBills([
      { house: 0, dueOn: '2024-03-10', cents: 7_000n },
      { house: 1, dueOn: '2022-03-10', cents: 3_000n },
      { house: 1, dueOn: '2022-04-11', cents: 3_000n },
    ])
    const [rented, one] = bills as [OldBill, OldBill, OldBill]
    owner = await lease(rented)
    const before = await owed()
    const premise = await open(client, 'ana', `/registry/premises/${rented.premiseId}`)
    premise.assertTextIncludes(`${MOVE}/new?premise_id=${rented.premiseId}`)
    const asked = await open(client, 'ana', `${MOVE}/new?premise_id=${rented.premiseId}`)
    asked.assertTextIncludes(`value="${rented.premiseId}"`)
    const form = {
      ...{ premise_id: String(rented.premiseId), from_customer_id: String(rented.debtorId) },
      ...{ to_customer_id: String(owner), authority: 'Contrato de locação, cláusula 8' },
      why: 'Inquilino saiu sem pagar',
    }
    const stranger = await send(client, 'ana', MOVE, {
      ...{ ...form, to_customer_id: String(one.debtorId) },
    })
    refused(stranger, 'tem de ser outra pessoa')
    const moved = await send(client, 'ana', MOVE, form)
    moved.assertStatus(302)
    await propose(client, 'bruno', '2022-01-01', '2022-12-31')
    const [term] = await termsOf([one])
    await approve(client, 'ana', term!.id)

    const { rows, totals } = await report(client)
    assert.deepEqual(
      rows
        .map((row) => [row.kind, row.from_place, row.to_place, row.documents, row.value_cents])
        .sort(),
      [
        ['active_debt', 'ordinary', 'inscribed', 2, '6000'],
        ['customer', 'tenant', 'owner', 1, '7000'],
      ]
    )
    assert.deepInclude(totals, { documents: '3', before_cents: '13000', after_cents: '13000' })
    assert.equal(await owed(), before)
    const people = rows.find(({ kind }) => kind === 'customer')!
    assert.deepEqual(
      [people.from_customer_id, people.to_customer_id, people.from_premise_id],
      [rented.debtorId, owner, rented.premiseId].map(String)
    )
    assert.deepEqual(
      rows.map(({ author }) => author),
      ['Ana Ribeiro', 'Ana Ribeiro']
    )
    const own = await report(client, '&kind=customer&author=ana')
    assert.lengthOf(own.rows, 1)
    const nobody = await report(client, '&author=Ninguém')
    assert.lengthOf(nobody.rows, 0)
    const page = await open(
      client,
      'ana',
      '/reports/receivables.reallocations?from_on=2026-12-01&until_on=2026-12-31&group=kind'
    )
    for (const text of ['Outro responsável', 'Dívida ativa', 'Devido antes'])
      page.assertTextIncludes(text)
    for (const by of ['author', 'moved_on', 'locality_id']) {
      const grouped = await open(client, 'ana', `/reports/receivables.reallocations?group=${by}`)
      grouped.assertStatus(200)
    }
  }).tags(['@TR-3.2.19.56'])

  test('whoever took a debt over owes it: in the registry of debts, in reports, and in the history of the premise', async ({
    client,
    assert,
  }) => {
    const [{ premiseId, id, debtorId }] = bills as [OldBill]
    const [invoice] = await query<{ debtor_id: bigint; owed_by_id: bigint }>(
      db,
      'select debtor_id, owed_by_id from billing_invoices where id = ?',
      [id]
    )
    assert.equal(invoice!.owed_by_id, owner)
    const panel = await open(client, 'ana', `/registry/customers/${owner}`)
    panel.assertTextIncludes('70,00')
    const late = await client
      .get('/api/reports/billing.large_debtors?position_on=2026-12-20&top=50')
      .loginAs(await userOf('ana'))
    const debtors = (late.body() as Answer).rows.map((row) => row.customer_id)
    assert.include(debtors, String(owner))
    assert.notInclude(debtors, String(debtorId))
    const list = await open(client, 'ana', `/receivables/reassignments?premise_id=${premiseId}`)
    list.assertTextIncludes('Dona da Casa')
    const again = await send(client, 'ana', MOVE, {
      ...{ premise_id: String(premiseId), from_customer_id: String(debtorId) },
      ...{ to_customer_id: String(owner), authority: 'Contrato de locação', why: 'Repetido' },
    })
    refused(again, 'não há o que transferir')
  })

  test('a corrected invoice is owed by whoever had taken over the one before; who consumed stays', async ({
    client,
    assert,
  }) => {
    const home = { economies: [{ category: 'RES', economies: 1 }], m3: '10' }
    const month = await createMonth([home], '2026-12' as RefMonth)
    await run(month, '2026-12-20' as CivilDate)
    const [premiseId] = month.premiseIds as [bigint]
    const owedBy = () =>
      query<{ debtor: bigint; owed_by: bigint | null; items: readonly string[] }>(
        db,
        `select i.debtor_id as debtor, i.owed_by_id as owed_by,
                array(select distinct t.debtor_id from receivables_items t
                       where t.origin_type = 'billing.invoice' and t.origin_id = i.id) as items
           from billing_invoices i where i.premise_id = ? order by i.version`,
        [premiseId]
      )
    const [issued] = await owedBy()
    await query(
      db,
      `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on)
       values (?, ?, ?, 'owner', '2015-01-01')`,
      [await municipality(), premiseId, owner]
    )
    const moved = await send(client, 'ana', MOVE, {
      ...{ premise_id: String(premiseId), from_customer_id: String(issued!.debtor) },
      ...{ to_customer_id: String(owner), authority: 'Acordo entre as partes', why: 'Assumiu' },
    })
    moved.assertStatus(302)
    const [version] = await versionsOf(premiseId, '2026-12')
    const { done } = await correct(client, await userOf('ana'), {
      ...{ id: version!.id, operation: 'due-date' },
      form: { due_on: '2027-01-25', reason_code: 'request' },
    })
    done.assertStatus(302)
    const versions = await owedBy()
    assert.deepEqual(
      versions,
      [1, 2].map(() => ({ debtor: issued!.debtor, owed_by: owner, items: [String(owner)] }))
    )
  })

  test('what is inscribed keeps its debtor until it leaves the register, which is a movement too', async ({
    client,
    assert,
  }) => {
    const [, one] = bills as [OldBill, OldBill]
    await query(
      db,
      `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on)
       values (?, ?, ?, 'owner', '2015-01-01')`,
      [await municipality(), one.premiseId, owner]
    )
    const form = {
      ...{ premise_id: String(one.premiseId), from_customer_id: String(one.debtorId) },
      ...{ to_customer_id: String(owner), authority: 'Escritura', why: 'Venda do imóvel' },
    }
    refused(await send(client, 'ana', MOVE, form), 'Há débito em dívida ativa')
    const [entry] = await entriesOf([one])
    const excluded = await act(client, 'ana', 'exclude', {
      ...{ id: Number(entry!.id), reason: 'Venda anterior à inscrição' },
    })
    excluded.assertStatus(200)
    const [document] = await query<{ number: string }>(
      db,
      'select number from receivables_documents where barcode = ?',
      [one.barcode]
    )
    const moved = await send(client, 'ana', MOVE, { ...form, documents: document!.number })
    moved.assertStatus(302)
    const { rows, totals } = await report(client)
    assert.includeMembers(
      rows.map((row) => `${row.kind} ${row.value_cents}`),
      ['active_debt 6000', 'active_debt_return 3000', 'customer 3000', 'customer 7000']
    )
    assert.equal(totals.before_cents, totals.after_cents)
    await putVersion('parameter', 'receivables.reassign_authority', {
      value: { others: '1000', profiles: [] },
    })
    const above = await send(client, 'ana', MOVE, {
      ...{ ...form, from_customer_id: String(owner), to_customer_id: String(one.debtorId) },
    })
    above.assertStatus(409)
    above.assertTextIncludes('R$ 30,00')
    const after = await report(client)
    assert.lengthOf(after.rows, rows.length)
  })
})
