import { test } from '@japa/runner'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'
import { contentOf } from './studio_support.ts'

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
