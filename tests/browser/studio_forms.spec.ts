import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'

const TABLE = '/configuration/tariff-table/default/draft'

/** What the form would send now. */
const contentOf = async (page: Page) =>
  JSON.parse(await page.locator('#content').inputValue()) as {
    categories: Record<string, { blocks: { over: number; to: number | null; price: string }[] }>
    charges?: { structure: unknown }[]
    value?: unknown
  }

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

test.group('Browser | parameters in the Studio', (group) => {
  freshDatabase(group)

  test('a number, a list of rows and a map are edited in forms; nobody sees JSON', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    await page.goto(address('/configuration/parameter/readings.max_estimates/draft'))
    await page.getByText('De 0 a 12.').waitFor()
    await page.getByText('01/01/2000 em diante').waitFor()
    await page.getByLabel('Estimativas seguidas').fill('13')
    await page.locator('.schema-issue').getByText('Deve ser no máximo 12.').waitFor()
    await page.getByLabel('Estimativas seguidas').fill('5')
    assert.isTrue(await page.locator('.cm-editor').isHidden())
    assert.deepEqual(await contentOf(page), { value: 5 } as never)
    await page.getByRole('button', { name: 'Voltar ao padrão (3 meses)' }).click()
    assert.deepEqual(await contentOf(page), { value: 3 } as never)

    await page.goto(address('/configuration/parameter/tariffs.index_units/draft'))
    await page.getByRole('button', { name: 'Acrescentar linha' }).click()
    await page.getByLabel('Código, linha 1').fill('UFM')
    await page.getByLabel('Valor em reais, linha 1').fill('4,123457')
    assert.deepEqual(await contentOf(page), { value: { UFM: '4.123457' } } as never)

    await page.goto(address('/configuration/parameter/readings.expected_range/draft'))
    await page.getByLabel('Abaixo da média (%), linha 2').fill('45')
    await page.getByRole('button', { name: 'Salvar rascunho' }).click()
    await page.getByText('Rascunho salvo em').waitFor()
    await assertReadable(page, assert)
    assert.deepEqual(complaints, [])
    await context.close()
  })

  test('an amount is typed in R$ and kept in cents', async ({ browser, assert }) => {
    const context = await browser.newContext({ viewport: PHONE })
    const page = await enter(context, 'ana.admin')
    await page.goto(
      address('/configuration/parameter/receivables.underpayment_tolerance_cents/draft')
    )
    const field = page.getByLabel('Diferença a menor perdoada', { exact: true })
    assert.equal(await field.inputValue(), '0,00')
    await field.fill('1,5')
    await field.press('Tab')
    assert.equal(await field.inputValue(), '1,50')
    assert.deepEqual(JSON.parse(await page.locator('#content').inputValue()), { value: 150 })
    await page.getByText('De R$ 0,00 a R$ 10,00').first().waitFor()
    await field.fill('um real')
    await field.press('Tab')
    await page.locator('.schema-issue').first().waitFor()
    assert.equal(await field.inputValue(), 'um real')
    await assertReadable(page, assert)
    await context.close()
  })

  test('every parameter of the product opens as a form that changes nothing by itself', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: PHONE })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    const paths = registries()
      .parameters.names()
      .map((key) => `/configuration/parameter/${key}`)
    assert.isAbove(paths.length, 40)
    for (const path of paths) {
      await page.goto(address(`${path}/draft`))
      await page.getByRole('tab', { name: 'Formulário' }).waitFor()
      await page.locator('.parameter-form').waitFor()
      assert.equal(await page.locator('[data-studio-state]').textContent(), 'Tudo salvo', path)
      assert.equal(await page.locator('.sheet-cell[aria-invalid], .schema-issue').count(), 0, path)
    }
    assert.deepEqual(complaints, [])
    await context.close()
  }).timeout(180_000)
})

test.group('Browser | other kinds in the Studio', (group) => {
  freshDatabase(group)

  test('words of a message are written with their data at hand, and read as they will arrive', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    await page.goto(address('/configuration/message-template/alerts.cause/draft'))
    assert.isTrue(await page.locator('.cm-editor').isHidden())
    await page.getByLabel('Assunto').fill('Aviso: ')
    await page.getByRole('button', { name: 'Escrever title' }).click()
    assert.include(await contentOf(page), { subject: 'Aviso: {{title}}' } as never)
    await page.locator('.form-preview-text').first().getByText('Aviso: Execução').waitFor()
    await page.frameLocator('.form-preview-page').getByText('Abrir no sistema').waitFor()
    await page.getByLabel('Assunto').fill('{{nobody}}')
    await page.getByRole('tab', { name: 'Conferência' }).click()
    await page.locator('.studio-issue.is-bad').waitFor()
    await assertReadable(page, assert)
    assert.deepEqual(complaints, [])
    await context.close()
  })

  test('duties are named by their titles and permissions by what they allow', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    await page.goto(address('/configuration/duties/matrix/draft'))
    const closed = page.locator('.schema-card > details:not([open]) > summary')
    await closed.first().waitFor()
    while ((await closed.count()) > 0) await closed.first().click()
    await page.getByLabel('Nome').first().fill('Cadastrar')
    const [first] = await page
      .getByLabel('Quem, linha 1')
      .locator('option:checked')
      .allTextContents()
    assert.equal(first, 'Cadastrar', 'a pair is told by the new name of its duty')
    await page.getByRole('button', { name: 'Retirar Faturar grupos' }).click()
    await page
      .getByLabel('Acrescentar a Permissões de quem a exerce')
      .nth(1)
      .selectOption({ label: 'Faturar grupos' })
    await page.getByRole('button', { name: 'Salvar rascunho' }).click()
    await page.getByText('Rascunho salvo em').waitFor()
    await assertReadable(page, assert)
    await context.close()
  })

  test('the chart of accounts is a sheet, whose codes stay texts', async ({ browser, assert }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    await page.goto(address('/configuration/chart-of-accounts/default/draft'))
    const code = page.getByLabel('Código, linha 2', { exact: true })
    assert.equal(await code.inputValue(), '1.1')
    await page.getByLabel('Título, linha 2', { exact: true }).fill('Ativo de curto prazo')
    assert.equal(await page.locator('.sheet-cell[aria-invalid=true]').count(), 0)
    await page.getByRole('tab', { name: /Mudanças/ }).click()
    await page.locator('#studio-panel').getByText('Ativo de curto prazo').first().waitFor()
    await assertReadable(page, assert)
    await context.close()
  })
})

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
