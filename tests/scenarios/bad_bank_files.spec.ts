import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { RunSummary } from '#core/jobs/index'
import { simulateReturnFile } from '#database/demo/bank_simulator'
import { freshDatabase } from '#tests/support/database'
import { open, upload, work } from './support/people.ts'
import { bill, readMonth } from './support/reading_month.ts'

interface Paid {
  readonly number: string
  readonly barcode: string
}

test.group('Scenario | a bad file from the bank', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())
  group.each.timeout(30_000)

  let content: string

  async function bankFile(documents: readonly Paid[]): Promise<string> {
    const [agreement] = await query<{ id: bigint; municipality_id: bigint }>(
      db,
      'select id, municipality_id from payments_agreements order by id limit 1'
    )
    const file = await db.transaction((tx) =>
      simulateReturnFile(tx, {
        municipalityId: agreement!.municipality_id,
        agreementId: agreement!.id,
        documents: documents.map(({ number }) => ({ number, behaviour: 'on_time' as const })),
        generatedOn: '2026-10-30' as CivilDate,
        companyName: 'SAAE',
        seed: 'bad',
      })
    )
    return new TextDecoder().decode(file.content)
  }

  async function receive(client: ApiClient, text: string): Promise<RunSummary> {
    const [agreement] = await query<{ id: bigint }>(
      db,
      'select id from payments_agreements order by id limit 1'
    )
    const fields = { agreement_id: String(agreement!.id) }
    const file = { path: '/payments/files', name: 'RET001.TXT', content: text, fields }
    return work(await upload(client, 'bruno', file), 'bruno')
  }

  const shown = (client: ApiClient, run: RunSummary) =>
    open(client, 'bruno', `/payments/files/${run.figures['file']}`)

  const receipts = async () => {
    const [row] = await query<{ count: bigint }>(db, 'select count(*) from receivables_receipts')
    return row!.count
  }

  test('a broken line and a strange barcode stand with their reasons; the others settle', async ({
    assert,
    client,
  }) => {
    const month = await readMonth(client, { reference: '2026-10', consumption: () => 12 })
    await bill(client, month)
    const documents = await query<Paid>(
      db,
      'select number, barcode from receivables_documents where amount_cents > 0 order by id limit 4'
    )
    content = await bankFile(documents)
    const lines = content.split('\r\n')
    lines[1] = `${lines[1]!.slice(0, 21)}20269999${lines[1]!.slice(29)}`
    const { barcode } = documents[1]!
    lines[2] = lines[2]!.replace(barcode, `${barcode.slice(0, 19)}${'9'.repeat(25)}`)
    const run = await receive(client, lines.join('\r\n'))
    assert.equal(run.status, 'done')
    const fates = await query<{ fate: string }>(
      db,
      'select fate from payments_file_lines order by number'
    )
    assert.deepEqual(
      fates.map(({ fate }) => fate),
      ['rejected', 'unidentified', 'settled', 'settled']
    )
    const page = await shown(client, run)
    page.assertTextIncludes('O campo G.03')
    page.assertTextIncludes('20269999')
    page.assertTextIncludes('Recusada')
    page.assertTextIncludes('A identificar')
    assert.equal(await receipts(), 3n, 'money that nobody can place is kept, too')
  })

  test('the same sequence with other content is set apart; the same bytes are recognised', async ({
    assert,
    client,
  }) => {
    const before = await receipts()
    const apart = await shown(client, await receive(client, content))
    apart.assertTextIncludes('já foi recebido com outro conteúdo')
    const again = await shown(client, await receive(client, content))
    again.assertTextIncludes('Este arquivo já foi importado em')
    again.assertTextIncludes('Nada foi feito de novo.')
    assert.equal(await receipts(), before)
  })

  test('a wrong total refuses the whole file, its lines listed', async ({ assert, client }) => {
    const documents = await query<Paid>(
      db,
      `select d.number, d.barcode from receivables_documents d
        where d.amount_cents > 0 and not exists (select from receivables_receipts r where r.document_id = d.id)
        order by d.id limit 2`
    )
    const right = await bankFile(documents)
    const before = await receipts()
    const wrong = right.replace(/^(Z\d{6})\d{17}/m, '$100000000000000001')
    const page = await shown(client, await receive(client, wrong))
    page.assertTextIncludes('O registro Z informa R$')
    page.assertTextIncludes('Nada foi processado.')
    assert.equal(await receipts(), before)
    await receive(client, right)
    assert.equal(await receipts(), before + 2n)
  })
})
