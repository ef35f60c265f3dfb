import { test } from '@japa/runner'
import type { Page } from 'playwright'
import db from '@adonisjs/lucid/services/db'
import type { RefMonth } from '#core/calendar/index'
import { inForce } from '#core/configuration/index'
import { query } from '#core/database/index'
import { billMonth, readMonth } from '#plugins/billing/tests/functional/read_month'
import { freshDatabase } from '#tests/support/database'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'

const REFERENCE = '2026-11' as RefMonth

/** No tag of a template and no code of the product is printed. */
const printed = async (page: Page) => {
  const text = await page.locator('main').innerText()
  return ['@!', '{{', 'undefined', '[object'].filter((one) => text.includes(one))
}

test.group('Browser | which results used a version', (group) => {
  freshDatabase(group)
  let versionId = 0n
  group.setup(async () => {
    const month = await readMonth('01', REFERENCE)
    await billMonth(month)
    const table = await inForce(
      'tariff-table',
      'default',
      month.municipalityId,
      '2026-11-22' as never
    )
    versionId = table!.id
  })

  test('from a version to its bills, from a bill to every version that made it, at the desk and on a phone', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    for (const viewport of [DESK, PHONE]) {
      await page.setViewportSize(viewport)
      await page.goto(address(`/configuration/versions/${versionId}`))
      await page.locator('section', { hasText: 'Resultados que a usaram' }).last().waitFor()
      await page.goto(address(`/configuration/versions/${versionId}/usage`))
      await page.getByRole('link', { name: /^Faturas \(\d+\)$/ }).waitFor()
      assert.deepEqual(await printed(page), [])
      await assertReadable(page, assert)
      const bill = page.locator('tbody a').first()
      const number = await bill.innerText()
      assert.match(number.trim(), /^\d{12}$/)
      await page.getByRole('link', { name: 'Versões usadas' }).first().click()
      await page.getByRole('link', { name: 'Tabela de tarifas' }).waitFor()
      assert.deepEqual(await printed(page), [])
      await assertReadable(page, assert)
      await page.getByRole('link', { name: 'Tabela de tarifas' }).click()
      assert.equal(page.url(), address(`/configuration/versions/${versionId}`))
    }
    assert.deepEqual(complaints, [])
    await context.close()
  })
})

test.group('Browser | merges', (group) => {
  freshDatabase(group)

  test('what a merge of two streets would do is said before it is done; nothing moves until then', async ({
    browser,
    assert,
  }) => {
    const [kept, repeated] = await query<{ id: bigint; code: string; name: string; units: number }>(
      db,
      `select s.id, s.code, s.full_name as name, (select count(*)::int from registry_premises p where p.street_id = s.id) as units
         from registry_streets s where exists (select 1 from registry_premises p where p.street_id = s.id) order by s.code limit 2`
    )
    const context = await browser.newContext({ viewport: PHONE })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    await page.goto(address(`/registry/streets/${repeated!.id}/change/merge`))
    await assertReadable(page, assert)
    await page.getByRole('button', { name: 'Ver o que vai acontecer' }).click()
    await page.locator('#field-reason[aria-invalid=true]').waitFor()
    await assertReadable(page, assert)
    await page.getByLabel('Logradouro que fica').selectOption(String(kept!.id))
    await page.getByLabel('Motivo').fill('Cadastrada duas vezes')
    await page.getByRole('button', { name: 'Ver o que vai acontecer' }).click()
    const effects = page.getByRole('region', { name: 'Efeitos' })
    await effects
      .getByText(
        `${repeated!.units} imóveis passam de ${repeated!.name} (código ${repeated!.code})`
      )
      .waitFor()
    assert.deepEqual(await printed(page), [])
    await assertReadable(page, assert)
    const standing = () =>
      query<{ n: number }>(
        db,
        'select count(*)::int as n from registry_premises where street_id = ?',
        [repeated!.id]
      )
    assert.deepEqual(await standing(), [{ n: repeated!.units }])
    await page.getByRole('button', { name: 'Unificar com outro logradouro' }).click()
    await page.waitForURL(address(`/registry/streets/${kept!.id}`))
    await page.getByText(`${repeated!.name} foi unificado com este registro`).waitFor()
    await assertReadable(page, assert)
    assert.deepEqual(await standing(), [{ n: 0 }])
    assert.deepEqual(
      complaints.filter((one) => !one.includes('422')),
      []
    )
    await context.close()
  })
})
