import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  REFERENCE,
  type TestMonth,
  createMonth,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import {
  type Version,
  openBridges,
  pay,
  versionsOf,
} from '#plugins/billing/tests/functional/correcting'
import { freshDatabase } from '#tests/support/database'
import { open, send, userOf } from '#tests/scenarios/support/people'
import { readBankSlip } from '../../domain/boletos/bank_slip.ts'
import { SEGMENT_P } from '../../domain/boletos/remittance_layout.ts'
import { readRecord } from '../../domain/fixed_width.ts'
import { type ToldBoleto, boletoReturn } from '../support/boleto_returns.ts'
import { fileOf, importContent, openWorld } from '../support/fixtures.ts'

const HOUSE = { economies: [{ category: 'RES', economies: 1 }], m3: '20' }
const on = (day: string) => day as CivilDate

interface Boleto {
  readonly id: bigint
  readonly own_number: string
  readonly state: string
  readonly news: string | null
  readonly line: string
  readonly due_on: CivilDate
  readonly document_id: bigint
}

test.group('Payments | registered boletos', (group) => {
  freshDatabase(group)
  let month: TestMonth
  let agreementId: bigint
  let world: Awaited<ReturnType<typeof openWorld>>
  let sequence = 0
  const invoice = async (index: number): Promise<Version> =>
    versionsOf(month.premiseIds[index]!, REFERENCE).then((versions) => versions.at(-1)!)
  const boletos = () => query<Boleto>(db, 'select * from payments_boletos order by id')
  const statesNow = async () => {
    const all = await boletos()
    return all.map(({ state }) => state)
  }
  const act = async (client: ApiClient, name: string, body: object) =>
    client
      .post(`/api/actions/payments.${name}`)
      .loginAs(await userOf('ana'))
      .withCsrfToken()
      .json(body)
  const answer = async (told: readonly ToldBoleto[], generatedOn = '2026-11-24') => {
    const content = boletoReturn({
      ...{ agreementCode: '1234567', sequence: ++sequence, generatedOn: on(generatedOn), told },
    })
    return fileOf(await importContent({ ...world, agreementId }, new TextEncoder().encode(content)))
  }
  const remittance = async (client: ApiClient) => {
    const done = await act(client, 'remit_boletos', { agreement_id: String(agreementId) })
    done.assertStatus(200)
    const [row] = await query<{ id: bigint }>(
      db,
      'select id from payments_boleto_remittances order by id desc limit 1'
    )
    const file = await open(client, 'ana', `/payments/boleto-remittances/${row!.id}/file`)
    file.assertStatus(200)
    return file.text().split('\r\n').slice(0, -1)
  }

  group.setup(async () => {
    clock.freeze('2026-11-20T15:00:00Z')
    month = await createMonth(Array.from({ length: 5 }, () => HOUSE))
    await run(month)
    world = await openWorld()
    const [row] = await query<{ id: bigint }>(
      db,
      `insert into payments_agreements (municipality_id, agent_id, code, kind, account, layout_version, fee_cents, float_days)
       select municipality_id, agent_id, '1234567', 'registered_boleto', account, layout_version, fee_cents, float_days
         from payments_agreements where id = ? returning id`,
      [world.agreementId]
    )
    agreementId = row!.id
  })
  group.teardown(() => clock.restore())
  group.each.timeout(120_000)

  test('invoices become boletos of the agreement’s own numbers and go to the bank in P, Q and R', async ({
    client,
    assert,
  }) => {
    const terms = {
      ...{ agreement_id: String(agreementId), agency: '1234', agency_digit: '5', account: '6789' },
      ...{
        portfolio: '1',
        portfolio_code: '17',
        kind_code: '17',
        last_number: 100,
        last_sequence: 6,
      },
      own_number_template: 'convenio:7 sequencia:10',
    }
    const post = async (free: string) =>
      client
        .post('/api/payments/boleto-terms')
        .loginAs(await userOf('ana'))
        .withCsrfToken()
        .json({ ...terms, free_field_template: free })
    const short = await post('nosso_numero:17')
    short.assertStatus(422)
    const good = await post('zeros:6 nosso_numero:17 carteira:2')
    good.assertStatus(201)
    const numbers = await Promise.all([0, 1, 2, 3].map(invoice))
    const made = await send(client, 'ana', '/payments/boletos', {
      ...{
        agreement_id: String(agreementId),
        documents: numbers.map(({ number }) => number).join('\n'),
      },
    })
    made.assertStatus(302)
    const again = await act(client, 'register_boletos', {
      ...{ agreement_id: String(agreementId), documents: numbers[0]!.number },
    })
    again.assertStatus(422)
    const [first] = await boletos()
    assert.equal(first!.own_number, '12345670000000101')
    assert.equal(readBankSlip(first!.line)!.slice(19), '0000001234567000000010117')
    const lines = await remittance(client)
    assert.lengthOf(lines, 4 + 4 * 3)
    const { record } = readRecord(SEGMENT_P, lines[2]!)
    assert.deepInclude(record!, {
      ...{ ownNumber: '12345670000000101', movement: '01', documentNumber: numbers[0]!.number },
      ...{
        amountCents: numbers[0]!.total_cents,
        dueOn: numbers[0]!.due_on,
        companyUse: `B${first!.id}`,
      },
    })
    assert.deepEqual(await statesNow(), ['sent', 'sent', 'sent', 'sent'])
    const unregistered = await act(client, 'print_boleto', { id: String(first!.id) })
    unregistered.assertStatus(409)
    const carla = await open(client, 'carla', '/payments/boletos/new')
    carla.assertStatus(403)
  })

  test('what the bank answers stands on each boleto; payments settle by the usual road', async ({
    client,
    assert,
  }) => {
    const [one, two, three, four] = await boletos()
    const target = await invoice(0)
    const entries = await answer([
      { movement: '02', ownNumber: one!.own_number },
      { movement: '02', ownNumber: two!.own_number },
      { movement: '03', ownNumber: three!.own_number, reasons: '4648' },
      { movement: '02', ownNumber: four!.own_number },
      { movement: '02', ownNumber: '99999999999999999' },
    ])
    assert.deepEqual(
      entries.lines.map(({ fate }) => fate),
      ['noted', 'noted', 'noted', 'noted', 'rejected']
    )
    const [, , rejected] = await boletos()
    assert.deepInclude(rejected!, {
      state: 'rejected',
      news: 'Entrada rejeitada: CPF ou CNPJ do pagador inválido; CEP inválido',
    })
    const printed = await act(client, 'print_boleto', { id: String(one!.id) })
    printed.assertStatus(200)
    const page = await open(client, 'ana', `/payments/boletos/${one!.id}`)
    const paper = /\/documents\/issued\/\d+/.exec(page.text())![0]
    const shown = await open(client, 'ana', paper)
    shown.assertStatus(200)

    clock.freeze('2026-12-12T15:00:00Z')
    const paid = { amountCents: target.total_cents, paidCents: target.total_cents }
    const file = await answer(
      [
        {
          movement: '06',
          ownNumber: one!.own_number,
          ...paid,
          paidOn: target.due_on,
          feeCents: 250n,
        },
        {
          movement: '06',
          ownNumber: '88888888888888888',
          paidCents: 10_00n,
          paidOn: on('2026-12-11'),
        },
      ],
      '2026-12-12'
    )
    assert.deepEqual(
      file.lines.map(({ fate }) => fate),
      ['settled', 'unidentified']
    )
    const [receipt] = await query<Record<string, unknown>>(
      db,
      'select channel, class, fee_cents, document_id from receivables_receipts where id = ?',
      [file.lines[0]!.receipt_id]
    )
    assert.deepEqual(receipt, {
      ...{
        channel: 'boleto_return',
        class: 'exact',
        fee_cents: 250n,
        document_id: one!.document_id,
      },
    })
    const after = await invoice(0)
    assert.equal(after.settlement, 'settled')
    const [settled] = await boletos()
    assert.equal(settled!.state, 'paid')
    assert.deepEqual(await openBridges(month, REFERENCE), [])
  })

  test('another due date and a write-off go in the next file; what was paid otherwise is written off by itself', async ({
    client,
    assert,
  }) => {
    const [, two, , four] = await boletos()
    const moved = await send(client, 'ana', `/payments/boletos/${two!.id}/change/move`, {
      ...{ due_on: '2026-12-28', reason: 'Pedido do cliente' },
    })
    moved.assertStatus(302)
    const target = await invoice(3)
    await pay(month.municipalityId, {
      ...{ barcode: target.barcode!, amountCents: target.total_cents, paidOn: on('2026-12-11') },
    })
    const lines = await remittance(client)
    const orders = lines
      .filter((line) => line[13] === 'P')
      .map((line) => readRecord(SEGMENT_P, line).record!)
      .map(({ movement, ownNumber, dueOn }) => [movement, ownNumber, dueOn])
    assert.deepEqual(orders, [
      ['06', two!.own_number, '2026-12-28'],
      ['02', four!.own_number, four!.due_on],
    ])
    await answer(
      [
        {
          movement: '14',
          ownNumber: two!.own_number,
          dueOn: on('2026-12-28'),
          paidOn: on('2026-12-12'),
        },
        { movement: '09', ownNumber: four!.own_number, paidOn: on('2026-12-12') },
      ],
      '2026-12-13'
    )
    const all = await boletos()
    const states = all.map(({ state, due_on: due }) => [state, due])
    assert.deepEqual([states[1], states[3]![0]], [['registered', '2026-12-28'], 'written_off'])
    const nothing = await act(client, 'remit_boletos', { agreement_id: String(agreementId) })
    nothing.assertStatus(409)
    const late = await act(client, 'cancel_boleto', { id: String(four!.id), reason: 'x' })
    late.assertStatus(409)
  })
})
