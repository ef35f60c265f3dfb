import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { sendMessages } from '#core/messaging/index'
import { MailServer, useMailServer } from '#core/messaging/tests/support/mail_server'
import { act, plain } from '#tests/support/requests'
import { type House, billKey, houses } from '#plugins/plans/tests/support/houses'
import { pay } from '#plugins/plans/tests/support/payments'
import { setUpPlans } from '#plugins/plans/tests/support/set_up'
import { signed } from '#plugins/plans/tests/support/signing'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

const CHECK = '/certificates/check'
const LIST = '/certificates/certificates'

interface Issued {
  readonly id: bigint
  readonly number: string
  readonly kind: string
  readonly code: string
  readonly valid_until: string
  readonly amount_cents: bigint
  readonly issued_by: string
}

const latest = async (): Promise<Issued> => {
  const [row] = await query<Issued>(
    db,
    'select * from certificates_certificates order by id desc limit 1'
  )
  return row!
}

const paperOf = async (premise: House): Promise<bigint> => {
  const [row] = await query<{ document_id: bigint }>(
    db,
    'select document_id from billing_invoices where id = ?',
    [premise.invoices[0]!]
  )
  return row!.document_id
}

test.group('Scenario | certificates of debts', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000)
  const server = new MailServer()
  let restore = () => {}
  let free: House
  let owing: House
  let planned: House
  let held: House
  let next: House

  group.setup(async () => {
    clock.freeze('2026-11-20T15:00:00Z')
    await setUpPlans()
    const { houses: made } = await houses(['100', '60', '300', '50', '40'])
    ;[free, owing, planned, held, next] = made as [House, House, House, House, House]
    await pay(await paperOf(free), '2026-12-05')
    await query(db, 'update billing_invoices set due_on = ? where id = ?', [
      '2026-12-30',
      next.invoices[0]!,
    ])
    await query(
      db,
      `update receivables_items set due_on = '2026-12-30' where origin_type = 'billing.invoice' and origin_id = ?`,
      [next.invoices[0]!]
    )
    clock.freeze('2026-12-15T15:00:00Z')
    await server.start()
    restore = useMailServer(server)
  })
  group.teardown(async () => {
    restore()
    await server.stop()
    clock.restore()
  })

  const issue = (client: ApiClient, premise: House, more: object = {}, who = 'carla.') =>
    act(client, 'certificates.issue', { premise_id: Number(premise.id), ...more }, who)
  const see = async (client: ApiClient, path: string, who = 'ana.') =>
    client.get(path).loginAs(await userNamed(who))

  test('of no debts: numbered, confirmed by its code on the public page; one overdue bill refuses it with the list; all listed by period and user', async ({
    client,
    assert,
  }) => {
    const made = await issue(client, free, { wanted: 'negative', purpose: 'Venda do imóvel' })
    made.assertStatus(200)
    const certificate = await latest()
    assert.deepInclude(certificate, {
      ...{ number: '2026-000001', kind: 'negative', valid_until: '2027-03-15' },
      amount_cents: 0n,
    })
    const page = await client.get(CHECK).qs({ code: certificate.code.toLowerCase() })
    page.assertStatus(200)
    page.assertTextIncludes('autêntica e dentro da validade')
    page.assertTextIncludes('2026-000001')
    page.assertTextIncludes('Certidão negativa de débitos')
    const [{ name = '' } = {}] = await query<{ name: string }>(
      db,
      'select name from registry_customers order by id limit 1'
    )
    assert.notInclude(page.text(), name)
    page.assertTextIncludes(`${name.slice(0, 1)}**`)
    const unknown = await client.get(CHECK).qs({ code: '0000-0000-0000-0000' })
    unknown.assertTextIncludes('Nenhuma certidão tem este código')

    const refused = await issue(client, owing, { wanted: 'negative' })
    refused.assertStatus(422)
    assert.equal((refused.body() as { code: string }).code, 'E_CERTIFICATES_DEBTS')
    assert.match(plain(refused), /Fatura \d+, 11\/2026, vencimento 10\/12\/2026: R\$ 60,00/)
    const offered = await see(client, `/certificates/new?premise=${owing.id}`, 'carla.')
    offered.assertTextIncludes('a certidão negativa não cabe')
    const positive = await issue(client, owing, {}, 'ana.')
    positive.assertStatus(200)
    assert.deepInclude(await latest(), { kind: 'positive', amount_cents: 6000n })

    const carlas = await see(client, `${LIST}?issued_on_from=2026-12-15&issued_by_has=Carla`)
    carlas.assertTextIncludes('2026-000001')
    assert.notInclude(carlas.text(), '2026-000002')
    const earlier = await see(client, `${LIST}?issued_on_to=2026-12-14`)
    assert.notInclude(earlier.text(), '2026-000001')
  }).tags(['@CM-10'])

  test('a plan that is honoured, a suit and what is not due yet leave the effect of a negative one', async ({
    client,
    assert,
  }) => {
    await signed(client, {
      ...{ premise: planned.id, debts: [billKey(planned.invoices[0]!)], instalments: 3 },
    })
    const suit = await act(client, 'billing.hold_invoice', {
      ...{ id: Number(held.invoices[0]!), kind: 'judicial', reason_code: 'court' },
      reason: 'Processo 1002345-67.2026',
    })
    suit.assertStatus(200)
    for (const [premise, standing, cents] of [
      [planned, 'plan', 30_600n],
      [held, 'suspended', 5000n],
      [next, 'due', 4000n],
    ] as const) {
      const answer = await issue(client, premise)
      answer.assertStatus(200)
      const certificate = await latest()
      assert.deepInclude(certificate, { kind: 'positive_effect' })
      const stated = await query<{ standing: string; amount_cents: bigint }>(
        db,
        'select standing, amount_cents from certificates_debts where certificate_id = ?',
        [certificate.id]
      )
      assert.deepEqual(
        stated.map((debt) => [debt.standing, debt.amount_cents >= cents]),
        [[standing, true]]
      )
    }
    const [holder] = await query<{ id: bigint }>(
      db,
      'select id from registry_customers order by id limit 1'
    )
    const all = await act(client, 'certificates.issue', { customer_id: Number(holder!.id) })
    all.assertStatus(200)
    assert.deepInclude(await latest(), { kind: 'positive' })
    const nobody = await act(client, 'certificates.issue', {})
    assert.equal((nobody.body() as { code: string }).code, 'E_CERTIFICATES_SUBJECT')
  })

  test('one e-mailed and one that came back show so; the value stated stays after a payment; reprinted as it was; cancelled, it is worth nothing', async ({
    client,
    assert,
  }) => {
    await issue(client, owing)
    const { id, code, number } = await latest()
    server.refuse = (address) =>
      address.startsWith('wrong') ? { code: 550, text: 'no such user' } : undefined
    for (const address of ['maria@example.org', 'wrong@example.org']) {
      const sent = await act(client, 'certificates.send', {
        ...{ id: Number(id), means: 'email', address },
      })
      sent.assertStatus(200)
    }
    await sendMessages()
    const [mail] = server.taken
    assert.equal(mail!.subject, `Certidão positiva de débitos nº ${number}`)
    assert.equal(mail!.attachments[0]!.filename, `certidao-${number}.pdf`)
    const posted = await act(client, 'certificates.send', {
      ...{ id: Number(id), means: 'mail', address: 'Rua de Teste, s/n', proof: 'AR 123' },
    })
    posted.assertStatus(200)
    const [{ id: sending = 0n } = {}] = await query<{ id: bigint }>(
      db,
      `select id from certificates_sendings where means = 'mail'`
    )
    const back = await act(client, 'certificates.sending_returned', {
      ...{ id: Number(sending), note: 'Mudou-se' },
    })
    back.assertStatus(200)

    const [paper] = await query<{ id: bigint }>(
      db,
      `select id from documents_issued where subject_type = 'certificates.certificates' and subject_id = ?`,
      [id]
    )
    const print = async () =>
      client
        .post(`/documents/issued/${paper!.id}/print`)
        .withCsrfToken()
        .form({})
        .loginAs(await userNamed('ana.'))
    const printed = await print()
    printed.assertStatus(200)
    printed.assertHeader('content-type', 'application/pdf')
    await pay(await paperOf(owing), '2026-12-16')
    const again = await print()
    assert.isTrue((again.body() as Buffer).equals(printed.body() as Buffer))

    const report = await client
      .get('/api/reports/certificates.sendings')
      .qs({ from_on: '2026-12-01', until_on: '2026-12-31', kind: 'positive' })
      .accept('json')
      .loginAs(await userNamed('ana.'))
    const { rows } = report.body() as { rows: Record<string, unknown>[] }
    assert.sameDeepMembers(
      rows.map((row) => [row['means'], row['status'], String(row['amount_cents'])]),
      [
        ['email', 'sent', '6000'],
        ['email', 'failed', '6000'],
        ['mail', 'failed', '6000'],
      ]
    )
    const clear = await issue(client, owing, { wanted: 'negative' })
    clear.assertStatus(200)

    const cancelled = await act(client, 'certificates.cancel', {
      ...{ id: Number(id), reason: 'Emitida com a pessoa errada' },
    })
    cancelled.assertStatus(200)
    const page = await client.get(CHECK).qs({ code })
    page.assertTextIncludes('foi cancelada')
    const late = await act(client, 'certificates.send', { id: Number(id), means: 'email' })
    assert.equal((late.body() as { code: string }).code, 'E_CERTIFICATES_CANCELLED')
  }).tags(['@TR-3.2.19.52'])

  test('who guesses codes is stopped', async ({ client, assert }) => {
    const statuses: number[] = []
    for (let attempt = 0; attempt < 32; attempt++) {
      const answer = await client.get(CHECK).qs({ code: `AAAA-BBBB-CCCC-${1000 + attempt}` })
      statuses.push(answer.status())
    }
    assert.equal(statuses.at(-1), 429)
  })
})
