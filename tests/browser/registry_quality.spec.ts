import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { freshDatabase } from '#tests/support/database'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'

let municipalityId: bigint
let ids: readonly bigint[]

test.group('Browser | quality of the registry', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    const [municipality] = await query<{ id: bigint }>(
      db,
      'select id from access_municipalities order by id limit 1'
    )
    municipalityId = municipality!.id
    const made = await query<{ id: bigint }>(
      db,
      `insert into registry_customers (municipality_id, kind, name, birth_on, mother_name, phone) values
         (?, 'person', 'Olímpia Teodora Brandão', '1955-04-05', 'Honória Brandão', '65900009999'),
         (?, 'person', 'OLIMPIA TEODORA BRANDAO', '1955-04-05', 'Honoria Brandao', null) returning id`,
      [municipalityId, municipalityId]
    )
    ids = made.map(({ id }) => id)
    const actor = systemActor(municipalityId)
    await runInline('registry.duplicates', { on: 'browser' }, actor)
    await runInline('registry.quality', { on: 'browser' }, actor)
  })

  test('the quality of the base and two customers side by side are readable on desk and phone', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    for (const viewport of [DESK, PHONE]) {
      await page.setViewportSize(viewport)
      for (const path of [
        ...['/registry/quality', '/registry/quality/registry.contact_missing'],
        ...['/registry/duplicates', `/registry/customers/merge?kept=${ids[0]}&merged=${ids[1]}`],
        ...['/registry/take-over', '/registry/campaigns'],
      ]) {
        await page.goto(address(path))
        await assertReadable(page, assert)
      }
    }
    assert.deepEqual(complaints, [])
  })

  test('two records become one from the queue, and the other leads to it', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    await page.goto(address('/registry/duplicates'))
    await page.getByRole('link', { name: /Comparar Olímpia/ }).click()
    await page.getByRole('button', { name: 'Unificar os dois cadastros' }).click()
    await page.waitForURL(address(`/registry/customers/${ids[0]}`))
    await page.goto(address(`/registry/customers/${ids[1]}`))
    assert.equal(page.url(), address(`/registry/customers/${ids[0]}`))
  })

  test('the form tells who may already be registered while one types', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    await page.goto(address('/registry/customers/new'))
    await page.locator('#field-kind').selectOption('person')
    await page.locator('#field-name').pressSequentially('Olimpia Teodora Brandao')
    const panel = page.locator('.look-alikes')
    await panel.waitFor()
    assert.include(await panel.innerText(), 'Olímpia Teodora Brandão')
    await assertReadable(page, assert)
  })
})
