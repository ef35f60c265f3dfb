import { test } from '@japa/runner'
import { freshDatabase } from '#tests/support/database'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'

const PAGES = [
  '/configuration',
  '/configuration?state=none',
  '/configuration/emergencies',
  '/configuration/bundles',
  '/configuration/parameter/readings.estimate_settlement',
  '/configuration/parameter/readings.max_estimates/draft',
]

test.group('Browser | configuration', (group) => {
  freshDatabase(group)

  test('a draft is put in force by emergency, and says so', async ({ browser, assert }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    await page.goto(address('/configuration/parameter/readings.max_estimates/draft'))
    await page.getByLabel('Estimativas seguidas').fill('4')
    await page.getByRole('button', { name: 'Salvar e revisar' }).click()
    await page.getByRole('heading', { name: 'Emergência' }).waitFor()
    await assertReadable(page, assert)
    await page.fill('#emergency-reason', 'Enchente')
    await page.getByRole('button', { name: 'Pôr em vigor agora' }).click()
    await page.getByText('emergência, a ratificar até').first().waitFor()
    await assertReadable(page, assert)
    assert.deepEqual(complaints, [])
    await context.close()
  })

  test('every screen can be read at the desk and on a phone, in light and in dark', async ({
    browser,
    assert,
  }) => {
    for (const viewport of [DESK, PHONE]) {
      const context = await browser.newContext({ viewport })
      const page = await enter(context, 'ana.admin')
      for (const path of PAGES) {
        await page.goto(address(path))
        await assertReadable(page, assert)
      }
      await context.close()
    }
  }).timeout(180_000)
})
