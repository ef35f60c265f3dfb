import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { open, upload, work } from '#tests/scenarios/support/people'
import {
  type Invoice,
  type World,
  importContent,
  issueInvoices,
  openWorld,
} from '../support/fixtures.ts'
import { returnFile } from '../support/return_files.ts'

interface Answer {
  readonly totals: Readonly<Record<string, string>>
  readonly rows: readonly Readonly<Record<string, string>>[]
}

let world: World
let other: World

async function report(client: ApiClient, name: string, filters: string): Promise<Answer> {
  const answer = await client.get(`/api/reports/${name}?${filters}`).loginAs(await ana())
  return answer.body() as Answer
}

/** A file of one credit day with so many payments of one amount. */
async function batch(
  place: World,
  sequence: number,
  {
    on,
    some,
    stray = 0n,
  }: { readonly on: string; readonly some: Invoice[]; readonly stray?: bigint }
): Promise<void> {
  const payments = some.map(({ barcode, amountCents }) => ({
    ...{ barcode, cents: amountCents, paidOn: on, creditedOn: on },
  }))
  const unknown = { barcode: `${some[0]!.barcode.slice(0, 34)}9999999999`, cents: stray }
  const all = stray > 0n ? [...payments, { ...unknown, paidOn: on, creditedOn: on }] : payments
  await importContent(place, await returnFile(place, { sequence, generatedOn: on, payments: all }))
}

const credit = (client: ApiClient, on: string, amount: string, account: string) =>
  upload(client, 'ana', {
    ...{ path: '/payments/statements', name: `${on}.ofx`, fields: { account } },
    content: `<OFX><BANKTRANLIST><STMTTRN><DTPOSTED>${on.replaceAll('-', '')}<TRNAMT>${amount}<FITID>${on}<MEMO>ARREC 123456 0987</STMTTRN></BANKTRANLIST></OFX>`,
  })

