import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { tellIssued } from '#plugins/accounting/tests/support/books'
import { freshDatabase } from '#tests/support/database'
import { ana, bruno } from '#tests/support/people'
import { act, codeOf } from '#tests/support/requests'
import { tellFindings } from '../../services/bank_findings.ts'
import { importStatement } from '../../services/import_statement.ts'
import { storeFile } from '#core/files/index'
import { type World, importContent, issueInvoices, openWorld } from '../support/fixtures.ts'
import { returnFile } from '../support/return_files.ts'

const ACCOUNT = '001 1234-5 00010001-0'
const OCTOBER = '2026-10' as RefMonth

type Row = Readonly<Record<string, unknown>>

const OFX = `OFXHEADER:100\r\nDATA:OFXSGML\r\n\r\n<OFX><BANKTRANLIST><DTSTART>20261015<DTEND>20261031
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261016<TRNAMT>297.00<FITID>A1<MEMO>CRED ARRECADACAO CONV 123456</STMTTRN>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261020<TRNAMT>20.00<FITID>A2<MEMO>DEPOSITO EM DINHEIRO</STMTTRN>
</BANKTRANLIST></OFX>`

test.group('Payments | the month reconciled with the banks and the books', (group) => {
  let world: World
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-10-15T12:00:00-04:00')
    world = await openWorld()
    await query(
      db,
      `update payments_agreements set fee_mode = 'deducted', fee_cents = 100 where id = ?`,
      [world.agreementId]
    )
    const invoices = await issueInvoices(
      world,
      [10_000n, 10_000n, 10_000n, 7_000n].map((waterCents) => ({ waterCents }))
    )
    await tellIssued(world, invoices)
    const file = async (sequence: number, creditedOn: string, some: typeof invoices) =>
      importContent(
        world,
        await returnFile(world, {
          ...{ sequence, generatedOn: clock.today('America/Cuiaba') },
          payments: some.map(({ barcode, amountCents: cents }) => ({
            ...{ barcode, cents, paidOn: clock.today('America/Cuiaba'), creditedOn },
          })),
        })
      )
    await file(1, '2026-10-16', invoices.slice(0, 3))
    clock.freeze('2026-10-30T12:00:00-04:00')
    // Paid on the last bank day: credited in November.
    await file(2, '2026-11-03', invoices.slice(3))
    await db.transaction(async (tx) => {
      const { municipalityId } = world
      const { id } = await storeFile(tx, {
        ...{ municipalityId, name: 'extrato.ofx', mediaType: 'text/plain', createdBy: null },
        content: new TextEncoder().encode(OFX),
      })
      await importStatement(tx, {
        ...{ municipalityId, account: ACCOUNT, name: 'extrato.ofx', layoutId: null },
        ...{ fileObjectId: id, at: clock.now(), by: 'Ana' },
      })
    })
    clock.freeze('2026-11-04T12:00:00-04:00')
  })
  group.teardown(() => clock.restore())

  const rowsOf = async (client: ApiClient, path: string) => {
    const answer = await client.get(path).loginAs(await ana())
    answer.assertStatus(200)
    return (answer.body() as { data: Row[] }).data
  }
  const late = async (client: ApiClient, on: string) => {
    const answer = await client
      .get(`/api/reports/payments.month_reconciliations?position_on=${on}&only_late=1`)
      .loginAs(await ana())
    return (answer.body() as { rows: Row[] }).rows.map(({ reference }) => reference)
  }

  test('three balances of a closed month, the credit of 20.00 that nobody identified, and no conclusion without words', async ({
    assert,
    client,
  }) => {
    const early = await act(client, 'payments.prepare_reconciliation', { reference: OCTOBER })
    assert.equal(codeOf(early), 'E_PAYMENTS_RECONCILE_OPEN')
    const closed = await act(client, 'payments.close_month', { reference: OCTOBER })
    closed.assertStatus(200)
    const open = await act(client, 'payments.prepare_reconciliation', { reference: OCTOBER })
    assert.include(JSON.stringify(open.body()), 'contabilidade de 10/2026 ainda')
    await runInline(
      'accounting.close',
      { reference: OCTOBER, on: OCTOBER },
      systemActor(world.municipalityId)
    )
    const made = await act(client, 'payments.prepare_reconciliation', { reference: OCTOBER })
    made.assertStatus(200)
    const [month] = await rowsOf(client, '/api/payments/reconciliations')
    assert.containsSubset(month, {
      ...{ received_cents: '37000', credited_cents: '31700', booked_cents: '37000' },
      ...{ open_items: 1, open_cents: '2000', state: 'prepared' },
    })
    const items = await rowsOf(client, '/api/payments/reconciliation-items?sort=-is_open')
    assert.deepEqual(
      items.map(({ kind, agent_code: agent, on_day: on, amount_cents: cents, is_open: is }) => [
        ...[kind, agent, on, cents, is],
      ]),
      [
        ['not_identified', '001', '2026-10-20', '2000', true],
        ['fee', '001', null, '-300', false],
        ['credited_apart', '001', null, '-7000', false],
      ]
    )
    const id = Number(month!.id)
    const page = await client.get(`/payments/reconciliations/${id}`).loginAs(await ana())
    page.assertTextIncludes('DEPOSITO EM DINHEIRO')
    page.assertTextIncludes('20,00')
    const silent = await act(client, 'payments.conclude_reconciliation', { id })
    assert.equal(codeOf(silent), 'E_PAYMENTS_RECONCILE_JUSTIFY')
    assert.deepEqual(await late(client, '2026-11-15'), [])
    assert.deepEqual(await late(client, '2026-11-16'), [OCTOBER])
    clock.freeze('2026-11-20T12:00:00-04:00')
    await db.transaction((tx) => tellFindings(tx, world.municipalityId))
    const [alert] = await query<{ title: string }>(
      db,
      `select title from alerts_causes where key = 'payments/reconciliation/2026-10' and closed_at is null`
    )
    assert.equal(alert!.title, 'Conciliação de 10/2026 atrasada')
    const said = await act(client, 'payments.conclude_reconciliation', {
      ...{ id, reason: 'Depósito de cliente ainda não identificado; pedido o comprovante' },
    })
    said.assertStatus(200)
    assert.deepEqual(await late(client, '2026-11-20'), [])
    const changed = await act(client, 'payments.prepare_reconciliation', { reference: OCTOBER })
    assert.equal(codeOf(changed), 'E_PAYMENTS_RECONCILIATION_STATE')
    const own = await act(client, 'payments.approve_reconciliation', { id })
    assert.equal(codeOf(own), 'E_PAYMENTS_RECONCILE_SAME_PERSON')
  }).tags(['@AC-020'])

  test('another person returns it with a reason, or approves; what was concluded on keeps its hash', async ({
    assert,
    client,
  }) => {
    const [month] = await rowsOf(client, '/api/payments/reconciliations')
    const id = Number(month!.id)
    const approver = bruno()
    const back = await act(
      client,
      'payments.return_reconciliation',
      { id, reason: 'Falta o comprovante' },
      approver
    )
    back.assertStatus(200)
    const again = await act(client, 'payments.prepare_reconciliation', { reference: OCTOBER })
    again.assertStatus(200)
    await act(client, 'payments.conclude_reconciliation', { id, reason: 'Comprovante anexado' })
    const approved = await act(client, 'payments.approve_reconciliation', { id }, approver)
    approved.assertStatus(200)
    const [done] = await rowsOf(client, '/api/payments/reconciliations')
    assert.containsSubset(done, { state: 'approved', hash: month!.hash })
    const items = await rowsOf(client, '/api/payments/reconciliation-items')
    assert.lengthOf(items, 3)
  })
})
