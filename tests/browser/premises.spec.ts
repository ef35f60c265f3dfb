import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
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

async function premiseAt(street: string, number: string): Promise<string> {
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from registry_premises where street = ? and number = ? order by id limit 1',
    [street, number]
  )
  return `/registry/premises/${row!.id}`
}

test.group('Browser | premises', (group) => {
  freshDatabase(group)

  test('the page of a premise, its forms and the paying bodies are readable on desk and phone', async ({
    browser,
    assert,
  }) => {
    const path = await premiseAt('Rua das Acácias', '100')
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    for (const viewport of [DESK, PHONE]) {
      await page.setViewportSize(viewport)
      for (const part of [
        '',
        '/change/holder',
        '/change/economies',
        '/change/address',
        '/sketch',
      ]) {
        await page.goto(address(`${path}${part}`))
        await assertReadable(page, assert)
      }
      for (const other of ['/registry/paying-bodies/1', '/registry/customers/1']) {
        await page.goto(address(other))
        await assertReadable(page, assert)
      }
    }
    assert.deepEqual(complaints, [])
    await context.close()
  })

  test('a street and a number fill neighbourhood and postal code while they are typed', async ({
    browser,
    assert,
  }) => {
    const [street] = await query<{ full_name: string; id: bigint }>(
      db,
      `select id, full_name from registry_streets where full_name = 'Rua das Acácias' order by id limit 1`
    )
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'bruno.faturamento')
    await page.goto(address(`/registry/premises/new?street_id=${street!.id}`))
    await page.fill('#field-number', '100')
    await until(page, `document.querySelector('#field-zip_code').value === '78899000'`)
    assert.equal(await page.inputValue('#field-district'), 'Centro')
    await page.fill('#field-number', '99000')
    await page.getByText('está fora de todas as faixas').waitFor()
    await context.close()
  })

  test('a sketch is drawn, shown, and replaced by a picture; the former stays in the versions', async ({
    browser,
    assert,
  }) => {
    const path = await premiseAt('Rua das Acácias', '112')
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'bruno.faturamento')
    const complaints = listenForComplaints(page)
    await page.goto(address(`${path}/sketch`))
    const sheet = page.locator('[data-sketch-sheet]')
    const box = (await sheet.boundingBox())!
    const at = (x: number, y: number) => [box.x + x, box.y + y] as const
    await page.mouse.move(...at(40, 40))
    await page.mouse.down()
    await page.mouse.move(...at(120, 90), { steps: 4 })
    await page.mouse.move(...at(220, 60), { steps: 4 })
    await page.mouse.up()
    await page.getByRole('button', { name: 'Imóvel', exact: true }).click()
    await page.mouse.click(...at(200, 150))
    await page.getByRole('button', { name: 'Texto' }).click()
    await page.fill('#sketch-text', 'Padaria <b>')
    await page.mouse.click(...at(300, 200))
    assert.equal(await sheet.locator('polyline, polygon, text').count(), 3)
    await page.fill('#sketch-note', 'Portão verde')
    await page.getByRole('button', { name: 'Guardar croqui' }).click()
    await page.waitForURL(address(path))
    const shown = page.locator('.sketch-small svg')
    assert.equal(await shown.locator('text').innerHTML(), 'Padaria &lt;b&gt;')
    await assertReadable(page, assert)

    await page.goto(address(`${path}/sketch`))
    const { default: sharp } = await import('sharp')
    const picture = await sharp({
      create: { width: 60, height: 40, channels: 3, background: '#88aacc' },
    })
      .png()
      .toBuffer()
    await page.setInputFiles('#sketch-file', {
      ...{ name: 'croqui.png', mimeType: 'image/png' },
      buffer: picture,
    })
    await page.getByRole('button', { name: 'Guardar croqui' }).click()
    await page.waitForURL(address(path))
    const image = page.locator('.sketch-small img')
    assert.equal(await image.getAttribute('alt'), 'Croqui do imóvel')
    assert.isTrue(
      await image.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth > 0)
    )

    await page.goto(address(`${path}/sketch`))
    const versions = page.locator('[data-version]')
    assert.equal(await versions.count(), 2)
    assert.include(await versions.nth(1).innerText(), 'Portão verde')
    assert.include(await versions.nth(1).innerText(), 'Bruno Matos')
    await assertReadable(page, assert)
    assert.deepEqual(complaints, [])
    await context.close()
  })
})
