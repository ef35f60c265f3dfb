import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { DESK, address, assertReadable, enter, listenForComplaints } from './support.ts'

const PATH = '/configuration/document-template/billing.invoice/draft'
const contentOf = `JSON.parse(document.querySelector('#content').value)`

/** The page's policy makes no code of texts: what must come true is asked from outside. */
async function until(page: Page, expression: string): Promise<void> {
  const end = Date.now() + 10_000
  while (!(await page.evaluate(expression))) {
    if (Date.now() > end) throw new Error(`never true: ${expression}`)
    await page.waitForTimeout(100)
  }
}

/** Commands of a template, in order: what a change of the look must leave alone. */
const commandsOf = (template: string) => template.match(/\{\{[^{}]*\}\}/g) ?? []

test.group('Browser | documents', (group) => {
  freshDatabase(group)

  test('a document is changed on the canvas, and keeps every command', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    await page.goto(address('/configuration'))
    const complaints = listenForComplaints(page)
    await page.goto(address(PATH))
    const canvas = page.frameLocator('iframe.gjs-frame')
    await canvas.getByText('O que está sendo cobrado').waitFor()
    await page.frameLocator('.doc-preview-page').getByText('Maria Aparecida').first().waitFor()
    await assertReadable(page, assert)
    const { template } = registries().documents.get('billing.invoice')
    assert.equal(((await page.evaluate(contentOf)) as { template: string }).template, template)

    await canvas.getByText('O que está sendo cobrado').click()
    await page.getByRole('tab', { name: 'Aparência' }).click()
    await page.getByRole('button', { name: 'Centro' }).click()
    await page.getByRole('button', { name: 'Título', exact: true }).click()
    await until(page, `${contentOf}.template.includes('<h2>Título</h2>')`)
    await page.getByRole('button', { name: 'Data', exact: true }).click()
    await page.selectOption('#block-date', { label: 'Fatura › Vencimento' })
    await page.getByRole('button', { name: 'Inserir' }).click()
    await until(page, `${contentOf}.template.split('{{date document.due_on}}').length === 4`)
    await assertReadable(page, assert)
    const changed = ((await page.evaluate(contentOf)) as { template: string }).template
    assert.match(changed, /<h3 style="text-align: ?center;?">O que está sendo cobrado<\/h3>/)
    const commands = commandsOf(changed)
    const before = commandsOf(template)
    assert.lengthOf(commands, before.length + 1)
    for (const one of before) assert.include(commands, one)

    await page.getByRole('tab', { name: 'Modelo', exact: true }).click()
    await page.locator('.doc-pane-template .cm-content').waitFor()
    await assertReadable(page, assert)
    await page.keyboard.press('Control+z')
    await page.getByRole('tab', { name: 'Papel', exact: true }).click()
    await page.selectOption('#paper-format', '80mm')
    await until(page, `${contentOf}.page.format === '80mm'`)
    await assertReadable(page, assert)
    await page.getByRole('tab', { name: 'Textos', exact: true }).click()
    await assertReadable(page, assert)
    assert.deepEqual(complaints, [])
    await context.close()
  }).timeout(180_000)

  test('each output of an invoice is seen beside the editor', async ({ browser, assert }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    await page.goto(address('/configuration'))
    const complaints = listenForComplaints(page)
    await page.goto(address(PATH))
    const sheet = page.frameLocator('.doc-preview-page')
    await sheet.getByText('O que está sendo cobrado').waitFor()
    const outputs = await page.locator('#preview-face option').allInnerTexts()
    const rolls = ['Bobina de 80 mm', 'Bobina de 104 mm']
    const words = ['E-mail', 'E-mail, só texto', 'SMS', 'WhatsApp']
    assert.deepEqual(outputs, ['Página', 'Texto', ...rolls, ...words])
    await page.selectOption('#preview-face', { label: 'Bobina de 104 mm' })
    await sheet.locator('.roll .barcode-itf').waitFor()
    await page.selectOption('#preview-face', { label: 'Bobina de 80 mm' })
    await sheet.locator('.roll .barcode-itf').waitFor({ state: 'detached' })
    await sheet.locator('.roll .barcode-qr').waitFor()
    await page.selectOption('#preview-face', { label: 'SMS' })
    await page.locator('.doc-preview-text').getByText('matricula 00012345-7').waitFor()
    await page.getByText('1 parte, restam').waitFor()
    await page.selectOption('#preview-face', { label: 'E-mail' })
    await sheet.getByText('Pix copia e cola').waitFor()
    await page.getByText('Assunto: SAAE: fatura de 11/2026').waitFor()
    await assertReadable(page, assert)
    assert.deepEqual(complaints, [])
    await context.close()
  }).timeout(180_000)

  test('models, issued documents and the doors to them can be read', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    for (const path of ['/documents/models', '/documents/issued']) {
      await page.goto(address(path))
      await assertReadable(page, assert)
    }
    await page.goto(address('/documents/models'))
    await page.getByLabel('Nome do novo modelo').fill('Aviso de recadastramento')
    await page.getByRole('button', { name: 'Criar modelo' }).click()
    const canvas = page.frameLocator('iframe.gjs-frame')
    await canvas.getByText('Escreva aqui o texto do aviso.').dblclick()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Compareça à agência até ')
    await canvas.getByRole('heading', { name: 'Aviso', exact: true }).click()
    await until(page, `${contentOf}.template.includes('Compareça à agência')`)
    const { template } = (await page.evaluate(contentOf)) as { template: string }
    const { template: own } = registries().documents.get('registry.notice')
    assert.deepEqual(commandsOf(template), commandsOf(own))
    await context.close()
  }).timeout(120_000)
})