test.group('Payments | reports of the bank side', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-10-30T12:00:00-04:00')
    world = await openWorld()
    const [row] = await query<{ id: bigint }>(
      db,
      `update payments_agreements set fee_cents = 100 where code = '0987' returning id`
    )
    other = { ...world, agreementId: row!.id }
    await query(db, `update payments_agreements set fee_cents = 100 where id = ?`, [
      world.agreementId,
    ])
  })
  group.teardown(() => clock.restore())

  const ofCents = (count: number, cents: bigint) =>
    issueInvoices(
      world,
      Array.from({ length: count }, () => ({ waterCents: cents }))
    )

  test('expected net credits, what came, and what is still to come', async ({ assert, client }) => {
    await batch(world, 1, { on: '2026-10-05', some: await ofCents(10, 10_000n) })
    await batch(world, 2, { on: '2026-10-06', some: await ofCents(5, 10_000n) })
    await credit(client, '2026-10-05', '990.00', '001 1234-5 00010001-0')
    const filters = 'from_on=2026-10-01&until_on=2026-10-31'
    const { rows } = await report(client, 'payments.expected_credits', filters)
    assert.deepEqual(
      rows.map((row) => [
        ...[row.records, row.gross_cents, row.fee_cents, row.net_cents, row.credited_cents],
        row.balance_cents,
      ]),
      [
        ['10', '100000', '1000', '99000', '99000', '0'],
        ['5', '50000', '500', '49500', '0', '49500'],
      ]
    )
    // What the bank credited is told as passed on; what it did not credit yet is not.
    const passed = await report(client, 'payments.confirmed', `${filters}&kind=bank`)
    assert.deepEqual(
      [passed.rows.length, passed.totals.amount_cents, passed.rows[0]!.moved_on],
      [10, '100000', '2026-10-05']
    )
  }).tags(['@TR-3.2.19.6'])

  test('a file is compatible when it is settled or treated, and credited less its fees', async ({
    assert,
    client,
  }) => {
    await query(db, `update payments_agreements set fee_cents = 100 where id = ?`, [
      other.agreementId,
    ])
    await batch(other, 1, { on: '2026-10-08', some: await ofCents(4, 12_000n), stray: 2000n })
    await credit(client, '2026-10-08', '495.00', '104 0321 003 00000777-1')
    await batch(other, 2, { on: '2026-10-09', some: await ofCents(4, 12_000n), stray: 2000n })
    await credit(client, '2026-10-09', '490.00', '104 0321 003 00000777-1')
    const { rows } = await report(
      client,
      'payments.compatibility',
      'from_on=2026-10-08&until_on=2026-10-09'
    )
    assert.deepEqual(
      rows.map((row) => [
        ...[row.gross_cents, row.settled_cents, row.treated_cents, row.fee_cents],
        ...[row.credited_cents, row.settling_cents, row.crediting_cents, row.status],
      ]),
      [
        ['50000', '48000', '2000', '500', '49500', '0', '0', 'compatible'],
        ['50000', '48000', '2000', '500', '49000', '0', '500', 'divergent'],
      ]
    )
    const divergent = await report(
      client,
      'payments.compatibility',
      'from_on=2026-10-08&until_on=2026-10-09&status=divergent'
    )
    assert.lengthOf(divergent.rows, 1)
  }).tags(['@TR-3.2.19.10b'])

  test('the day is split by agent and the month grows by it', async ({ assert, client }) => {
    const before = await report(client, 'payments.daily_agents', 'reference=2026-10')
    const soFar = Number(before.totals.amount_cents)
    await batch(world, 3, { on: '2026-10-20', some: await ofCents(10, 10_000n) })
    await batch(other, 3, { on: '2026-10-20', some: await ofCents(5, 10_000n) })
    const { rows } = await report(client, 'payments.daily_agents', 'reference=2026-10')
    const day = rows.filter(({ paid_on: on }) => on === '2026-10-20')
    assert.deepEqual(day.map((row) => [row.agent!.slice(0, 3), row.amount_cents]).toSorted(), [
      ['001', '100000'],
      ['104', '50000'],
    ])
    for (const row of day) assert.equal(Number(row.month_cents), soFar + 150_000)
  }).tags(['@CM-09'])

  test('a file whose trailer says 100,00 and whose lines add 90,00 is blocked and settles nothing; a right one is told to be valid', async ({
    assert,
    client,
  }) => {
    const some = await ofCents(2, 4500n)
    const payments = some.map(({ barcode, amountCents }) => ({
      ...{ barcode, cents: amountCents, paidOn: '2026-10-27', creditedOn: '2026-10-28' },
    }))
    const right = await returnFile(world, { sequence: 4, generatedOn: '2026-10-28', payments })
    const wrong = right.replace('00000000000009000', '00000000000010000')
    assert.notEqual(wrong, right)
    const send = async (content: string) => {
      const sent = await upload(client, 'ana', {
        ...{ path: '/payments/files', name: 'RET004.TXT', content },
        fields: { agreement_id: String(world.agreementId) },
      })
      const { figures } = await work(sent, 'ana')
      return String(figures['file'])
    }
    const problems = async (file: string) => {
      const { rows } = await report(
        client,
        'payments.file_findings',
        `from_on=2026-10-30&until_on=2026-10-30&file=${file}`
      )
      return rows.map((row) => [row.severity, row.problem, row.lines_cents, row.trailer_cents])
    }
    const openCents = async () => {
      const [row] = await query<{ open: bigint }>(
        db,
        `select sum(i.open_cents)::bigint as open from receivables_items i join receivables_document_items d on d.item_id = i.id
          where d.document_id = any(?::bigint[])`,
        [some.map(({ documentId }) => documentId)]
      )
      return row!.open
    }
    const blocked = await send(wrong)
    assert.deepEqual(await problems(blocked), [['blocking', 'trailer', '9000', '10000']])
    assert.equal(await openCents(), 9000n)
    const refused = await open(client, 'ana', `/payments/files/${blocked}`)
    refused.assertTextIncludes('Impede o arquivo.')
    const valid = await send(right)
    assert.deepEqual(await problems(valid), [])
    assert.equal(await openCents(), 0n)
    const page = await open(client, 'ana', `/payments/files/${valid}`)
    page.assertTextIncludes('Arquivo válido: nenhum problema foi encontrado.')
  }).tags(['@TR-3.2.19.12'])
})
