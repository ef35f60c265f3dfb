import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { freshDatabase } from '#tests/support/database'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'
import { contentOf } from './studio_support.ts'

const TABLE = '/configuration/tariff-table/default/draft'

const categoriesOf = async (page: Page) => {
  const { categories } = await contentOf(page)
  return categories
}

/** Pastes into a cell as the keyboard would, without a clipboard. */
const pasteInto = (page: Page, cell: string, text: string) =>
  page.evaluate(`{
    const data = new DataTransfer()
    data.setData('text/plain', ${JSON.stringify(text)})
    document
      .querySelector('[data-sheet="/categories/RES/blocks"][data-cell="${cell}"]')
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }`)

test.group('Browser | tariff tables in the Studio', (group) => {
  freshDatabase(group)

  test('brackets are typed and pasted, limits stay continuous, and bills follow', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    await page.goto(address(TABLE))
    const res = page.locator('.tariff-card', { hasText: 'Residencial (RES)' })
    await res.getByLabel('Até, faixa 1').fill('12')
    let { categories } = await contentOf(page)
    assert.deepInclude(categories.RES!.blocks[1], { over: 12, to: 20 })
    await res.getByRole('button', { name: 'Retirar faixa 2' }).click()
    await res.getByRole('button', { name: 'Acrescentar depois de faixa 2' }).click()
    ;({ categories } = await contentOf(page))
    const limits = categories.RES!.blocks.map(({ over, to }) => [over, to])
    assert.deepEqual(limits, [
      [0, 20],
      [20, 25],
      [25, 30],
      [30, null],
    ])

    await pasteInto(page, '0:0', 'Faixa\tPreço\naté 10\t4,00\n11 a 20\t5.123\nacima de 20\t6,50')
    await page.getByText('Linha 3, coluna Preço por m³: “5.123” pode ser 5123 ou 5,123').waitFor()
    await pasteInto(page, '0:0', 'a\tb\n'.repeat(200_000))
    await page
      .getByText('O que foi copiado tem 800 mil caracteres; cabem aqui até 500 mil.')
      .waitFor()
    assert.deepEqual(await categoriesOf(page), categories)
    await res.getByRole('button', { name: 'Colar de planilha' }).click()
    await page
      .getByLabel('Células para Faixas de Residencial')
      .fill('até 10\t4,00\n11 a 20\t5,123\nacima de 20\t6,50')
    await page.getByRole('button', { name: 'Conferir e colar' }).click()
    const pasted = await categoriesOf(page)
    assert.deepEqual(pasted.RES!.blocks, [
      { over: 0, to: 10, price: '4.00' },
      { over: 10, to: 20, price: '5.123' },
      { over: 20, to: null, price: '6.50' },
    ])
    // 10 × 4.00 + 5 × 5.123 = 65.615 → 65.62, and the garbage fee of the demo.
    const bill = page.locator('.tariff-bills tr', {
      has: page.getByRole('button', { name: 'Por que a conta de 15 m³' }),
    })
    await bill.getByRole('button').click()
    await page.locator('.tariff-lines').getByText('65,62').waitFor()
    await assertReadable(page, assert)
    await page.getByRole('tab', { name: 'Gráfico' }).click()
    await page.getByRole('img', { name: 'Preço de cada m³ de água de RES' }).waitFor()
    await assertReadable(page, assert)
    assert.deepEqual(complaints, [])
    await context.close()
  }).timeout(60_000)

  test('an adjustment tells its effect, a copy takes the place of all, and undo brings it back', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    await page.goto(address(TABLE))
    const before = await contentOf(page)
    await page.getByRole('tab', { name: 'Reajustar e copiar' }).click()
    await page.getByLabel('Percentual').fill('+6,43')
    await page.getByText('Reajustar 16 preços').waitFor()
    // As many decimals as the prices have, until another number is chosen: 6.919 × 1.0643 = 7.363… for the first.
    assert.equal(await page.getByLabel('Casas decimais').inputValue(), '3')
    await page.getByRole('cell', { name: 'Comercial, acima de 0 m³' }).waitFor()
    await page.getByRole('cell', { name: '7,364', exact: true }).waitFor()
    await page.getByLabel('Casas decimais').selectOption('6')
    await assertReadable(page, assert)
    await page.getByRole('button', { name: 'Reajustar 16 preços' }).click()
    // 3.457 × 1.0643 = 3.6792851 → six decimals.
    const adjusted = await categoriesOf(page)
    assert.equal(adjusted.RES!.blocks[0]!.price, '3.679285')
    await page.getByLabel('Versão', { exact: true }).selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Copiar desta versão' }).click()
    await page.getByText('Copiado: ').waitFor()
    assert.deepEqual(await categoriesOf(page), before.categories)
    await page.getByRole('button', { name: 'Desfazer' }).click()
    await page.getByRole('button', { name: 'Desfazer' }).click()
    assert.deepEqual(await contentOf(page), before)
    await context.close()
  })

  test('declared charges of any structure are built in forms; every part can be read at the desk and on a phone', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    await page.goto(address(TABLE))
    await page.getByRole('tab', { name: 'Cobranças' }).click()
    await page.getByRole('button', { name: 'Água', exact: true }).click()
    await page.getByLabel('Fundamento').fill('Decreto 1/2026')
    await page.getByLabel('Estrutura', { exact: true }).selectOption('minimum_volume')
    await page.getByLabel('Pelo menos').fill('10')
    await page.getByLabel('Preço por m³, faixa 1').fill('7,5')
    const { charges } = await contentOf(page)
    const [charge] = charges!
    assert.deepEqual(charge!.structure, {
      kind: 'minimum_volume',
      ...{ per: 'economy', each: 'month', m3: '10' },
      structure: {
        kind: 'brackets',
        per: 'economy',
        brackets: [{ over: 0, to: null, price: '7.5' }],
      },
    })
    await page.getByRole('tab', { name: 'Contas' }).click()
    await page
      .getByRole('cell', { name: /^75,00|^92,00|^92,/ })
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Ver como JSON' }).first().click()
    await assertReadable(page, assert)
    for (const viewport of [DESK, PHONE]) {
      await page.setViewportSize(viewport)
      for (const name of [
        'Categorias',
        'Esgoto, lixo e serviços',
        'Cobranças',
        'Por m³',
        'Geral',
        'Reajustar e copiar',
      ]) {
        await page.getByRole('tab', { name }).click()
        await assertReadable(page, assert)
      }
    }
    assert.deepEqual(complaints, [])
    await context.close()
  }).timeout(120_000)
})
