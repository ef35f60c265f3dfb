import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { freshDatabase } from '#tests/support/database'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'

const DRAFT = '/configuration/workflow/tasks.tasks/draft'

interface Content {
  states: Record<string, unknown>[]
  transitions: Record<string, unknown>[]
}
const contentOf = async (page: Page) =>
  JSON.parse(await page.locator('#content').inputValue()) as Content

test.group('Browser | workflows in the Studio', (group) => {
  freshDatabase(group)

  test('a state and its steps are drawn, checked, simulated and approved, and nobody sees JSON', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    await page.goto(address(DRAFT))
    await page.locator('.flow-drawing').waitFor()
    assert.equal(await page.locator('.flow-state').count(), 4)
    const before = await contentOf(page)
    await page.getByRole('button', { name: 'Acrescentar estado' }).click()
    await page.getByLabel('Nome do estado').fill('Suspensa')
    await page.locator('.flow-issue', { hasText: 'Nenhum registro chega a “Suspensa”' }).waitFor()
    await page.getByRole('button', { name: 'Acrescentar passagem' }).click()
    await page.getByLabel('O que diz o botão').fill('Suspender')
    await page
      .getByLabel('Quem pode')
      .selectOption({ label: 'Andar com as tarefas: começar e concluir' })
    await page.getByRole('button', { name: 'Acrescentar passagem' }).click()
    await page.getByLabel('O que diz o botão').fill('Retomar')
    await page.getByLabel('Aberta', { exact: true }).uncheck()
    await page.getByLabel('Suspensa', { exact: true }).check()
    await page.getByLabel('Leva a').selectOption({ label: 'Em andamento' })
    await page.locator('.flow-issue').first().waitFor({ state: 'detached' })
    const after = await contentOf(page)
    assert.deepEqual(after.states.slice(0, 4), before.states)
    assert.deepEqual(after.transitions.slice(0, 3), before.transitions)
    assert.containSubset(after.transitions[4]!, { title: 'Retomar', to: 'under_way' })
    await page.locator('.flow-words summary').click()
    await page.getByText(/^Aberta \(inicial\): .*Suspender leva a Suspensa/).waitFor()

    await page.getByRole('tab', { name: 'Simular' }).click()
    const simulation = page.locator('.flow-simulation')
    await simulation.getByLabel('Como quem tem o perfil').selectOption({ label: 'Atendente' })
    await simulation.getByText('“Cancelar” não aparece').waitFor()
    await simulation.getByRole('button', { name: 'Começar' }).click()
    await simulation.locator('.flow-here', { hasText: 'Em andamento' }).waitFor()
    await simulation.getByRole('button', { name: 'Concluir' }).click()
    await simulation.getByText('É um estado final').waitFor()
    await assertReadable(page, assert)

    await page.getByRole('button', { name: 'Salvar e revisar' }).click()
    await page.fill('#reason', 'Há tarefas que esperam por terceiros')
    await page.getByRole('button', { name: 'Enviar para aprovação' }).click()
    await page.locator('.version-line [aria-current=step]', { hasText: 'Em revisão' }).waitFor()
    const diego = await enter(await browser.newContext({ viewport: DESK }), 'diego.admin')
    await diego.goto(page.url())
    await diego.getByRole('button', { name: 'Aprovar' }).click()
    await diego.locator('.version-line [aria-current=step]', { hasText: 'Em vigor' }).waitFor()
    await diego.context().close()
    assert.deepEqual(complaints, [])
    await context.close()
  }).timeout(120_000)

  test('drawing, lists and tasks can be read and used on a phone', async ({ browser, assert }) => {
    const context = await browser.newContext({ viewport: PHONE })
    const page = await enter(context, 'ana.admin')
    await page.goto(address(DRAFT))
    await page.locator('.flow-drawing').waitFor()
    await page.getByRole('button', { name: 'Aumentar o desenho' }).click()
    await assertReadable(page, assert)
    for (const path of ['/tasks/tasks', '/tasks/tasks/new']) {
      await page.goto(address(path))
      await assertReadable(page, assert)
    }
    await context.close()
  }).timeout(60_000)
})
