import { test } from '@japa/runner'
import { freshDatabase } from '#tests/support/database'
import {
  DESK,
  PHONE,
  address,
  assertReadable,
  enter,
  listenForComplaints,
  until,
} from './support.ts'

const CUSTOMERS = '/registry/customers'
const SHOTS = process.env.SHOTS

/** Presses a button twice and tells when the sign of waiting was visible. */
const PRESS_AND_WATCH = `(async () => {
  const button = document.querySelector('.form-end button[type=submit]')
  const line = document.querySelector('.busy-line')
  const started = performance.now()
  button.click()
  await new Promise((resolve) => setTimeout(resolve, 50))
  button.click()
  while (Number(getComputedStyle(line).opacity) < 0.9 && performance.now() - started < 2500)
    await new Promise((resolve) => setTimeout(resolve, 25))
  const { width, height } = line.getBoundingClientRect()
  const isVisible = width > 100 && height > 0 && Number(getComputedStyle(line).opacity) >= 0.9
  return { afterMs: performance.now() - started, isVisible, isDisabled: button.disabled }
})()`

interface Seen {
  readonly afterMs: number
  readonly isVisible: boolean
  readonly isDisabled: boolean
}

test.group('Browser | lists', (group) => {
  freshDatabase(group)

  test('rows are selected by X, the bar slides in and says what will be done', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    await page.goto(address(CUSTOMERS))
    assert.isFalse(await page.locator('#selection').isVisible())
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
    await page.getByText('2 selecionados').waitFor()
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/list.png` })
    await assertReadable(page, assert)
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/list-dark.png` })
    await page.getByRole('button', { name: 'Alterar campos…' }).click()
    await page.getByRole('button', { name: 'Alterar 2 clientes' }).waitFor()
    await assertReadable(page, assert)
    await page.getByLabel('Cidade').fill('Juína')
    await page.getByRole('button', { name: 'Alterar 2 clientes' }).click()
    await page.getByText('Alterar 2 clientes: feito.').waitFor()
    assert.deepEqual(complaints, [])
    await context.close()
  })

  test('columns are chosen, a view is saved as a tab', async ({ browser, assert }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    await page.goto(address(`${CUSTOMERS}?kind=company`))
    await page.getByText('Colunas', { exact: true }).click()
    await page.locator('.columns-panel').getByRole('checkbox', { name: 'Cidade' }).check()
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/columns.png` })
    await assertReadable(page, assert)
    await page.locator('.columns-panel').getByRole('button', { name: 'Aplicar' }).click()
    await page.getByRole('columnheader', { name: 'Cidade' }).waitFor()
    await page.getByText('Salvar visão').click()
    await page.getByLabel('Nome da visão').fill('Empresas')
    await assertReadable(page, assert)
    await page.locator('.view-panel').getByRole('button', { name: 'Salvar', exact: true }).click()
    await page.waitForURL(/view=\d+/)
    assert.equal(
      await page.getByRole('link', { name: 'Empresas' }).getAttribute('aria-current'),
      'page'
    )
    await context.close()
  })

  test('on a phone the list is cards, with its tools in reach', async ({ browser, assert }) => {
    const context = await browser.newContext({ viewport: PHONE, hasTouch: true })
    const page = await enter(context, 'ana.admin')
    await page.goto(address(CUSTOMERS))
    await page.locator('[data-pick]').first().check()
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/phone.png` })
    await assertReadable(page, assert)
    await page.goto(address('/api/docs?list=registry.customers'))
    await assertReadable(page, assert)
    await context.close()
  })

  test('a slow request shows that it is under way, its button is pressed once, and the sign goes', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    await page.goto(address(`${CUSTOMERS}/new`))
    await page.locator('#field-name').fill('Vagaroso')
    let sent = 0
    await page.route(`**${CUSTOMERS}`, async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      sent++
      await new Promise((resolve) => setTimeout(resolve, 3000))
      return route.continue()
    })
    const opacity = () =>
      page.evaluate("getComputedStyle(document.querySelector('.busy-line')).opacity")
    assert.equal(await opacity(), '0', 'nothing is under way yet')
    const started = Date.now()
    // Asked inside the page: from outside, everything waits for the answer that is on its way.
    const seen = (await page.evaluate(PRESS_AND_WATCH)) as Seen
    assert.isTrue(seen.isVisible)
    assert.isAtMost(seen.afterMs, 1000)
    assert.isTrue(seen.isDisabled)
    await page.getByText('precisa de atenção', { exact: false }).first().waitFor()
    assert.isAtLeast(Date.now() - started, 3000)
    assert.equal(sent, 1)
    await until(page, "getComputedStyle(document.querySelector('.busy-line')).opacity === '0'")
    for (const button of await page.locator('.form-end button[type=submit]').all())
      assert.isTrue(await button.isEnabled())
    await context.close()
  }).tags(['@TR-3.1.3.4'])
})
