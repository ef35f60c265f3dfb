import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemActor } from '#core/access/index'
import User from '#core/access/models/user'
import type { RefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { renderInvoices } from '../../services/printing/print_invoices.ts'
import { type GroupMonth, billMonth, readMonth } from './read_month.ts'

const BILLING = 'bruno.faturamento@demo.aqueduto'
const user = (email: string) => User.findByOrFail('email', email)

async function anInvoice() {
  const [row] = await query<{ id: bigint; run_id: bigint; number: string }>(
    db,
    'select id, run_id, number from billing_invoices where total_cents > 0 order by id limit 1'
  )
  return row!
}

test.group('Billing | screens', (group) => {
  let month: GroupMonth
  freshDatabase(group)
  group.setup(async () => {
    month = await readMonth('01', '2026-11' as RefMonth)
    await billMonth(month)
  })

  test('shows an invoice with the explanation of each line', async ({ client, assert }) => {
    const { id, number } = await anInvoice()
    const page = await client.get(`/billing/invoices/${id}`).loginAs(await user(BILLING))
    page.assertStatus(200)
    assert.include(page.text(), number)
    assert.include(page.text(), 'Tabela de tarifas 2026')
    assert.include(page.text(), 'Recálculo confere')
    const paper = await client.get(`/billing/invoices/${id}/document`).loginAs(await user(BILLING))
    paper.assertStatus(200)
    assert.include(paper.text(), number)
  })

  test('the page of a customer shows the last invoices issued to them', async ({
    client,
    assert,
  }) => {
    const { id } = await anInvoice()
    const [invoice] = await query<{ debtor_id: bigint }>(
      db,
      'select debtor_id from billing_invoices where id = ?',
      [id]
    )
    const page = await client
      .get(`/registry/customers/${invoice!.debtor_id}`)
      .loginAs(await user(BILLING))
    page.assertStatus(200)
    assert.include(page.text(), `<a href="/billing/invoices/${id}">11/2026</a>`)
  })

  test('a template is tried on a real invoice, by its number', async ({ client, assert }) => {
    const { number } = await anInvoice()
    const { template, style, texts } = registries().documents.get('billing.invoice')
    const shown = await client
      .post('/documents/preview/billing.invoice')
      .loginAs(await user('ana.admin@demo.aqueduto'))
      .withCsrfToken()
      .accept('json')
      .form({ content: JSON.stringify({ template, style }), number })
    shown.assertStatus(200)
    assert.include(shown.body().html, number)
    for (const face of ['thermal-80mm', 'thermal-104mm', 'text', 'email', 'sms', 'whatsapp']) {
      const short = await client
        .post('/documents/preview/billing.invoice')
        .loginAs(await user('ana.admin@demo.aqueduto'))
        .withCsrfToken()
        .accept('json')
        .form({ content: JSON.stringify({ template, style, texts }), number, face })
      short.assertStatus(200)
      assert.match(JSON.stringify(short.body()), /11\/2026|novembro de 2026/, face)
    }
  }).timeout(60_000)

  test('the history of an invoice opens the chunk that issued it', async ({ client, assert }) => {
    const { id } = await anInvoice()
    const admin = await user('ana.admin@demo.aqueduto')
    const page = await client.get(`/billing/invoices/${id}`).loginAs(admin)
    assert.match(page.text(), /bloco \d+, \d+ feitos/)
    const panel = await client.get(`/billing/invoices/${id}/tabs/history`).loginAs(admin)
    const [, address] = /href="(\/audit\/\d+)"/.exec(panel.text())!
    const entry = await client.get(address!).loginAs(admin)
    const [, first] = /first_invoice&quot;: &quot;(\d+)&quot;/.exec(entry.text())!
    const [, last] = /last_invoice&quot;: &quot;(\d+)&quot;/.exec(entry.text())!
    assert.isTrue(BigInt(first!) <= id && id <= BigInt(last!))
  })

  test('issues a second copy with a number of its own', async ({ client, assert }) => {
    const { id } = await anInvoice()
    const done = await client
      .post(`/billing/invoices/${id}/copies`)
      .form({ due_on: '2026-12-20' })
      .withCsrfToken()
      .loginAs(await user('ana.admin@demo.aqueduto'))
      .redirects(0)
    done.assertStatus(302)
    const copies = await query(
      db,
      `select d.number from receivables_documents d
         join receivables_document_items di on di.document_id = d.id
         join receivables_items i on i.id = di.item_id
        where d.kind = 'second_copy' and i.origin_id = ? group by d.number`,
      [id]
    )
    assert.lengthOf(copies, 1)
  })

  test('shows the board of the month and the page of a run', async ({ client, assert }) => {
    const board = await client.get('/billing/runs?reference=2026-11').loginAs(await user(BILLING))
    board.assertStatus(200)
    assert.include(board.text(), 'Faturado')
    const { run_id: runId } = await anInvoice()
    const page = await client.get(`/billing/runs/${runId}`).loginAs(await user(BILLING))
    page.assertStatus(200)
    assert.include(page.text(), `hx-get="/billing/runs/${runId}/bridges"`)
    const checks = await client.get(`/billing/runs/${runId}/bridges`).loginAs(await user(BILLING))
    checks.assertStatus(200)
    assert.include(checks.text(), 'Confere')
    assert.notInclude(checks.text(), 'Não confere')
  })

  test('says on the screen that a date does not serve, and starts nothing', async ({
    client,
    assert,
  }) => {
    const other = await readMonth('02', '2026-11' as RefMonth)
    const refused = await client
      .post('/billing/runs')
      .form({ group: String(other.group), reference: '2026-11', issued_on: '2025-01-10' })
      .withCsrfToken()
      .loginAs(await user(BILLING))
    assert.include(refused.text(), 'A data de emissão 10/01/2025 não serve para 11/2026')
    const runs = await query(db, 'select id from jobs_runs where job = ? and key like ?', [
      'billing.run',
      `${other.group}/%`,
    ])
    assert.lengthOf(runs, 0)
  })

  test('prints every invoice of a run', async ({ assert }) => {
    const { run_id: runId } = await anInvoice()
    const folder = await mkdtemp(join(tmpdir(), 'aqueduto-'))
    try {
      const { invoices, files } = await renderInvoices({
        ...{ runId, folder, actor: systemActor(month.municipalityId) },
      })
      assert.isAbove(invoices, 10)
      const bytes = await readFile(files[0]!)
      assert.equal(bytes.subarray(0, 5).toString(), '%PDF-')
    } finally {
      await rm(folder, { recursive: true })
    }
  }).timeout(60_000)
})
