import { test } from '@japa/runner'
import { freshDatabase } from '#tests/support/database'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'

test.group('Browser | composing a report', (group) => {
  freshDatabase(group)

  test('goes from a source to a report that stands on the list, by the keyboard and the lists', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    await page.goto(address('/reports/designs/new'))
    await assertReadable(page, assert)
    await page.click('a[href="/reports/designs/new?source=registry.premises"]')
    // Faster than the answers: nothing that was chosen meanwhile is taken back.
    await page.fill('#title', 'Imóveis por bairro')
    await page.locator('#title').blur()
    await page.waitForTimeout(200)
    await page.selectOption('#orientation', 'portrait')
    const columns = page.locator('.designer-rows').first().locator('li')
    const before = await columns.count()
    await page.selectOption('#add-column', 'residents')
    await columns.nth(before).waitFor()
    await page.selectOption('#group-0', 'district')
    await page.locator('.designer-preview .report-head').first().waitFor()
    assert.equal(await columns.count(), before + 1, 'what was added is added once')
    await page.selectOption(`#column-${before}-total`, 'sum')
    await page.selectOption('#chart', 'pie')
    await page.locator('#chart-value').waitFor()
    await page.click('button[value="columns.up.1"]')
    await columns.first().locator('.designer-name', { hasText: 'Titular' }).waitFor()
    assert.equal(await page.inputValue('#title'), 'Imóveis por bairro')
    assert.equal(await page.inputValue('#orientation'), 'portrait')
    assert.equal(await page.inputValue(`#column-${before}-total`), 'sum')
    await assertReadable(page, assert)
    await page.click('button[value=save]')
    await page.waitForURL(/\/reports\/own\.\d+$/)
    await page.locator('.report-pie').waitFor()
    await assertReadable(page, assert)
    await page.click('text=Enviar por e-mail')
    await page.fill('#name', 'Bairros, todo mês')
    await assertReadable(page, assert)
    await page.click('text=Salvar envio')
    await page.click('text=Bairros, todo mês')
    await assertReadable(page, assert)
    assert.deepEqual(complaints, [])
    await context.close()
  }).timeout(120_000)

  test('what is chosen before the page listens is composed too', async ({ browser }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    let hold = () => {}
    const held = new Promise<void>((go) => (hold = go))
    await page.route('**/assets/*.js', async (route) => {
      await held
      await route.continue()
    })
    await page.goto(address('/reports/designs/new?source=registry.premises'), {
      waitUntil: 'commit',
    })
    const columns = page.locator('.designer-rows').first().locator('li')
    await page.selectOption('#add-column', 'residents')
    const before = await columns.count()
    hold()
    await columns.nth(before).waitFor()
    await context.close()
  }).timeout(60_000)

  test('fits a phone', async ({ browser, assert }) => {
    const context = await browser.newContext({ viewport: PHONE })
    const page = await enter(context, 'ana.admin')
    for (const path of [
      '/reports/designs/new?source=registry.customers',
      '/reports/sendings/new?report=payments.daily_detail',
      '/reports/sendings',
    ]) {
      await page.goto(address(path))
      await assertReadable(page, assert)
    }
    await context.close()
  }).timeout(120_000)
})
