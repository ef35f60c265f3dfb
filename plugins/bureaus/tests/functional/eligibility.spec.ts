import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { issuedPage } from '#core/documents/index'
import { userNamed } from '#tests/support/people'
import {
  type Debtor,
  bureau,
  bureausGroup,
  debtors,
  late,
  later,
  municipality,
  notify,
  now,
  owe,
  postponeOpen,
  setTerms,
} from '../support/bureaus.ts'
import { confirm, download, inLot, simulate, sizeOf } from '../support/lots.ts'

test.group('Bureaus | who enters a lot', (group) => {
  bureausGroup(group)

  let spc: bigint
  let people: Debtor[]

  test('nobody enters without a notice sent ten days before, and the letter tells the debts', async ({
    client,
    assert,
  }) => {
    spc = await bureau(client, 'SPC', { name: 'SPC Brasil', layout: 'spc' })
    people = await debtors(6)
    const [three, two, rich, poor] = people as [Debtor, Debtor, Debtor, Debtor, ...Debtor[]]
    await postponeOpen()
    for (const days of [100, 130]) await owe(three, { due: late(days), cents: 10_000n })
    await owe(three, { type: 'plans.slips', due: late(90), cents: 5000n })
    for (const days of [100, 130]) await owe(two, { due: late(days), cents: 15_000n })
    await owe(rich, { due: late(80), cents: 20_000n })
    await owe(poor, { due: late(80), cents: 19_999n })
    await setTerms(client, {})
    const before = await simulate(client, spc)
    assert.deepEqual([before.customers, before.listings], [0, 0])
    const reasons = await query<{ reason: string }>(
      db,
      'select distinct reason from bureaus_left_out where lot_id = ? and customer_id = any(?::bigint[])',
      [BigInt(before.id), people.map(({ id }) => id)]
    )
    assert.deepEqual(reasons, [
      { reason: 'Sem aviso prévio com o prazo cumprido (CDC, art. 43, § 2º)' },
    ])

    assert.equal(await notify(client), 4)
    const [letter] = await query<{ id: bigint; number: string; cents: bigint }>(
      db,
      'select id, number, amount_cents as cents from bureaus_notices where customer_id = ?',
      [three.id]
    )
    assert.equal(letter!.cents, 25_000n)
    const html = await issuedPage(
      db,
      { municipalityId: await municipality(), template: 'bureaus.notice' },
      { subject: { type: 'bureaus.notices', id: letter!.id }, key: 'letter' }
    )
    assert.include(html!, letter!.number)
    assert.include(html!, 'art. 43, § 2º')
    assert.match(html!, /R\$\s250,00/)
    assert.equal(await notify(client), 0)

    // Nine days after the posting nobody may be listed; ten days after, those who meet the terms.
    later(9)
    assert.equal(await sizeOf(client, spc), 0)
    later(1)
    assert.sameMembers(
      await inLot(await simulate(client, spc)),
      people.slice(0, 4).map(({ id }) => id)
    )
  })

  test('with the minimum at 3, two invoices and an installment are selected and two debts are not', async ({
    client,
    assert,
  }) => {
    await setTerms(client, { min_items: 3 })
    const chosen = await inLot(await simulate(client, spc))
    assert.include(chosen, people[0]!.id)
    assert.notInclude(chosen, people[1]!.id)
  }).tags(['@TR-3.2.9.16.1'])

  test('with the minimum at R$ 200,00, who owes R$ 199,99 is not selected and who owes R$ 200,00 is', async ({
    client,
    assert,
  }) => {
    await setTerms(client, { min_cents: 20_000 })
    const lot = await simulate(client, spc)
    const chosen = await inLot(lot)
    assert.include(chosen, people[2]!.id)
    assert.notInclude(chosen, people[3]!.id)
    const [out] = await query<{ reason: string; amount_cents: bigint }>(
      db,
      'select reason, amount_cents from bureaus_left_out where lot_id = ? and customer_id = ?',
      [BigInt(lot.id), people[3]!.id]
    )
    assert.deepEqual(out, { reason: 'Dívida menor que o mínimo', amount_cents: 19_999n })
  }).tags(['@TR-3.2.9.16.2'])

  test('with the parameter at 60, an invoice 59 days late stays out of the file and one of 60 days is in it', async ({
    client,
    assert,
  }) => {
    const [, , , , , last] = people as [Debtor, Debtor, Debtor, Debtor, Debtor, Debtor]
    await setTerms(client, {})
    // The selection is eleven days from now.
    await owe(last, { due: late(59 - 11), cents: 7001n })
    const older = await owe(last, { due: late(60 - 11), cents: 7002n })
    await notify(client)
    later(10)
    await setTerms(client, { min_days: 60 })
    const lot = await simulate(client, spc)
    const listed = await query<{ origin_id: bigint }>(
      db,
      `select d.origin_id from bureaus_debts d join bureaus_listings l on l.id = d.listing_id
        where l.lot_id = ? and d.customer_id = ?`,
      [BigInt(lot.id), last.id]
    )
    assert.deepEqual(listed, [{ origin_id: older.origin.id }])
    const { file } = await confirm<{ file: { id: string } }>(client, lot)
    const content = await download(client, file.id)
    assert.include(content, '0000000007002')
    assert.notInclude(content, '0000000007001')
  }).tags(['@TR-3.2.9.16.3'])

  test('limited to a cycle and a district, everybody in the lot has a premise there, and the equal debtor elsewhere is absent', async ({
    client,
    assert,
  }) => {
    const all = await debtors(10)
    const [here, there] = all.slice(6) as [Debtor, Debtor, ...Debtor[]]
    await query(
      db,
      `update registry_premises set district = 'Centro', billing_group_id = (select id from registry_billing_groups where code = '02')
        where id = ?`,
      [here.premiseId]
    )
    await query(
      db,
      `update registry_premises set district = 'Jardim', billing_group_id = (select id from registry_billing_groups where code = '02')
        where id = ?`,
      [there.premiseId]
    )
    for (const one of [here, there]) await owe(one, { due: late(90), cents: 30_000n })
    await setTerms(client, {})
    await notify(client)
    later(10)
    await setTerms(client, { groups: ['02'], districts: ['Centro'] })
    const lot = await simulate(client, spc)
    const chosen = await inLot(lot)
    assert.include(chosen, here.id)
    assert.notInclude(chosen, there.id)
    const places = await query<{ district: string; code: string }>(
      db,
      `select distinct p.district, g.code from bureaus_debts d join bureaus_listings l on l.id = d.listing_id
         join registry_premises p on p.id = d.premise_id join registry_billing_groups g on g.id = p.billing_group_id
        where l.lot_id = ?`,
      [BigInt(lot.id)]
    )
    assert.deepEqual(places, [{ district: 'Centro', code: '02' }])
    // The same by the form of one lot, whatever the parameters have.
    await setTerms(client, {})
    const own = await simulate(client, spc, { groups: '02', districts: 'centro' })
    assert.deepEqual(await inLot(own), chosen)
  }).tags(['@TR-3.2.9.16.4'])

  test('each change of the four parameters changes who is selected, and is kept with who, when, before and after', async ({
    client,
    assert,
  }) => {
    const sizes: number[] = []
    const changes = [
      {},
      { min_items: 2 },
      { min_cents: 20_000 },
      { min_days: 95 },
      { groups: ['02'], districts: ['Centro'] },
    ]
    for (const change of changes) {
      await setTerms(client, change)
      sizes.push(await sizeOf(client, spc))
    }
    assert.isTrue(
      sizes.slice(1).every((size) => size < sizes[0]!),
      sizes.join(' ')
    )
    const versions = await query<{ id: bigint; name: string }>(
      db,
      `select v.id, u.full_name as name from configuration_versions v
         join configuration_items i on i.id = v.item_id and i.kind = 'parameter' and i.key = 'bureaus.listing'
         join access_users u on u.id = v.author_id where v.owner = 'utility' order by v.id desc limit 1`
    )
    const page = await client
      .get(`/configuration/versions/${versions[0]!.id}`)
      .loginAs(await userNamed('ana.'))
    page.assertTextIncludes(versions[0]!.name)
    page.assertTextIncludes('Centro')
    page.assertTextIncludes(formatDate(now()))
    page.assertTextIncludes('95')
  }).tags(['@TR-3.2.9.16'])

  test('less than ten days of notice, or more than five business days to remove, is refused naming the article', async ({
    client,
    assert,
  }) => {
    const draft = async (key: string, value: object) =>
      client
        .post(`/configuration/parameter/${key}/draft`)
        .loginAs(await userNamed('bruno.'))
        .withCsrfToken()
        .form({ content: JSON.stringify({ value }) })
        .redirects(0)
    const short = await draft('bureaus.listing', {
      ...{ min_items: 1, min_cents: 0, min_days: 1, notice_days: 9 },
      ...{ groups: [], districts: [], localities: [] },
    })
    assert.equal(short.status(), 422)
    short.assertTextIncludes('art. 43, § 2º, exige aviso por escrito')
    const slow = await draft('bureaus.removal', {
      ...{ business_days: 6, holds: ['judicial'], ends_with_holder: true },
    })
    slow.assertTextIncludes('A Súmula 548 do STJ (CDC, art. 43, § 3º) dá ao credor 5 dias úteis')
  })

  test('what the law or the policy keeps out is left out with its reason', async ({
    client,
    assert,
  }) => {
    const all = await debtors(14)
    const [old, agreed, dead, noId] = all.slice(10) as [Debtor, Debtor, Debtor, Debtor]
    await owe(old, { due: '2021-12-20', cents: 50_000n })
    const plan = await owe(agreed, { due: late(90), cents: 50_000n })
    await owe(dead, { due: late(90), cents: 50_000n })
    await owe(noId, { due: late(90), cents: 50_000n })
    await setTerms(client, {})
    await notify(client)
    later(10)
    await query(db, `update registry_customers set deceased_on = '2026-11-20' where id = ?`, [
      dead.id,
    ])
    await query(db, `update registry_customers set taxpayer_id = '11111111111' where id = ?`, [
      noId.id,
    ])
    await query(
      db,
      `insert into receivables_marks (municipality_id, origin_type, origin_id, kind, source_type, source_id, since)
       select municipality_id, ?, ?, 'plan', 'plans.plans', 1, ? from registry_customers where id = ?`,
      [plan.origin.type, plan.origin.id, now(), agreed.id]
    )
    const lot = await simulate(client, spc)
    const rows = await query<{ customer_id: bigint; reason: string }>(
      db,
      'select customer_id, reason from bureaus_left_out where lot_id = ? and customer_id = any(?::bigint[])',
      [BigInt(lot.id), [old, agreed, dead, noId].map(({ id }) => id)]
    )
    const reasons = new Map(rows.map((row) => [row.customer_id, row.reason]))
    assert.equal(reasons.get(old.id), 'Vencida há mais de 5 anos (CDC, art. 43, § 1º)')
    assert.equal(reasons.get(agreed.id), 'Em acordo')
    assert.equal(reasons.get(dead.id), 'Falecido ou encerrado')
    assert.equal(reasons.get(noId.id), 'Sem CPF ou CNPJ válido')
  })
})
