import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { runAction } from '#core/actions/index'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { documentsByIds } from '#plugins/receivables/api'
import { type SimulatorProcess, startSimulator } from '#tests/simulators/process'
import { open, problemOf, send, work } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import type { RenewedToken } from '../../actions/renew_pix_token.ts'
import { pixChargesJob } from '../../jobs/pix_charges.ts'
import { collectionHorizon, pixReconciledUntil } from '../../api.ts'
import { type Invoice, type World, issueInvoices, openWorld } from '../support/fixtures.ts'

interface Charge {
  readonly txid: string
  readonly state: string
  readonly reason: string | null
}

/** A charge as the bank keeps it. */
interface Kept {
  readonly txid: string
  readonly status: string
  readonly body: { readonly calendario: object; readonly valor: object }
}

interface Told {
  readonly status: number
  readonly body: string
}

const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('\u00A0', ' ')
    .replace(/\s+/g, ' ')

test.group('Payments | Pix charges at the bank', (group) => {
  freshDatabase(group)
  const root = mkdtempSync(join(tmpdir(), 'aqueduto-pix-'))
  let psp: SimulatorProcess
  let world: World
  let invoices: Invoice[]

  const charge = async ({ documentId }: Invoice): Promise<Charge> => {
    const [found] = await query<Charge>(
      db,
      'select txid, state, reason from payments_pix_charges where document_id = ? order by id desc limit 1',
      [documentId]
    )
    return found!
  }
  const receipts = ({ documentId }: Invoice) =>
    query<{ class: string; amount_cents: bigint; credit_cents: bigint }>(
      db,
      'select class, amount_cents, credit_cents from receivables_receipts where document_id = ? order by id',
      [documentId]
    )
  const stateOf = async (invoice: Invoice) => {
    const { state } = await charge(invoice)
    return state
  }
  const txidOf = async (invoice: Invoice) => {
    const { txid } = await charge(invoice)
    return txid
  }
  const classesOf = async (invoice: Invoice) => {
    const rows = await receipts(invoice)
    return rows.map((row) => row.class)
  }
  const pageOf = async (client: ApiClient, path: string) => {
    const page = await open(client, 'ana', path)
    return plain(page.text())
  }
  const payload = async ({ documentId }: Invoice) => {
    const papers = await db.transaction((tx) =>
      documentsByIds(tx, world.municipalityId, [documentId])
    )
    return papers.get(documentId)!.pixPayload!
  }
  /** Somebody presses the button of the screen, and a worker does the run. */
  const press = async (client: ApiClient, button: string, form: object = {}) => {
    clock.freeze(new Date(clock.now().getTime() + 1000))
    return work(await send(client, 'ana', `/payments/pix/${button}`, form), 'ana')
  }
  const register = (client: ApiClient) => press(client, 'charges')
  const reconcile = (client: ApiClient, period: object = {}) => press(client, 'reconcile', period)
  const pay = async (invoice: Invoice, more: object = {}) => {
    const { txid } = await charge(invoice)
    return psp.order<{ endToEndId: string; valor: string; detail?: string; status?: number }>(
      'pay',
      { txid, at: clock.now().toISOString(), ...more }
    )
  }
  const tell = (ids: readonly string[], more: object = {}) =>
    psp.order<Told>('notify', { payments: ids, ...more })
  const answerTo = async (ids: readonly string[]) => {
    const { body } = await tell(ids)
    return JSON.parse(body) as { readonly received: number; readonly repeated: number }
  }

  group.setup(async () => {
    clock.freeze('2026-10-05T12:00:00-04:00')
    process.env.PIX_CONNECTIONS = root
    psp = await startSimulator('psp', join(root, 'banco'))
    await psp.order('set', { today: '2026-10-05' })
    world = await openWorld()
    invoices = await issueInvoices(
      world,
      Array.from({ length: 12 }, (_, i) => ({ waterCents: 5000n + BigInt(i) }))
    )
  })
  group.teardown(async () => {
    clock.restore()
    delete process.env.PIX_CONNECTIONS
    await psp.stop()
  })

  test('an agreement without the API prints static codes and asks nothing of any bank', async ({
    assert,
    client,
  }) => {
    const run = await register(client)
    assert.equal(run.total, 0)
    assert.include(await payload(invoices[0]!), 'A' + invoices[0]!.number)
    const page = await pageOf(client, '/payments/pix')
    assert.include(page, 'Nenhum convênio registra cobranças Pix')
    assert.isNull(await pixReconciledUntil(db, world.municipalityId))
  })

  test('the connection is chosen on the agreement; what is missing on the server is said', async ({
    assert,
    client,
  }) => {
    const [agreement] = await query<Record<string, unknown>>(
      db,
      'select * from payments_agreements where id = ?',
      [world.agreementId]
    )
    const [profile] = await query<{ key: string }>(
      db,
      `select content::jsonb -> 'value' -> 'pix' ->> 'key' as key from configuration_versions v
        where content::jsonb -> 'value' ? 'free_field_layout' order by id desc limit 1`.replace(
        '?',
        '\\?'
      )
    )
    const form = {
      ...{ agent_id: String(agreement!.agent_id), code: agreement!.code, kind: agreement!.kind },
      ...{
        layout_version: agreement!.layout_version,
        account: agreement!.account,
        fee_cents: '1,20',
      },
      ...{
        fee_mode: 'deducted',
        float_days: '1',
        file_rule: 'none',
        file_days: '1',
        file_by: '10:00',
      },
      ...{ pix_provider: 'api_pix', pix_key: profile!.key },
    }
    const path = `/payments/agreements/${world.agreementId}`
    const save = (more: object) => send(client, 'ana', path, { ...form, ...more })
    const [nowhere, other] = [
      await save({ pix_connection: 'outro-banco' }),
      await save({ pix_connection: 'banco', pix_key: 'outra@chave.br' }),
    ]
    assert.notEqual(nowhere.header('location'), path)
    assert.notEqual(other.header('location'), path)
    await save({ pix_connection: 'banco' })
    const [saved] = await query<{ pix_provider: string }>(
      db,
      'select pix_provider from payments_agreements where id = ?',
      [world.agreementId]
    )
    assert.equal(saved!.pix_provider, 'api_pix')
    const given = await send(client, 'ana', `${path}/change/pix-address`, {})
    given.assertStatus(302)
    const { webhooks } = await psp.order<{ webhooks: Record<string, string> }>('state')
    assert.match(webhooks[profile!.key]!, /\/api\/payments\/pix\/[0-9a-f]{48}$/)
  })

  test('issued documents are registered once and then show the dynamic code; a refused one says why', async ({
    assert,
    client,
  }) => {
    const odd = invoices[11]!
    await query(
      db,
      `update registry_customers set taxpayer_id = '00000000000' where id =
         (select debtor_id from receivables_documents where id = ?)`,
      [odd.documentId]
    )
    const run = await register(client)
    assert.deepInclude(run.figures, { registered: 11n, refused: 1n })
    const refused = await charge(odd)
    assert.equal(refused.state, 'refused')
    assert.include(refused.reason, 'devedor.cpf: O CPF do devedor é inválido')
    assert.include(await payload(odd), `A${odd.number}`)
    const first = await charge(invoices[0]!)
    assert.match(first.txid, /^A\d{12}[0-9A-F]{17}$/)
    assert.include(await payload(invoices[0]!), 'psp.simulado.example/qr/v2/cobv/')
    const { charges, calls } = await psp.order<{ charges: Kept[]; calls: number }>('state')
    assert.lengthOf(charges, 11)
    const { status, body } = charges.find(({ txid }) => txid === first.txid)!
    assert.equal(status, 'ATIVA')
    assert.deepEqual(body.calendario, {
      ...{ dataDeVencimento: '2026-10-15', validadeAposVencimento: 60 },
    })
    // Late charges go on the next invoice: the payer's bank asks for none.
    assert.deepEqual(body.valor, { original: '50.00' })
    const again = await register(client)
    assert.equal(again.total, 0)
    const { calls: after } = await psp.order<{ calls: number }>('state')
    assert.equal(after, calls)
    const list = await pageOf(client, '/payments/pix-charges?state=refused')
    assert.include(list, 'O CPF do devedor é inválido')
  })

  test('a refused charge is asked again once its cause was mended', async ({ assert, client }) => {
    const odd = invoices[11]!
    await query(
      db,
      `update registry_customers set taxpayer_id = '52998224725' where id =
         (select debtor_id from receivables_documents where id = ?) and not exists
         (select 1 from registry_customers where taxpayer_id = '52998224725')`,
      [odd.documentId]
    )
    const [row] = await query<{ id: bigint }>(
      db,
      `select id from payments_pix_charges where state = 'refused'`
    )
    await send(client, 'ana', `/payments/pix-charges/${row!.id}/change/retry`, {})
    const run = await register(client)
    assert.equal(run.figures.registered, 1n)
    assert.equal(await stateOf(odd), 'registered')
  })

  test('a paid charge is settled by its notice: once, though repeated and out of order', async ({
    assert,
    client,
  }) => {
    const [one, two] = [invoices[0]!, invoices[1]!]
    const first = await pay(one)
    clock.freeze('2026-10-05T12:05:00-04:00')
    const second = await pay(two)
    const later = await tell([second.endToEndId])
    assert.deepInclude(JSON.parse(later.body), { received: 1, repeated: 0 })
    const both = await tell([second.endToEndId, first.endToEndId])
    assert.deepInclude(JSON.parse(both.body), { received: 1, repeated: 1 })
    assert.deepInclude(await answerTo([first.endToEndId]), { repeated: 1 })
    for (const invoice of [one, two]) {
      assert.deepEqual(await classesOf(invoice), ['exact'])
      assert.equal(await stateOf(invoice), 'paid')
    }
    const { total } = await register(client)
    assert.equal(total, 0)
  })

  test('a charge paid twice leaves a credit', async ({ assert }) => {
    const twice = invoices[2]!
    const once = await pay(twice)
    const again = await pay(twice, { isForced: true })
    assert.deepInclude(await answerTo([once.endToEndId, again.endToEndId]), { received: 2 })
    const [first, second] = await receipts(twice)
    assert.equal(first!.class, 'exact')
    assert.deepInclude(second!, { class: 'duplicate', credit_cents: twice.amountCents })
  })

  test('a notice with a wrong signature is refused, audited, and changes nothing', async ({
    assert,
    client,
  }) => {
    const invoice = invoices[3]!
    const { endToEndId } = await pay(invoice)
    const forged = await tell([endToEndId], { isForged: true })
    assert.equal(forged.status, 401)
    assert.include(forged.body, 'a assinatura não confere')
    assert.isEmpty(await receipts(invoice))
    const { webhooks } = await psp.order<{ webhooks: Record<string, string> }>('state')
    const path = new URL(Object.values(webhooks)[0]!).pathname
    const bare = await client.post(path).json({ pix: [{ endToEndId }] })
    bare.assertStatus(401)
    const entries = await query<{ description: string }>(
      db,
      `select description from audit_entries where action = 'payments.pix_notice' order by id desc limit 2`
    )
    assert.deepEqual(
      entries.map(({ description }) => description),
      [
        'Recusado: aviso de Pix, falta a assinatura',
        'Recusado: aviso de Pix, a assinatura não confere',
      ]
    )
    const [advices] = await query<{ n: bigint }>(
      db,
      'select count(*) as n from receivables_advices where end_to_end_id = ?',
      [endToEndId]
    )
    assert.equal(advices!.n, 0n)
  })

  test('what no notice told is found by the reconciliation, once, and moves the horizon', async ({
    assert,
    client,
  }) => {
    const missed = invoices[3]!
    clock.freeze('2026-10-07T09:00:00-04:00')
    const run = await reconcile(client)
    assert.deepInclude(run.figures, { told: 5n, missed: 1n, missed_cents: missed.amountCents })
    assert.deepEqual(await classesOf(missed), ['exact'])
    const until = await pixReconciledUntil(db, world.municipalityId)
    assert.equal(until?.on, '2026-10-06')
    const horizon = await collectionHorizon(db, world.municipalityId, '2026-10-07' as CivilDate)
    assert.equal(horizon.on, '2026-10-06')
    const page = await pageOf(client, '/payments/pix')
    assert.include(page, 'Pix conciliado até 06/10/2026')
    const again = await reconcile(client, { from: '2026-10-05', until: '2026-10-05' })
    assert.deepInclude(again.figures, { told: 5n, missed: 0n })
    assert.lengthOf(await receipts(missed), 1)
    const { payments } = await psp.order<{ payments: { endToEndId: string }[] }>('state')
    assert.deepInclude(await answerTo([payments.at(-1)!.endToEndId]), { received: 0, repeated: 1 })
  })

  test('the charge of a document that is no longer offered is taken back and cannot be paid', async ({
    assert,
    client,
  }) => {
    const gone = invoices[4]!
    await query(db, `update receivables_documents set state = 'cancelled' where id = ?`, [
      gone.documentId,
    ])
    const run = await register(client)
    assert.deepInclude(run.figures, { removed: 1n })
    assert.equal(await stateOf(gone), 'removed')
    const answer = await pay(gone)
    assert.equal(answer.status, 422)
    assert.include(await payload(gone), `A${gone.number}`)
  })

  test('paid before it could be taken back, it ends as paid and its money is found', async ({
    assert,
    client,
  }) => {
    const raced = invoices[5]!
    await pay(raced)
    await query(db, `update receivables_documents set state = 'cancelled' where id = ?`, [
      raced.documentId,
    ])
    const run = await register(client)
    assert.deepInclude(run.figures, { paid: 1n })
    const found = await reconcile(client)
    assert.equal(found.figures.missed, 1n)
    assert.lengthOf(await receipts(raced), 1)
  })

  test('while the bank is down charges wait, it is let alone for a while, and then all go on', async ({
    assert,
    client,
  }) => {
    const more = await issueInvoices(world, [
      { waterCents: 7000n, dueOn: '2026-10-20' as CivilDate },
      { waterCents: 7100n, dueOn: '2026-10-20' as CivilDate },
    ])
    await psp.order('set', { isDown: true })
    const down = await register(client)
    assert.deepInclude(down.figures, { waiting: 2n })
    assert.equal(await stateOf(more[0]!), 'waiting')
    const unasked = await reconcile(client, { from: '2026-10-06', until: '2026-10-06' })
    assert.equal(unasked.parked, 1)
    assert.include(await payload(more[0]!), `A${more[0]!.number}`)
    const page = await pageOf(client, '/payments/pix')
    assert.include(page, 'O banco não respondeu (HTTP 503)')
    await psp.order('set', { isDown: false })
    const actor = systemActor(world.municipalityId)
    const early = await runInline(
      pixChargesJob,
      { on: '2026-10-07T13:00:30Z', day: '2026-10-07' as CivilDate },
      actor
    )
    assert.deepInclude(early.figures, { waiting: 2n })
    clock.freeze('2026-10-07T09:10:00-04:00')
    const resumed = await runInline(
      pixChargesJob,
      { on: '2026-10-07T13:10:00Z', day: '2026-10-07' as CivilDate },
      actor
    )
    assert.deepInclude(resumed.figures, { registered: 2n })
    assert.equal(await stateOf(more[1]!), 'registered')
  }).timeout(30_000)

  test('a charge whose answer was lost is recognised by its txid', async ({ assert, client }) => {
    const invoice = invoices[6]!
    await query(
      db,
      `update payments_pix_charges set state = 'waiting', registered_at = null where document_id = ?`,
      [invoice.documentId]
    )
    const run = await register(client)
    assert.deepInclude(run.figures, { registered: 1n })
    assert.equal(await stateOf(invoice), 'registered')
  })

  test('paid late, with the fine that the agreement has the payer’s bank ask', async ({
    assert,
    client,
  }) => {
    await query(
      db,
      'update payments_agreements set pix_fine_percent = 2, pix_interest_percent = 1 where id = ?',
      [world.agreementId]
    )
    const [late] = await issueInvoices(world, [
      { waterCents: 10_000n, dueOn: '2026-10-08' as CivilDate },
    ])
    await register(client)
    clock.freeze('2026-10-18T12:00:00-04:00')
    const paid = await pay(late!)
    assert.equal(paid.valor, '102.33')
    await tell([paid.endToEndId])
    const [receipt] = await receipts(late!)
    assert.deepInclude(receipt!, { amount_cents: 10_233n, credit_cents: 233n })
  })

  test('past its last day a charge cannot be paid', async ({ assert, client }) => {
    const [short] = await issueInvoices(world, [
      {
        waterCents: 4200n,
        dueOn: '2026-10-20' as CivilDate,
        validUntil: '2026-10-21' as CivilDate,
      },
    ])
    await register(client)
    clock.freeze('2026-10-29T12:00:00-04:00')
    const { status } = await pay(short!)
    assert.equal(status, 422)
    await register(client)
    assert.equal(await stateOf(short!), 'expired')
  })

  test('a proxy that checks the bank’s certificate proves the origin', async ({
    assert,
    client,
  }) => {
    const folder = join(root, 'proxy')
    mkdirSync(folder)
    for (const file of ['certificate.pem', 'key.pem', 'ca.pem'])
      writeFileSync(join(folder, file), readFileSync(join(root, 'banco', file)))
    const settings = JSON.parse(
      readFileSync(join(root, 'banco', 'connection.json'), 'utf8')
    ) as object
    const certificate = {
      ...{ header: 'x-client-verify', value: 'SUCCESS' },
      ...{ fingerprintHeader: 'x-client-fingerprint', fingerprint: 'AA:BB:CC' },
    }
    writeFileSync(
      join(folder, 'connection.json'),
      JSON.stringify({ ...settings, notices: { certificate } })
    )
    await query(db, `update payments_agreements set pix_connection = 'proxy' where id = ?`, [
      world.agreementId,
    ])
    const { token } = await runAction<{ id: bigint }, RenewedToken>('payments.renew_pix_token', {
      actor: systemActor(world.municipalityId),
      input: { id: String(world.agreementId) },
    })
    const invoice = invoices[7]!
    const body = {
      pix: [
        {
          endToEndId: 'E00000000202610291530aaaaaaaaaaa',
          txid: await txidOf(invoice),
          valor: '50.07',
          horario: '2026-10-29T15:30:12.000Z',
        },
      ],
    }
    const post = async (headers: Record<string, string>, status: number) => {
      const answer = await client.post(`/api/payments/pix/${token}/pix`).headers(headers).json(body)
      answer.assertStatus(status)
    }
    await post({}, 401)
    await post({ 'x-client-verify': 'FAILED', 'x-client-fingerprint': 'aabbcc' }, 401)
    await post({ 'x-client-verify': 'SUCCESS', 'x-client-fingerprint': 'aabbcd' }, 401)
    assert.isEmpty(await receipts(invoice))
    await post({ 'x-client-verify': 'SUCCESS', 'x-client-fingerprint': 'aabbcc' }, 200)
    assert.lengthOf(await receipts(invoice), 1)
  })

  test('who may not is refused', async ({ assert, client }) => {
    for (const button of ['charges', 'reconcile']) {
      const refused = await send(client, 'carla', `/payments/pix/${button}`, {})
      assert.equal(problemOf(refused).code, 'E_ACCESS_DENIED')
    }
  })
})
