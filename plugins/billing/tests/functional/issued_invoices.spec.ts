import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { renderInvoices } from '../../services/printing/print_invoices.ts'
import { putVersion } from './put_version.ts'
import { type GroupMonth, billMonth, readMonth } from './read_month.ts'

const bytesOf = (body: unknown) => Buffer.from(body as Uint8Array)

interface Some {
  readonly id: bigint
  readonly run_id: bigint
  readonly document_id: bigint
  readonly premise_id: bigint
}

const invoices = () =>
  query<Some>(
    db,
    'select id, run_id, document_id, premise_id from billing_invoices where total_cents > 0 order by id'
  )

const issuedRows = (id: bigint) =>
  query<{ id: bigint; issue_key: string; reprints: number }>(
    db,
    `select i.id, i.issue_key, (select count(*)::int from documents_reprints r where r.issued_id = i.id) as reprints
       from documents_issued i where i.subject_type = 'billing.invoices' and i.subject_id = ? order by i.id`,
    [id]
  )

async function printed(client: ApiClient, path: string) {
  const answer = await client.get(path).loginAs(await userNamed('bruno.faturamento'))
  answer.assertStatus(200)
  return bytesOf(answer.body())
}

async function paper(client: ApiClient, path: string) {
  const answer = await client.get(path).loginAs(await userNamed('bruno.faturamento'))
  answer.assertStatus(200)
  return answer.text()
}

/** What a paper says between two of its places, without marks. */
const part = (html: string, from: string, until: string) => {
  const start = html.indexOf(from)
  return html
    .slice(start, html.indexOf(until, start))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
}

/** What invoices show and other work changes afterwards: groups' codes and the route of the reading. */
async function changeAround() {
  await query(db, `update registry_billing_groups set code = 'ZZ' where code = '01'`)
  await query(db, `update registry_premises set street = 'Rua Outra', number = '999'`)
}

