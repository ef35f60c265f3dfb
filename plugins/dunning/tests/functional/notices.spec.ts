import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { clock } from '#core/calendar/index'
import { lineBlocks } from '#plugins/receivables/api'
import { open } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { type Unit, at, generate, noticesOf, owe, setTerms, unitsOwingNothing } from './owing.ts'

test.group('Dunning | notices', (group) => {
  freshDatabase(group)
  let units: Unit[] = []
  let used = 0
  const unit = () => units[used++]!

  group.setup(async () => {
    at('2024-01-02')
    units = await unitsOwingNothing()
    await setTerms({ minimum_days: 1 })
  })
  group.each.teardown(() => clock.restore())

  test('who has fewer overdue invoices than the minimum receives none', async ({
    client,
    assert,
  }) => {
    at('2024-02-01')
    await setTerms({ minimum_debts: 2, minimum_days: 1 })
    const [two, one] = [unit(), unit()]
    await owe(two, { cents: 5_000n, dueOn: '2023-12-10' })
    await owe(two, { cents: 5_000n, dueOn: '2024-01-10' })
    await owe(one, { cents: 5_000n, dueOn: '2024-01-10' })
    const run = await generate(client)
    assert.deepEqual([run.status, run.figures.cut_notices], ['done', 1n])
    const [notice] = await noticesOf(two)
    assert.containsSubset(notice, {
      ...{ kind: 'cut_notice', state: 'pending', amount_cents: 10_000n, debts: 2 },
      ...{ issued_on: '2024-02-01', due_on: '2024-03-02' },
    })
    assert.lengthOf(await noticesOf(one), 0)
    assert.includeDeepMembers(
      run.issues.map(({ code, path }) => ({ code, path })),
      [{ code: 'few_debts', path: one.registration_number }]
    )
  }).tags(['@TR-3.2.9.7.1'])

  test('a cent below the minimum debt there is no notice', async ({ client, assert }) => {
    at('2024-02-02')
    await setTerms({ minimum_debts: 1, minimum_cents: 10_000 })
    const [less, whole] = [unit(), unit()]
    await owe(less, { cents: 9_999n, dueOn: '2024-01-10' })
    await owe(whole, { cents: 10_000n, dueOn: '2024-01-10' })
    await generate(client)
    assert.lengthOf(await noticesOf(less), 0)
    assert.lengthOf(await noticesOf(whole), 1)
  }).tags(['@TR-3.2.9.7.2'])

  test('an invoice due on 1 March is noticed 30 days later, not 29', async ({ client, assert }) => {
    at('2024-03-02')
    await setTerms({ minimum_days: 30, minimum_cents: 0 })
    const late = unit()
    await owe(late, { cents: 8_000n, dueOn: '2024-03-01' })
    at('2024-03-30')
    await generate(client)
    assert.lengthOf(await noticesOf(late), 0)
    at('2024-03-31')
    await generate(client)
    assert.lengthOf(await noticesOf(late), 1)
  }).tags(['@TR-3.2.9.7.3'])

  test('invoices without water lead to a debt notice, with the option, and to none without it', async ({
    client,
    assert,
  }) => {
    at('2024-04-01')
    const services = unit()
    await owe(services, { cents: 7_000n, dueOn: '2024-02-10', type: 'service' })
    await setTerms({ debt_notices: false })
    await generate(client)
    assert.lengthOf(await noticesOf(services), 0)
    at('2024-04-02')
    await setTerms({ debt_notices: true })
    await generate(client)
    const notices = await noticesOf(services)
    assert.deepEqual(
      notices.map(({ kind }) => kind),
      ['debt_notice']
    )
  }).tags(['@TR-3.2.9.7.4'])

  test('a notice issued on 1 March with 30 days is due on 31 March', async ({ client, assert }) => {
    at('2024-03-01')
    await setTerms({ due_days: 30, minimum_days: 1, minimum_cents: 0 })
    const owing = unit()
    await owe(owing, { cents: 8_000n, dueOn: '2024-02-10' })
    await generate(client)
    const [notice] = await noticesOf(owing)
    assert.deepEqual([notice!.issued_on, notice!.due_on], ['2024-03-01', '2024-03-31'])
  }).tags(['@TR-3.2.9.7.5'])

  test('each notice keeps the text it was issued with', async ({ client, assert }) => {
    at('2024-05-02')
    await setTerms({ message: 'Primeira mensagem do prestador.' })
    const [first, second] = [unit(), unit()]
    await owe(first, { cents: 8_000n, dueOn: '2024-02-10' })
    await generate(client)
    at('2024-05-03')
    await setTerms({ message: 'Segunda mensagem do prestador.' })
    await owe(second, { cents: 8_000n, dueOn: '2024-02-10' })
    await generate(client)
    const texts: string[] = []
    for (const one of [first, second]) {
      const [notice] = await noticesOf(one)
      const pdf = await open(client, 'bruno', `/dunning/notices/${notice!.id}/pdf`)
      pdf.assertStatus(200)
      const [data] = await query<{ content: string }>(
        db,
        `select d.content from documents_issued i join documents_data d on d.municipality_id = i.municipality_id and d.hash = i.data_hash
          where i.subject_type = 'dunning.notices' and i.subject_id = ?`,
        [notice!.id]
      )
      texts.push((JSON.parse(data!.content) as { notice: { message: string } }).notice.message)
    }
    assert.deepEqual(texts, ['Primeira mensagem do prestador.', 'Segunda mensagem do prestador.'])
  }).tags(['@TR-3.2.9.7.6'])

  test('issuing is charged at the amount of the parameter, or not at all', async ({
    client,
    assert,
  }) => {
    at('2024-05-10')
    const [charged, free] = [unit(), unit()]
    await setTerms({ is_charged: true, fee_cents: 500 })
    await owe(charged, { cents: 8_000n, dueOn: '2024-02-10' })
    await generate(client)
    at('2024-05-11')
    await setTerms({ is_charged: false, fee_cents: 0 })
    await owe(free, { cents: 8_000n, dueOn: '2024-02-10' })
    await generate(client)
    const waiting = (of: Unit) =>
      query<{ amount_cents: bigint; label: string; from_reference: string }>(
        db,
        `select amount_cents, label, from_reference from receivables_pending_charges
          where premise_id = ? and source_type = 'dunning.notices' and state = 'pending'`,
        [of.id]
      )
    assert.deepEqual(await waiting(charged), [
      {
        ...{ amount_cents: 500n, label: 'Emissão de notificação de corte' },
        from_reference: '2024-05',
      },
    ])
    assert.lengthOf(await waiting(free), 0)
    assert.lengthOf(await noticesOf(free), 1)
  })

  test('an overdue charge that is no invoice is noticed with the option only', async ({
    client,
    assert,
  }) => {
    at('2024-06-03')
    const sundry = unit()
    const charge = { cents: 20_000n, dueOn: '2024-03-10', type: 'service' }
    await owe(sundry, { ...charge, origin: 'billing.customer_charges' })
    await setTerms({ includes_sundry: false })
    await generate(client)
    assert.lengthOf(await noticesOf(sundry), 0)
    at('2024-06-04')
    await setTerms({ includes_sundry: true })
    await generate(client)
    const [notice] = await noticesOf(sundry)
    assert.containsSubset(notice, { kind: 'cut_notice', amount_cents: 20_000n, debts: 1 })
  }).tags(['@TR-3.2.9.7.8'])

  test('one pending notice at a time, or another for what the first does not list', async ({
    client,
    assert,
  }) => {
    at('2024-06-10')
    await setTerms({ allows_several: false, includes_sundry: false, minimum_days: 1 })
    const owing = unit()
    await owe(owing, { cents: 8_000n, dueOn: '2024-05-10' })
    await generate(client)
    at('2024-06-11')
    const later = await owe(owing, { cents: 9_000n, dueOn: '2024-06-10' })
    await generate(client)
    assert.lengthOf(await noticesOf(owing), 1)
    at('2024-06-12')
    await setTerms({ allows_several: true })
    await generate(client)
    const [, second] = await noticesOf(owing)
    assert.containsSubset(second, { amount_cents: 9_000n, debts: 1 })
    const listed = await query(
      db,
      'select origin_id from dunning_notice_debts where notice_id = ?',
      [second!.id]
    )
    assert.deepEqual(listed, [{ origin_id: later.originId }])
  }).tags(['@TR-3.2.9.7.9'])

  test('who is cut already is noticed with the option, else left out and told', async ({
    client,
    assert,
  }) => {
    at('2024-06-17')
    await setTerms({ allows_several: false })
    const cut = unit()
    await query(
      db,
      `update registry_connections set situation = 'cut_standpipe' where premise_id = ? and service = 'water'`,
      [cut.id]
    )
    await owe(cut, { cents: 8_000n, dueOn: '2024-05-10' })
    const run = await generate(client)
    assert.lengthOf(await noticesOf(cut), 0)
    const [told] = run.issues.filter(({ path }) => path === cut.registration_number)
    assert.equal(told!.code, 'already_cut')
    const page = await open(client, 'bruno', `/jobs/${run.id}`)
    page.assertTextIncludes('Água já cortada')
    at('2024-06-18')
    await setTerms({ notices_cut: true })
    await generate(client)
    assert.lengthOf(await noticesOf(cut), 1)
  }).tags(['@TR-3.2.9.7.10'])

  test('the barcode of a notice of R$ 187,35 says so; without the option none is printed', async ({
    client,
    assert,
  }) => {
    at('2024-07-01')
    await setTerms({ shows_barcode: true })
    const [plain, without] = [unit(), unit()]
    await owe(plain, { cents: 18_735n, dueOn: '2024-05-10' })
    await generate(client)
    at('2024-07-02')
    await setTerms({ shows_barcode: false })
    await owe(without, { cents: 18_735n, dueOn: '2024-05-10' })
    await generate(client)
    const printed = async (of: Unit) => {
      const [notice] = await noticesOf(of)
      const pdf = await open(client, 'bruno', `/dunning/notices/${notice!.id}/pdf`)
      pdf.assertStatus(200)
      const [issued] = await query<{ id: bigint }>(
        db,
        `select id from documents_issued where subject_type = 'dunning.notices' and subject_id = ?`,
        [notice!.id]
      )
      const html = await open(client, 'bruno', `/documents/issued/${issued!.id}`)
      const [document] = await query<{ barcode: string; line: string }>(
        db,
        'select barcode, line from receivables_documents where id = ?',
        [notice!.document_id]
      )
      return { html: html.text(), ...document! }
    }
    const coded = await printed(plain)
    assert.match(coded.barcode, /^8\d{43}$/)
    assert.equal(coded.barcode.slice(4, 15), '00000018735')
    for (const block of lineBlocks(coded.line)) assert.include(coded.html, block)
    const bare = await printed(without)
    for (const block of lineBlocks(bare.line)) assert.notInclude(bare.html, block)
    const drawings = (html: string) => html.split(/(?:<|&lt;)svg/).length
    assert.isAbove(drawings(coded.html), drawings(bare.html))
  }).tags(['@TR-3.2.9.7.11'])
})
