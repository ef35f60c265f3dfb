import { test } from '@japa/runner'
import { freshDatabase } from '#tests/support/database'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'

test.group('Browser | login', (group) => {
  freshDatabase(group)

  test('wrong words are refused, the right pair opens the home page', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await context.newPage()
    const complaints = listenForComplaints(page)
    await page.goto(address('/registry/customers'))
    assert.equal(page.url(), address('/login'))
    await assertReadable(page, assert)

    await page.fill('#login', 'carla.atendimento@demo.aqueduto')
    await page.fill('#password', 'errada')
    await page.click('button[type=submit]')
    const alert = page.getByRole('alert')
    assert.equal(
      await alert.innerText(),
      'Usuário ou senha incorretos. Confira os dois e tente de novo.'
    )
    assert.equal(await page.inputValue('#login'), 'carla.atendimento@demo.aqueduto')
    await assertReadable(page, assert)

    await page.getByRole('button', { name: 'Carla Nunes' }).click()
    await page.keyboard.press('Enter')
    await page.waitForURL(address('/registry/customers'))
    await page.goto(address('/'))
    assert.equal(await page.locator('h1').innerText(), 'Olá, Carla')
    assert.deepEqual(complaints, [])
    await context.close()
  }).tags(['@TR-3.2.1.1'])

  test('the home page shows what the person may use, and the way out', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'carla.atendimento')
    const menu = page.locator('nav')
    await menu.locator('summary', { hasText: 'Cadastro' }).first().click()
    assert.isTrue(await menu.getByRole('link', { name: 'Clientes', exact: true }).isVisible())
    assert.equal(await page.locator('a', { hasText: 'Auditoria' }).count(), 0)
    await assertReadable(page, assert)
    await page.locator('summary', { hasText: 'Carla Nunes' }).click()
    await page.getByRole('button', { name: 'Sair' }).click()
    await page.waitForURL(address('/login'))
    await page.goto(address('/'))
    assert.equal(page.url(), address('/login'))
    await context.close()
  })

  test('on a phone the menu comes from the side and goes with Escape', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: PHONE, hasTouch: true })
    const page = await enter(context, 'ana.admin')
    const menu = page.getByRole('navigation', { name: 'Principal' })
    assert.isFalse(await menu.isVisible())
    await page.getByRole('button', { name: 'Abrir o menu' }).tap()
    await menu.waitFor({ state: 'visible' })
    await assertReadable(page, assert)
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'hidden' })
    await assertReadable(page, assert)
    await context.close()
  })
})