test.group('Billing | what was printed prints again as it was', (group) => {
  let month: GroupMonth
  let list: Some[]
  freshDatabase(group)
  group.each.teardown(() => clock.restore())
  group.setup(async () => {
    await query(
      db,
      `insert into billing_messages (municipality_id, title, text, tone, condition, from_on)
       select id, 'Economize', 'Feche bem as torneiras.', 'info', 'every', '2026-01-01' from access_municipalities`
    )
    month = await readMonth('01', '2026-11' as RefMonth)
    await billMonth(month)
    list = await invoices()
  })

  test('a run issues no paper, and looking at an invoice neither', async ({ client, assert }) => {
    await paper(client, `/billing/invoices/${list[0]!.id}/document`)
    assert.isEmpty(await query(db, 'select id from documents_issued'))
  })

  test('what is printed is kept, and prints the same after its surroundings changed', async ({
    client,
    assert,
  }) => {
    const { id } = list[0]!
    const path = `/billing/invoices/${id}`
    const first = await printed(client, `${path}/pdf`)
    assert.lengthOf(await issuedRows(id), 1)
    const shown = await paper(client, `${path}/document`)
    const untouched = await paper(client, `/billing/invoices/${list[1]!.id}/document`)
    await changeAround()
    const again = await printed(client, `${path}/pdf`)
    assert.isTrue(first.equals(again))
    assert.equal(await paper(client, `${path}/document`), shown)
    // One that nobody printed follows what the change touched: the proof that the change is seen at all.
    const other = await paper(client, `/billing/invoices/${list[1]!.id}/document`)
    assert.notEqual(other, untouched)
    const [row] = await issuedRows(id)
    assert.equal(row!.reprints, 1)
    const trail = await query<{ description: string }>(
      db,
      `select description from audit_entries where action = 'billing.print_invoice' and subject_id = ? order by id`,
      [id]
    )
    assert.match(trail[0]!.description, /impressa pela primeira vez$/)
    assert.match(trail[1]!.description, /impressa de novo$/)
  }).timeout(60_000)

  test('a second copy says what the first print said', async ({ client, assert }) => {
    const { id, document_id: original } = list[0]!
    const path = `/billing/invoices/${id}`
    const done = await client
      .post(`${path}/copies`)
      .form({ due_on: '2026-12-20' })
      .withCsrfToken()
      .loginAs(await userNamed('ana.admin'))
      .redirects(0)
    done.assertStatus(302)
    const page = await paper(client, path)
    const copies = [...page.matchAll(/pdf\?document=(\d+)/g)].map(([, one]) => one!)
    const copy = copies.find((one) => one !== String(original))!
    const first = await paper(client, `${path}/document`)
    const second = await paper(client, `${path}/document?document=${copy}`)
    for (const [from, until] of [
      ['<section class="charges">', '<div class="side">'],
      ['<section class="usage">', '<footer'],
      ['<section class="facts">', 'Emissão'],
    ] as const) {
      assert.equal(part(second, from, until), part(first, from, until))
    }
    assert.include(second, '2ª via')
    const bytes = await printed(client, `${path}/pdf?document=${copy}`)
    assert.isTrue(bytes.equals(await printed(client, `${path}/pdf?document=${copy}`)))
    const rows = await issuedRows(id)
    assert.deepEqual(
      rows.map((row) => row.issue_key),
      [String(original), copy]
    )
    const foreign = await client
      .get(`/billing/invoices/${list[1]!.id}/pdf?document=${copy}`)
      .loginAs(await userNamed('bruno.faturamento'))
    foreign.assertStatus(404)
    assert.lengthOf(await issuedRows(list[1]!.id), 0)
  }).timeout(60_000)

  test('two months later, after the tariff and the address changed, a second copy is the original, marked as a copy', async ({
    client,
    assert,
  }) => {
    const { id, document_id: original } = list[1]!
    const path = `/billing/invoices/${id}`
    const first = await paper(client, `${path}/document`)
    clock.freeze('2027-01-15T15:00:00Z')
    const [{ content } = { content: '{}' }] = await query<{ content: string }>(
      db,
      `select v.content::text as content from configuration_versions v join configuration_items i on i.id = v.item_id
        where i.kind = 'tariff-table' and v.status = 'approved' order by v.id desc limit 1`
    )
    const table = JSON.parse(content) as {
      categories: Record<string, { blocks: { price: string }[] }>
    }
    for (const { blocks } of Object.values(table.categories))
      for (const block of blocks) block.price = `1${block.price}`
    await putVersion('tariff-table', 'default', table as never, '2026-12-20' as CivilDate)
    await query(db, `update registry_premises set street = 'Rua Mudada', number = '1'`)
    const done = await client
      .post(`${path}/copies`)
      .form({ due_on: '2027-01-30' })
      .withCsrfToken()
      .loginAs(await userNamed('ana.admin'))
      .redirects(0)
    done.assertStatus(302)
    const documents = await query<{ id: bigint; kind: string; barcode: string }>(
      db,
      `select d.id, d.kind, d.barcode from receivables_documents d
        where d.premise_id = (select premise_id from billing_invoices where id = ?) order by d.id`,
      [id]
    )
    const copy = documents.find(({ kind }) => kind === 'second_copy')!
    const second = await paper(client, `${path}/document?document=${copy.id}`)
    assert.include(second, '2ª via')
    assert.notInclude(first, '2ª via')
    assert.include(part(second, '<section class="usage">', '<footer'), 'Feche bem as torneiras')
    const who = part(first, '<section class="who">', '<section class="hero">')
    const holder = who.replace('Fatura de água e esgoto', '').trim()
    assert.include(part(second, '<section class="who">', '<section class="hero">'), holder)
    for (const [from, until] of [
      ['<section class="charges">', '<div class="side">'],
      ['<section class="usage">', '<footer'],
    ] as const) {
      assert.equal(part(second, from, until), part(first, from, until))
    }
    const amountIn = (barcode: string) => barcode.slice(4, 15)
    const issued = documents.find((one) => one.id === original)!
    assert.equal(amountIn(copy.barcode), amountIn(issued.barcode))
    assert.isAbove(Number(amountIn(issued.barcode)), 0)
  })
    .tags(['@TR-3.2.13.9.15'])
    .timeout(60_000)

  test('printing a run issues each invoice once, and again gives the same files', async ({
    client,
    assert,
  }) => {
    const { run_id: runId } = list[0]!
    const folders = await Promise.all([0, 1].map(() => mkdtemp(join(tmpdir(), `aqueduto-issued-`))))
    const actor = systemActor(month.municipalityId)
    try {
      const first = await renderInvoices({ runId, folder: folders[0]!, actor })
      await query(db, `update registry_billing_groups set code = 'YY' where code = 'ZZ'`)
      await renderInvoices({ runId, folder: folders[1]!, actor })
      for (const name of await readdir(folders[0]!)) {
        const [one, two] = await Promise.all(folders.map((folder) => readFile(join(folder, name))))
        assert.isTrue(one!.equals(two!))
      }
      const [kept] = await query<{ rows: number; papers: number }>(
        db,
        `select count(*)::int as rows, count(distinct issue_key)::int as papers from documents_issued where document = 'billing.invoice'`
      )
      // Every first document and the second copy of before: the other one was not printed.
      assert.deepEqual(kept, { rows: first.invoices + 1, papers: first.invoices + 1 })
    } finally {
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true })))
    }
    const screen = await client.get('/documents/issued').loginAs(await userNamed('gilda.auditoria'))
    assert.include(screen.text(), 'Fatura de água e esgoto')
  }).timeout(120_000)

  test('two who print the same at once get the same page, kept once', async ({
    client,
    assert,
  }) => {
    await query(db, `update registry_billing_groups set code = '01' where code = 'YY'`)
    const other = await readMonth('02', '2026-11' as RefMonth)
    await billMonth(other)
    const [{ id }] = (await query<Some>(
      db,
      'select id from billing_invoices order by id desc limit 1'
    )) as [Some]
    const both = await Promise.all([0, 1].map(() => printed(client, `/billing/invoices/${id}/pdf`)))
    assert.isTrue(both[0]!.equals(both[1]!))
    assert.lengthOf(await issuedRows(id), 1)
  }).timeout(60_000)
})
