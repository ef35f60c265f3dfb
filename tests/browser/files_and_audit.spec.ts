import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { photograph } from '#tests/support/pictures'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'

const customerPath = async () => {
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from registry_customers order by id limit 1'
  )
  return `/registry/customers/${row!.id}`
}

test.group('Browser | files and audit', (group) => {
  freshDatabase(group)

  test('a document is sent without leaving the page, refused with words, replaced and removed', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    await page.goto(address(`${await customerPath()}?tab=attachments`))
    await assertReadable(page, assert)
    const file = { name: 'rg.jpg', mimeType: 'image/jpeg', buffer: await photograph() }
    await page.setInputFiles('.drop-input', file)
    await page.getByText('rg.jpg').waitFor()
    await page.selectOption('#attachment-kind', 'identity_card')
    await page.getByRole('button', { name: 'Anexar' }).click()
    const item = page.locator('.attachment')
    await item.waitFor()
    const picture = item.locator('img')
    await picture.evaluate((image: any) => image.decode())
    await assertReadable(page, assert)
    assert.deepEqual(complaints, [])

    const wrong = { name: 'rg.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html>') }
    await page.setInputFiles('.drop-input', wrong)
    await page.selectOption('#attachment-kind', 'cpf_card')
    await page.getByRole('button', { name: 'Anexar' }).click()
    await page.getByText('não é de um tipo aceito aqui').waitFor()

    await item.getByText('Remover', { exact: true }).click()
    await page.getByLabel('Motivo').fill('Imagem ilegível')
    await page.getByRole('button', { name: 'Remover; fica no histórico' }).click()
    await page.getByText('Removidos (1)').waitFor()
    await assertReadable(page, assert)
    await context.close()
  })

  test('a note is written where one reads', async ({ browser, assert }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    await page.goto(address(`${await customerPath()}?tab=notes`))
    await page.getByLabel('Nova anotação').fill('Prefere contato à tarde')
    await page.getByRole('button', { name: 'Anotar' }).click()
    await page.locator('.note').getByText('Prefere contato à tarde').first().waitFor()
    await assertReadable(page, assert)
    await context.close()
  })

  test('the trail is searched, and opened to what changed', async ({ browser, assert }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    await page.goto(address('/audit'))
    await assertReadable(page, assert)
    await page.getByLabel('Texto').fill('anotacao')
    await page.getByRole('button', { name: 'Filtrar' }).click()
    await page.waitForURL(/text=anotacao/)
    const [first] = await page.locator('tbody tr').all()
    assert.include(await first!.innerText(), 'Escreveu uma anotação')
    await first!.locator('a').first().click()
    await page.getByRole('heading', { name: 'Dados gravados' }).waitFor()
    await assertReadable(page, assert)
    assert.deepEqual(complaints, [])
    await context.close()
  })

  test('on a phone all of it stands in one column', async ({ browser, assert }) => {
    const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true })
    const page = await enter(context, 'ana.admin')
    const customer = await customerPath()
    for (const path of [
      `${customer}?tab=attachments`,
      `${customer}?tab=notes`,
      `${customer}?tab=person`,
      '/audit',
      '/service-records',
      '/audit/personal-reads',
    ]) {
      await page.goto(address(path))
      await assertReadable(page, assert)
    }
    await page.goto(address(`${customer}?tab=attachments`))
    assert.isTrue(await page.getByText('Tirar foto').isVisible())
    await context.close()
  })
})
