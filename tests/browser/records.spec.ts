import { test } from '@japa/runner'
import type { Page } from 'playwright'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'

const CUSTOMERS = '/registry/customers'
const rows = (page: Page) => page.locator('#records tr[data-row]')
async function firstCustomer() {
  const [row] = await query<{ id: bigint; name: string }>(
    db,
    'select id, name from registry_customers order by id limit 1'
  )
  return row!
}

test.group('Browser | records', (group) => {
  freshDatabase(group)

  test('a list is filtered as one types, and kept by its address', async ({ browser, assert }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    const { name } = await firstCustomer()
    await page.goto(address(CUSTOMERS))
    await assertReadable(page, assert)
    await page.keyboard.press('/')
    await page.keyboard.type(name.slice(0, 12), { delay: 20 })
    await page.waitForURL((url) => url.searchParams.get('q') === name.slice(0, 12))
    assert.include(await rows(page).first().innerText(), name)
    assert.equal(await page.locator('#page-count').innerText(), String(await rows(page).count()))
    await page.reload()
    assert.equal(await page.inputValue('[data-key=filter]'), name.slice(0, 12))

    await page.goto(address(CUSTOMERS))
    await page.getByText('Tipo', { exact: true }).first().click()
    await page.getByLabel('Pessoa física').check()
    await assertReadable(page, assert)
    await page.getByRole('button', { name: 'Aplicar' }).click()
    await page.waitForURL(/kind=person/)
    await page.getByRole('link', { name: 'Tirar o filtro Tipo' }).click()
    await page.waitForURL((url) => !url.search.includes('kind'))
    assert.deepEqual(complaints, [])
    await context.close()
  })

  test('one works it with the keyboard: rows, new, edit, help', async ({ browser, assert }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    await page.goto(address(CUSTOMERS))
    for (const key of ['j', 'j', 'k', 'j']) await page.keyboard.press(key)
    const current = rows(page).nth(1)
    assert.isTrue(await current.evaluate((row) => row.classList.contains('is-current')))
    const name = await current.locator('a').first().innerText()
    await page.keyboard.press('Enter')
    await page.waitForURL(/customers\/\d+$/)
    assert.include(await page.locator('h1').innerText(), name)
    await page.keyboard.press('e')
    await page.waitForURL(/\/edit$/)
    await page.goto(address(CUSTOMERS))
    await page.keyboard.press('n')
    await page.waitForURL(/\/new$/)
    await page.goto(address(CUSTOMERS))
    await page.keyboard.press('?')
    assert.isTrue(await page.getByRole('heading', { name: 'Atalhos do teclado' }).isVisible())
    await assertReadable(page, assert)
    await context.close()
  })

  test('a detail shows its tabs without leaving the page', async ({ browser, assert }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    const { id } = await firstCustomer()
    await page.goto(address(`${CUSTOMERS}/${id}`))
    await assertReadable(page, assert)
    await page.getByRole('tab', { name: 'Histórico' }).click()
    await page.waitForURL(/tab=history/)
    assert.equal(
      await page.getByRole('tab', { name: 'Histórico' }).getAttribute('aria-selected'),
      'true'
    )
    assert.deepEqual(complaints, [])
    await context.close()
  })

  test('a form refuses with the field in focus and the text kept, then saves', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    await page.goto(address(`${CUSTOMERS}/new`))
    await assertReadable(page, assert)
    await page.locator('#field-name').fill('Quitéria Sampaio')
    await page.locator('#field-kind').selectOption('person')
    await page.getByLabel('CPF ou CNPJ').fill('529.982.247-00')
    await page.getByRole('button', { name: 'Salvar', exact: true }).click()
    await page.getByText('O CPF não confere').waitFor()
    assert.equal(await page.evaluate('document.activeElement.id'), 'field-taxpayer_id')
    assert.equal(await page.locator('#field-name').inputValue(), 'Quitéria Sampaio')
    await assertReadable(page, assert)
    await page.getByLabel('CPF ou CNPJ').fill('529.982.247-25')
    await page.getByRole('button', { name: 'Salvar', exact: true }).click()
    await page.waitForURL(/customers\/\d+$/)
    await page
      .locator('.message-done', { hasText: 'Cadastrou o cliente Quitéria Sampaio.' })
      .waitFor()
    await context.close()
  })

  test('Ctrl+K finds what was just saved, and opens it', async ({ browser, assert }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('quiteria', { delay: 20 })
    await page.getByRole('option', { name: /Quitéria Sampaio/ }).waitFor()
    await assertReadable(page, assert)
    await page.keyboard.press('Enter')
    await page.waitForURL(/customers\/\d+$/)
    assert.include(await page.locator('h1').innerText(), 'Quitéria Sampaio')
    await context.close()
  })

  test('on a phone list, detail and form stand in one column', async ({ browser, assert }) => {
    const context = await browser.newContext({ viewport: PHONE, hasTouch: true })
    const page = await enter(context, 'ana.admin')
    const { id } = await firstCustomer()
    for (const path of [
      CUSTOMERS,
      `${CUSTOMERS}/${id}`,
      `${CUSTOMERS}/${id}/edit`,
      '/registry/premises',
    ]) {
      await page.goto(address(path))
      await assertReadable(page, assert)
    }
    await context.close()
  })

  test('errors are readable pages', async ({ browser, assert }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'carla.atendimento')
    await page.goto(address(`${CUSTOMERS}/new`))
    assert.equal(await page.locator('h1').innerText(), 'Sem permissão')
    await assertReadable(page, assert)
    await page.goto(address(`${CUSTOMERS}/99999999`))
    assert.equal(await page.locator('h1').innerText(), 'Não encontrado')
    await assertReadable(page, assert)
    await context.close()
  })
})
