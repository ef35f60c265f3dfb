import { test } from '@japa/runner'
import { freshDatabase } from '#tests/support/database'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'

const PAGES = [
  '/jobs/schedules',
  '/alerts',
  '/alerts/responsibles',
  '/alerts/events/new?event=billing.group_billed',
  '/inbox',
  '/messages',
  '/webhooks/new',
  '/monitoring',
]

test.group('Browser | schedules, alerts, messages, monitoring', (group) => {
  freshDatabase(group)

  test('a schedule is made with what comes next shown as one chooses', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    await page.goto(address('/jobs/schedules/new'))
    await page.fill('#name', 'Trilha toda noite')
    await page.selectOption('#job', 'audit.verify')
    assert.isFalse(await page.locator('#month_day').isVisible())
    await page.selectOption('#recurrence', 'monthly')
    await page.fill('#month_day', '31')
    await page.fill('#starts_on', '2031-02-01')
    await page.getByText('28/02/2031').waitFor()
    await assertReadable(page, assert)
    await page.getByRole('button', { name: 'Salvar agendamento' }).click()
    await page.getByRole('link', { name: 'Trilha toda noite' }).click()
    await page.getByText('todo mês, no dia 31').waitFor()
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
