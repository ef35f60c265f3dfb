import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { open, send } from '#tests/scenarios/support/people'
import { type World, fileOf, importContent, issueInvoices, openWorld } from '../support/fixtures.ts'
import { returnFile } from '../support/return_files.ts'

let world: World

const idIn = (location: string | undefined) =>
  BigInt(/(\d+)(?:\?.*)?$/.exec(location ?? '')?.[1] ?? 0)

test.group('Payments | agreements', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2027-01-05T12:00:00-04:00')
    world = await openWorld()
  })
  group.teardown(() => clock.restore())

  const agreementForm = {
    ...{ code: '777', kind: 'collection_return', layout_version: '07', account: '001 777-7' },
    ...{ fee_cents: '1,20', fee_mode: 'deducted', float_days: '1', file_rule: 'none' },
    ...{ file_days: '1', file_by: '10:00', valid_from: '2026-01-01', valid_until: '2026-12-31' },
  }

  test('a payment uses the agreement of its day, and one after its end is flagged and settled', async ({
    client,
    assert,
  }) => {
    const agent = await send(client, 'ana', '/payments/agents', { code: '033', name: 'Santander' })
    const agentId = idIn(agent.header('location'))
    const branch = await send(client, 'ana', '/payments/branches', {
      ...{ agent_id: String(agentId), code: '1234-5', name: 'Centro', city: 'Águas Claras' },
    })
    const made = await send(client, 'ana', '/payments/agreements', {
      ...{ ...agreementForm, agent_id: String(agentId) },
      branch_id: String(idIn(branch.header('location'))),
    })
    made.assertStatus(302)
    const agreementId = idIn(made.header('location'))
    const [one, two] = await issueInvoices(world, [{ waterCents: 5000n }, { waterCents: 7000n }])
    const payments = [
      { barcode: one!.barcode, cents: 5000n, paidOn: '2026-06-30', feeCents: 120n },
      { barcode: two!.barcode, cents: 7000n, paidOn: '2027-01-02', feeCents: 150n },
    ]
    const place = { ...world, agreementId }
    const content = await returnFile(place, { sequence: 1, generatedOn: '2027-01-04', payments })
    const file = await fileOf(await importContent(place, content))
    assert.deepEqual(
      file.lines.map(({ fate }) => fate),
      ['settled', 'settled']
    )
    const page = await open(client, 'ana', `/payments/files/${file.id}`)
    const rows = page.text().replaceAll('\u00A0', ' ').split('<tr>').slice(-2)
    assert.match(rows[0]!, /R\$\s1,20/)
    assert.notInclude(rows[0], 'Pago fora da vigência')
    assert.include(rows[1], 'Pago fora da vigência do convênio')
    const listed = await client
      .get('/api/payments/file-lines?is_outside_validity=true')
      .loginAs(await ana())
    assert.equal(listed.body().data.length, 1)
  }).tags(['@TR-3.2.8.9'])

  test('the price of the way of paying goes before the general one, from its day on', async ({
    client,
    assert,
  }) => {
    const { agreementId } = world
    for (const fee of [
      { capture: '', fee_cents: '1,10', from_on: '2026-01-01' },
      { capture: 'lottery', fee_cents: '0,90', from_on: '2026-07-01' },
      { capture: '', fee_cents: '1,30', from_on: '2026-09-01' },
    ]) {
      const sent = await send(client, 'ana', '/payments/fees', {
        ...{ ...fee, agreement_id: String(agreementId) },
      })
      sent.assertStatus(302)
    }
    const invoices = await issueInvoices(
      world,
      [1n, 2n, 3n, 4n].map((n) => ({ waterCents: 3000n + n }))
    )
    const told = [
      ['2025-12-31', '1'],
      ['2026-06-30', '7'],
      ['2026-08-31', '7'],
      ['2026-10-02', '1'],
    ] as const
    const content = await returnFile(world, {
      ...{ sequence: 1, generatedOn: '2026-11-30' },
      payments: told.map(([paidOn, channel], i) => ({
        ...{ barcode: invoices[i]!.barcode, cents: invoices[i]!.amountCents, paidOn, channel },
      })),
    })
    const file = await fileOf(await importContent(world, content))
    const answer = await client
      .get(`/api/reports/payments.file_lines?file=${file.id}`)
      .loginAs(await ana())
    const rows = answer.body().rows as { line: string; agreed_fee_cents: string }[]
    assert.deepEqual(
      rows.map(({ agreed_fee_cents: fee }) => fee),
      ['180', '110', '90', '130']
    )
  })

  test('dates and branch are judged', async ({ client, assert }) => {
    const [agent] = await query<{ id: bigint }>(
      db,
      `select id from payments_agents where code = '104'`
    )
    const base = { ...agreementForm, code: '778', agent_id: String(agent!.id) }
    const backwards = await send(client, 'ana', '/payments/agreements', {
      ...{ ...base, valid_until: '2025-12-31' },
    })
    assert.include(backwards.text(), 'terminaria antes de começar')
    const [branch] = await query<{ id: bigint }>(db, 'select id from payments_branches limit 1')
    const other = await send(client, 'ana', '/payments/agreements', {
      ...{ ...base, branch_id: String(branch!.id) },
    })
    assert.include(other.text(), 'é de outro banco')
  })
})
