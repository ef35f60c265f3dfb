import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  REFERENCE,
  type TestMonth,
  createMonth,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { type Version, openBridges, versionsOf } from '#plugins/billing/tests/functional/correcting'
import { freshDatabase } from '#tests/support/database'
import { open, send, upload, userOf } from './support/people.ts'

const HOUSE = (m3: string) => ({ economies: [{ category: 'RES', economies: 1 }], m3 })
const reais = (cents: bigint) => `${cents / 100n},${String(cents % 100n).padStart(2, '0')}`
const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('\u00A0', ' ')
    .replace(/\s+/g, ' ')
/** Kept of the first invoice's first item by the body. */
const KEPT = 1_50n

interface Item {
  readonly id: bigint
  readonly open_cents: bigint
  readonly state: string
}

test.group('A payment of a public body is shared over its invoices', (group) => {
  freshDatabase(group)
  let month: TestMonth
  let body: bigint
  let agent: bigint
  let total: bigint
  let bridges: string[]
  const invoice = async (index: number): Promise<Version> =>
    versionsOf(month.premiseIds[index]!, REFERENCE).then((versions) => versions.at(-1)!)
  const itemsOf = async (index: number): Promise<Item[]> => {
    const { id } = await invoice(index)
    return query<Item>(
      db,
      `select id, open_cents, state from receivables_items
        where origin_type = 'billing.invoice' and origin_id = ? order by id`,
      [id]
    )
  }
  const deposit = async (client: ApiClient, cents: bigint, number: string): Promise<bigint> => {
    const done = await send(client, 'ana', '/payments/deposits', {
      ...{ agent_id: String(agent), account: '1 / 2', deposited_on: '2026-12-02', documents: '' },
      ...{ document_number: number, amount_cents: reais(cents) },
    })
    done.assertStatus(302)
    const [row] = await query<{ id: bigint }>(
      db,
      `select id from receivables_receipts where proof = ? and state = 'unidentified'`,
      [number]
    )
    return row!.id
  }
  const desk = (receipt: bigint, more = '') =>
    `/receivables/allocation?receipt=${receipt}&body=${body}${more}`
  /** What the form shows is sent back as it came, with what a person changes in it. */
  const share = async (
    client: ApiClient,
    receipt: bigint,
    changed: Readonly<Record<string, string>>
  ) => {
    const page = await open(client, 'ana', desk(receipt))
    const typed = [...page.text().matchAll(/name="(amount-\d+)" value="([^"]*)"/g)]
    return send(client, 'ana', '/receivables/allocation', {
      ...{ receipt: String(receipt), body: String(body), commitment: 'Empenho 2026/77' },
      ...Object.fromEntries(typed.map(([, name, value]) => [name!, value!])),
      ...changed,
    })
  }
  const settlementOf = async (index: number) => {
    const { settlement } = await invoice(index)
    return settlement
  }
  const numberOf = async (index: number) => {
    const { number } = await invoice(index)
    return number
  }
  const stateOf = async (receipt: bigint) => {
    const [first] = await allocationsOf(receipt)
    return first!.state
  }
  const allocationsOf = (receipt: bigint) =>
    query<Record<string, bigint | string>>(
      db,
      `select id, amount_cents, allocated_cents, credit_cents, withheld_cents, disallowed_cents, state, commitment
         from receivables_allocations where receipt_id = ? order by id`,
      [receipt]
    )

  group.setup(async () => {
    clock.freeze('2026-11-20T15:00:00Z')
    month = await createMonth(['10', '20', '30', '44'].map(HOUSE))
    await run(month)
    clock.freeze('2026-12-05T15:00:00Z')
    const [item] = await itemsOf(0)
    await query(db, 'update receivables_items set withheld_cents = ? where id = ?', [
      KEPT,
      item!.id,
    ])
    bridges = await openBridges(month, REFERENCE)
    const [payer] = await query<{ id: bigint }>(
      db,
      `insert into registry_paying_bodies (municipality_id, code, name, customer_id)
       select municipality_id, 'SEC', 'Secretaria de Teste', debtor_id from receivables_items where id = ? returning id`,
      [item!.id]
    )
    body = payer!.id
    const [row] = await query<{ id: bigint }>(
      db,
      `select id from payments_agents where code = '001'`
    )
    agent = row!.id
    const totals = await Promise.all([0, 1, 2, 3].map(invoice))
    total = totals.reduce((sum, { total_cents: cents }) => sum + cents, 0n)
  })
  group.teardown(() => clock.restore())
  group.each.timeout(120_000)

  test('the proposal finds what adds up, net of what the body may keep, and says why', async ({
    client,
    assert,
  }) => {
    const receipt = await deposit(client, total - KEPT, 'OB 1')
    const start = await open(client, 'ana', `/receivables/allocation?receipt=${receipt}`)
    assert.include(plain(start.text()), 'Secretaria de Teste')
    const page = await open(client, 'ana', desk(receipt))
    page.assertStatus(200)
    assert.include(plain(page.text()), 'O pagamento é igual a tudo o que o órgão tem em aberto.')
    assert.include(plain(page.text()), 'A proposta fecha')
    const told = await client
      .get(`/api${desk(receipt).replace('?', `?list=${await numberOf(2)}&`)}`)
      .loginAs(await userOf('ana'))
    told.assertStatus(200)
    const { reason, debts } = told.body()
    assert.equal(reason, 'listed')
    assert.deepEqual(
      debts
        .filter((one: { proposed: string }) => one.proposed !== '0.00')
        .map((one: { document: string }) => one.document),
      [await numberOf(2)]
    )
    const refused = await open(client, 'carla', desk(receipt))
    refused.assertStatus(403)
  })

  test('confirmed, it settles every invoice with the day of the payment, and is undone whole', async ({
    client,
    assert,
  }) => {
    const [{ id: receipt } = { id: 0n }] = await query<{ id: bigint }>(
      db,
      `select id from receivables_receipts where proof = 'OB 1'`
    )
    const shown = await share(client, receipt, {})
    shown.assertStatus(200)
    assert.include(plain(shown.text()), 'Ficam quitadas: 4 faturas')
    assert.include(plain(shown.text()), 'R$ 1,50 fecham como tributo retido pelo órgão')
    assert.lengthOf(await allocationsOf(receipt), 0)
    const done = await share(client, receipt, { confirmed: 'true' })
    done.assertStatus(302)
    const [kept] = await allocationsOf(receipt)
    assert.deepInclude(kept!, {
      ...{ allocated_cents: total - KEPT, credit_cents: 0n, withheld_cents: KEPT },
      ...{ disallowed_cents: 0n, state: 'standing', commitment: 'Empenho 2026/77' },
    })
    for (const index of [0, 1, 2, 3]) assert.equal(await settlementOf(index), 'settled')
    assert.deepEqual(await openBridges(month, REFERENCE), bridges)
    const proof = `/receivables/allocations/${kept!.id}/change/certificate`
    const received = await send(client, 'ana', proof, { certificate: 'DARF 9' })
    received.assertStatus(302)
    const undo = `/receivables/allocations/${kept!.id}/change/undo`
    const effects = await send(client, 'ana', undo, { reason: 'Era de outra secretaria' })
    assert.include(plain(effects.text()), 'Volta a ficar em aberto')
    const undone = await send(client, 'ana', undo, {
      ...{ reason: 'Era de outra secretaria', confirmed: 'true' },
    })
    undone.assertStatus(302)
    assert.equal(await stateOf(receipt), 'undone')
    for (const index of [0, 1, 2, 3]) assert.equal(await settlementOf(index), 'open')
    const [paper] = await query<{ state: string }>(
      db,
      `select d.state from receivables_documents d join receivables_allocations a on a.document_id = d.id where a.id = ?`,
      [kept!.id as bigint]
    )
    assert.equal(paper!.state, 'cancelled')
    assert.deepEqual(await openBridges(month, REFERENCE), bridges)
  })

  test('what is not accepted needs a reason and goes to the next bill; what is left over is a credit', async ({
    client,
    assert,
  }) => {
    const receipt = await deposit(client, total + 50_00n, 'OB 2')
    const target = await invoice(3)
    const [first] = await itemsOf(3)
    const field = `amount-${first!.id}`
    const less = { [field]: reais(target.total_cents - 20_00n) }
    const refused = await share(client, receipt, less)
    refused.assertStatus(422)
    assert.include(plain(refused.text()), `Faltam R$ 20,00 em ${target.number}`)
    assert.include(refused.text(), 'Motivo da glosa')
    const above = await share(client, receipt, { [field]: reais(target.total_cents + 1n) })
    assert.include(plain(above.text()), 'só estão em aberto')
    const done = await share(client, receipt, {
      ...{ ...less, [`reason-${first!.id}`]: 'consumption', confirmed: 'true' },
    })
    done.assertStatus(302)
    const [kept] = await allocationsOf(receipt)
    assert.equal(kept!.disallowed_cents, 20_00n)
    assert.equal(kept!.credit_cents, 50_00n + 20_00n + KEPT)
    const [pending] = await query<{ cents: bigint }>(
      db,
      `select sum(amount_cents)::bigint as cents from receivables_pending_charges
        where source_receipt_id = ? and charge_type = 'underpayment' and state = 'pending'`,
      [receipt]
    )
    assert.equal(pending!.cents, 20_00n)
    const lines = await open(client, 'ana', `/receivables/allocations/${kept!.id}`)
    assert.include(plain(lines.text()), 'Consumo contestado')
    assert.deepEqual(await openBridges(month, REFERENCE), bridges)
    const reversed = await send(client, 'ana', `/receivables/receipts/${receipt}/change/reverse`, {
      ...{ reason_code: 'bank', reason: 'Devolvido', confirmed: 'true' },
    })
    reversed.assertStatus(302)
    assert.equal(await stateOf(receipt), 'undone')
  })

  test('a credit of the bank statement becomes the payment to share', async ({
    client,
    assert,
  }) => {
    const content = `Data;Historico;Documento;Valor\n04/12/2026;ORDEM BANCARIA SEC;OB 3;${reais(total)}\n`
    const layout = await client
      .post('/api/payments/statement-layouts')
      .loginAs(await userOf('ana'))
      .withCsrfToken()
      .json({
        ...{ name: 'Do teste', separator: 'semicolon', skip_lines: 1, date_column: 1 },
        ...{ text_column: 2, document_column: 3, amount_column: 4 },
        ...{ date_order: 'dmy', decimal_mark: 'comma' },
      })
    layout.assertStatus(201)
    const [{ account } = { account: '' }] = await query<{ account: string }>(
      db,
      'select account from payments_agreements where account is not null limit 1'
    )
    const sent = await upload(client, 'ana', {
      ...{ path: '/payments/statements', name: 'extrato.csv', content },
      fields: { account, layout_id: String(layout.body().id) },
    })
    sent.assertStatus(302)
    const [line] = await query<{ id: bigint }>(
      db,
      `select id from payments_statement_lines where text like 'ORDEM BANCARIA%'`
    )
    const path = `/payments/statement-lines/${line!.id}/change`
    const done = await send(client, 'ana', `${path}/receive`, { agent_id: String(agent) })
    done.assertStatus(302)
    const [made] = await query<{ id: bigint; paid_on: string; line_state: string }>(
      db,
      `select r.id, r.paid_on, l.state as line_state from payments_statement_lines l
         join receivables_receipts r on r.id = l.receipt_id where l.id = ? and r.state = 'unidentified'`,
      [line!.id]
    )
    assert.deepInclude(made!, { paid_on: '2026-12-04', line_state: 'received' })
    const page = await open(client, 'ana', desk(made!.id))
    assert.include(plain(page.text()), 'Pelo valor bruto: o órgão não reteve tributo.')
    const freed = await send(client, 'ana', `${path}/free`, { reason: 'Engano' })
    assert.include(plain(freed.text()), 'Estorne o recebimento antes')
  })
})
