import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { open, problemOf, send, upload } from '#tests/scenarios/support/people'
import {
  type Invoice,
  type World,
  importContent,
  issueInvoices,
  openWorld,
} from '../support/fixtures.ts'
import { returnFile } from '../support/return_files.ts'

const ACCOUNT = '001 1234-5 00010001-0'

interface Day {
  readonly id: bigint
  readonly state: string
  readonly net_cents: bigint
  readonly credited_cents: bigint
  readonly difference_cents: bigint
  readonly settled_by: string | null
}

let world: World
let invoices: Invoice[]

const dayOf = async (on: string, kind = 'file') => {
  const [day] = await query<Day>(
    db,
    'select * from payments_days where agreement_id = ? and credited_on = ? and kind = ?',
    [world.agreementId, on, kind]
  )
  return day!
}

const lines = (state: string) =>
  query<{ id: bigint; text: string; amount_cents: bigint; reason: string | null }>(
    db,
    'select * from payments_statement_lines where state = ? order by id',
    [state]
  )

let layoutId: string

/** An account's statement as a bank's CSV: date, words, number, amount, C or D. */
const csv = (rows: readonly string[]) =>
  ['Data;Historico;Documento;Valor;Tipo', ...rows, '', ''].join('\r\n')

const sendStatement = (client: ApiClient, content: string, name = 'extrato.csv') =>
  upload(client, 'ana', {
    ...{ path: '/payments/statements', name, content },
    fields: { account: ACCOUNT, ...(name.endsWith('.csv') ? { layout_id: layoutId } : {}) },
  })

async function batch(sequence: number, paidOn: string, creditedOn: string, some: Invoice[]) {
  const payments = some.map(({ barcode, amountCents }) => ({
    ...{ barcode, cents: amountCents, paidOn, creditedOn },
  }))
  await importContent(
    world,
    await returnFile(world, { sequence, generatedOn: creditedOn, payments })
  )
}

