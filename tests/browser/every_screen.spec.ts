import { test } from '@japa/runner'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import {
  DESK,
  PHONE,
  address,
  assertMenuReadable,
  assertReadable,
  enter,
  listenForComplaints,
} from './support.ts'

const SECONDS_FOR_THE_MENU = 480

test.group('Browser | every entry of the menu', (group) => {
  freshDatabase(group)

  test('opens for the administrator at the desk and on a phone, in light and in dark, without a complaint', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    const shown = await page
      .locator('.nav-item')
      .evaluateAll((links) => links.map((link) => String(link.getAttribute('href'))))
    const paths = ['/', ...registries().menu.map(({ path }) => path)]
    assert.sameMembers(shown, paths)
    // Opened at the width of the page before, and narrowed or widened to the other: half are opened at each.
    let [width, other] = [DESK, PHONE]
    await assertMenuReadable(page, assert)
    for (const path of paths) {
      const response = await page.goto(address(path))
      assert.equal(response?.status(), 200, path)
      assert.equal(await page.locator('h1').count(), 1, `${path} has one title`)
      await assertReadable(page, assert)
      await page.setViewportSize(other)
      await assertReadable(page, assert)
      ;[width, other] = [other, width]
    }
    assert.deepEqual(complaints, [])
    await context.close()
  }).timeout(SECONDS_FOR_THE_MENU * 1000)
})
