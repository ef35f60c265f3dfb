import { test } from '@japa/runner'
import { freshDatabase } from '#tests/support/database'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'

const MATERIALS = '/registry/materials'
const FILE = [
  'Código;Descrição;Tipo;Unidade',
  'T20;Tubo de PVC soldável 20 mm;Tubos e conexões;Metro',
  'L01;Lacre azul numerado;Lacres;Unidade',
  'X99;Peça sem unidade conhecida;Lacres;Fardo',
].join('\r\n')

test.group('Browser | tables and import', (group) => {
  freshDatabase(group)

  for (const [name, viewport] of [
    ['desk', DESK],
    ['phone', PHONE],
  ] as const) {
    test(`a table is found, and a row in use says where, on the ${name}`, async ({
      browser,
      assert,
    }) => {
      const context = await browser.newContext({ viewport })
      const page = await enter(context, 'ana.admin')
      const complaints = listenForComplaints(page)
      await page.goto(address('/tables'))
      await assertReadable(page, assert)
      await page.fill('[data-key=filter]', 'categoria')
      await page.waitForURL(/q=categoria/)
      await page.locator('#tables').getByRole('link', { name: 'Categorias' }).click()
      await page.getByRole('link', { name: 'RES', exact: true }).click()
      await page.getByLabel('Mais ações').click()
      await page.getByRole('link', { name: 'Excluir' }).click()
      await assertReadable(page, assert)
      assert.include(await page.locator('main').innerText(), 'Esta linha é do sistema')
      assert.deepEqual(complaints, [])
      await context.close()
    })

    test(`a file goes from upload to records on the ${name}`, async ({ browser, assert }) => {
      const context = await browser.newContext({ viewport })
      const page = await enter(context, 'ana.admin')
      const complaints = listenForComplaints(page)
      await page.goto(address(`${MATERIALS}/import`))
      await assertReadable(page, assert)
      await page.setInputFiles('#file', {
        name: `materiais-${name}.csv`,
        mimeType: 'text/csv',
        buffer: Buffer.from(FILE.replaceAll(/^(T20|L01)/gm, `$1-${name}`)),
      })
      await page.getByRole('button', { name: 'Enviar' }).click()
      await page.waitForURL(/imports\/\d+$/)
      assert.equal(await page.locator('#column-unit').inputValue(), '3')
      await assertReadable(page, assert)
      await page.getByRole('button', { name: 'Conferir 3 linhas' }).click()
      await page.getByText('O que vai acontecer').waitFor()
      assert.include(await page.locator('main').innerText(), '“Fardo” não existe')
      await assertReadable(page, assert)
      await page.getByRole('button', { name: 'Importar 2 linhas' }).click()
      await page.getByText('O que foi feito').waitFor()
      await assertReadable(page, assert)
      assert.deepEqual(complaints, [])
      await context.close()
    })
  }
})