test.group('Payments | reconciliation', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-10-30T12:00:00-04:00')
    world = await openWorld()
    await query(db, `update payments_agreements set fee_mode = 'invoiced' where id = ?`, [
      world.agreementId,
    ])
    invoices = await issueInvoices(world, [
      { waterCents: 200_000n },
      { waterCents: 250_000n, garbageCents: 50_000n },
      ...Array.from({ length: 6 }, (_, i) => ({ waterCents: 10_000n + BigInt(i) })),
    ])
  })
  group.teardown(() => clock.restore())

  test('a credit smaller than the batch leaves the day divergent; the missing one reconciles it', async ({
    assert,
    client,
  }) => {
    const layout = await send(client, 'ana', '/payments/statement-layouts', {
      ...{ name: 'Banco do Brasil', separator: 'semicolon', skip_lines: '1', date_order: 'dmy' },
      ...{ decimal_mark: 'comma', date_column: '1', text_column: '2', document_column: '3' },
      ...{ amount_column: '4', sign_column: '5' },
    })
    layout.assertStatus(302)
    layoutId = /(\d+)$/.exec(layout.header('location')!)![1]!
    await batch(1, '2026-10-14', '2026-10-15', invoices.slice(0, 2))
    const before = await dayOf('2026-10-15')
    assert.equal(before.state, 'open')
    const sent = await sendStatement(
      client,
      csv([
        '15/10/2026;CRED ARRECADACAO CONV 123456;991;4.990,00;C',
        '15/10/2026;PAGAMENTO FORNECEDOR;992;300,00;D',
        '15/10/2026;DEPOSITO EM DINHEIRO;993;120,00;C',
      ])
    )
    sent.assertStatus(302)
    const short = await dayOf('2026-10-15')
    assert.deepEqual(
      [short.state, short.net_cents, short.credited_cents, short.difference_cents],
      ['divergent', 500_000n, 499_000n, 1000n]
    )
    const left = await lines('waiting')
    assert.deepEqual(
      left.map(({ text }) => text),
      ['DEPOSITO EM DINHEIRO']
    )
    // A bill that the bank returns for want of payment: its receipt is reversed and it is owed again.
    await batch(9, '2026-10-15', '2026-10-16', invoices.slice(7, 8))
    const returned = invoices[7]!
    const [receipt] = await query<{ id: bigint }>(
      db,
      'select id from receivables_receipts where document_id = ?',
      [returned.documentId]
    )
    const reverse = `/receivables/receipts/${receipt!.id}/change/reverse`
    const undone = await send(client, 'ana', reverse, {
      ...{ reason_code: 'bad_cheque', reason: 'Cheque devolvido', confirmed: 'true' },
    })
    undone.assertStatus(302)
    const [pending] = await query<{ state: string }>(
      db,
      'select state from receivables_documents where id = ?',
      [returned.documentId]
    )
    assert.equal(pending!.state, 'live')
    const again = await sendStatement(
      client,
      csv([
        '15/10/2026;CRED ARRECADACAO CONV 123456;991;4.990,00;C',
        '16/10/2026;COMPL ARRECADACAO 123456;1002;10,00;C',
      ])
    )
    again.assertStatus(302)
    const whole = await dayOf('2026-10-15')
    assert.deepEqual(
      [whole.state, whole.credited_cents, whole.difference_cents, whole.settled_by],
      ['reconciled', 500_000n, 0n, 'Sistema']
    )
    const page = await open(client, 'ana', `/payments/days/${whole.id}`)
    const split = page.text().split('O que foi pago com este dinheiro').at(-1)!
    const amounts = [...split.matchAll(/R\$\s([\d.]+,\d\d)/g)].map(([, amount]) => amount)
    assert.deepEqual(amounts.slice(0, 3), ['4.500,00', '500,00', '5.000,00'])
  }).tags(['@CM-29'])

  test('the same statement is known, and a line that came before is not taken twice', async ({
    assert,
    client,
  }) => {
    const rows = [
      '15/10/2026;CRED ARRECADACAO CONV 123456;991;4.990,00;C',
      '16/10/2026;TARIFA;77;1,00;D',
      '16/10/2026;TARIFA;77;1,00;D',
    ]
    await sendStatement(client, csv(rows))
    const twice = await sendStatement(client, csv(rows))
    assert.equal(problemOf(twice).code, 'E_PAYMENTS_STATEMENT_KNOWN')
    const [{ n }] = (await query<{ n: bigint }>(
      db,
      `select count(*) as n from payments_statement_lines where text = 'TARIFA' or document = '991'`
    )) as [{ n: bigint }]
    assert.equal(n, 3n)
    const odd = await sendStatement(client, csv(['31/02/2026;X;1;1,00;C']))
    assert.match(problemOf(odd).people, /Linha 2 do extrato: Não se lê a data/)
  })

  test('an OFX credit of the exact amount net of fees is given to its day; a later file opens it again', async ({
    assert,
    client,
  }) => {
    await query(
      db,
      `update payments_agreements set fee_mode = 'deducted', fee_cents = 150 where id = ?`,
      [world.agreementId]
    )
    await batch(2, '2026-10-19', '2026-10-20', invoices.slice(2, 4))
    const net = 20_001n - 300n
    const told = await dayOf('2026-10-20')
    assert.equal(told.net_cents, net)
    const ofx = `OFXHEADER:100\r\nDATA:OFXSGML\r\n\r\n<OFX><BANKTRANLIST><DTSTART>20261019<DTEND>20261020
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261020120000[-3:BRT]<TRNAMT>197.01<FITID>A1<MEMO>CREDITO DO DIA</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261020<TRNAMT>-5,00<FITID>A2<MEMO>TARIFA &amp; IOF</STMTTRN>
</BANKTRANLIST></OFX>`
    const sent = await sendStatement(client, ofx, 'extrato.ofx')
    sent.assertStatus(302)
    assert.deepInclude(await dayOf('2026-10-20'), { state: 'reconciled', credited_cents: net })
    await batch(3, '2026-10-19', '2026-10-20', invoices.slice(4, 5))
    const opened = await dayOf('2026-10-20')
    assert.deepEqual(
      [opened.state, opened.difference_cents, opened.settled_by],
      ['divergent', 10_002n - 150n, null]
    )
  })

  test('a person links what is in doubt, sets aside what is not of the collection, and answers for a difference', async ({
    assert,
    client,
  }) => {
    await batch(4, '2026-10-20', '2026-10-21', invoices.slice(5, 6))
    const day = await dayOf('2026-10-21')
    await sendStatement(client, csv(['21/10/2026;CREDITO;5;90,00;C']))
    const waiting = await lines('waiting')
    const credit = waiting.find(({ text }) => text === 'CREDITO')!
    const deposit = waiting.find(({ text }) => text === 'DEPOSITO EM DINHEIRO')!
    const change = (path: string, form: object) => send(client, 'ana', path, form)
    const linked = await change(`/payments/statement-lines/${credit.id}/change/match`, {
      day_id: String(day.id),
    })
    linked.assertStatus(302)
    assert.deepInclude(await dayOf('2026-10-21'), { state: 'divergent', credited_cents: 9000n })
    const aside = await change(`/payments/statement-lines/${deposit.id}/change/set_aside`, {
      reason: 'Venda de sucata',
    })
    aside.assertStatus(302)
    assert.lengthOf(await lines('waiting'), 0)
    const bare = await change(`/payments/days/${day.id}/change/accept`, {})
    assert.equal(bare.status(), 422)
    const accepted = await change(`/payments/days/${day.id}/change/accept`, {
      reason: 'O banco pagará com o próximo repasse',
    })
    accepted.assertStatus(302)
    const closed = await dayOf('2026-10-21')
    assert.equal(closed.state, 'accepted')
    assert.match(closed.settled_by!, /^Ana/)
    await change(`/payments/statement-lines/${credit.id}/change/free`, { reason: 'Era de outro' })
    assert.deepInclude(await dayOf('2026-10-21'), { state: 'open', credited_cents: 0n })
  })
})
