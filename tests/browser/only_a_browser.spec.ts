import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { createMonth, run } from '#plugins/billing/tests/functional/billed_month'
import { freshDatabase } from '#tests/support/database'
import { DESK, address, enter, listenForComplaints } from './support.ts'

const HOUSE = { economies: [{ category: 'RES', economies: 1 }], m3: '12' }

test.group('Browser | nothing but a browser', (group) => {
  freshDatabase(group)
  let invoice: bigint
  group.setup(async () => {
    const month = await createMonth([HOUSE])
    await run(month, '2026-11-20' as CivilDate)
    const [row] = await query<{ id: bigint }>(
      db,
      'select id from billing_invoices where premise_id = ?',
      [month.premiseIds[0]!]
    )
    invoice = row!.id
  })

  test('a unit is looked up, a customer registered, an address changed and a bill printed; nothing comes down but the bill', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK, acceptDownloads: true })
    const page = await enter(context, 'bruno.faturamento')
    const complaints = listenForComplaints(page)
    const downloads: string[] = []
    page.on('download', (one) => downloads.push(one.suggestedFilename()))

    const [premise] = await query<{ id: bigint; registration_number: string }>(
      db,
      `select id, registration_number from registry_premises
        where street = 'Rua das Acácias' and number = '100' order by id limit 1`
    )
    await page.goto(address(`/registry/premises?q=${premise!.registration_number}`))
    await page.locator('#records tr[data-row] a').first().click()
    await page.waitForURL(address(`/registry/premises/${premise!.id}`))
    await page.locator('h1').waitFor()

    await page.goto(address('/registry/customers/new'))
    await page.selectOption('[name=kind]', 'person')
    await page.fill('[name=name]', 'Helena Prado Vasques')
    await page.fill('[name=taxpayer_id]', '529.982.247-25')
    await page
      .getByRole('button', { name: /Salvar|Cadastrar/ })
      .first()
      .click()
    await page.waitForURL(/\/registry\/customers\/\d+/)

    await page.goto(address(`/registry/premises/${premise!.id}/edit`))
    await page.fill('[name=number]', '102')
    await page
      .getByRole('button', { name: /Salvar/ })
      .first()
      .click()
    await page.waitForURL(address(`/registry/premises/${premise!.id}`))
    await page.getByText('Rua das Acácias, 102').first().waitFor()
    assert.deepEqual(downloads, [])

    await page.goto(address(`/billing/invoices/${invoice}`))
    const [paper] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'PDF', exact: true }).first().click(),
    ])
    assert.match(paper.suggestedFilename(), /\.pdf$/)
    assert.lengthOf(downloads, 1)
    assert.deepEqual(complaints, [])
    await context.close()
  })
    .tags(['@TR-3.0a'])
    .timeout(60_000)
})
