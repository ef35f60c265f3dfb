import { test } from '@japa/runner'
import { freshDatabase } from '#tests/support/database'
import { DESK, address, assertReadable, enter, listenForComplaints } from './support.ts'

test.group('Browser | policy of collection in the Studio', (group) => {
  freshDatabase(group)

  test('a step says in words what it counts from, for whom it is, what it costs and who confirms it', async ({
    browser,
    assert,
  }) => {
    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'ana.admin')
    const complaints = listenForComplaints(page)
    await page.goto(address('/configuration/dunning-policy/default/draft'))
    const steps = page.locator('.schema-card summary')
    await steps.first().waitFor()
    assert.match(
      (await steps.nth(1).textContent()) ?? '',
      /^2\. Corte no cavalete.*Notificação de corte/
    )
    for (const step of await steps.all()) await step.click()
    const from = page.getByLabel('Contado a partir de').nth(1)
    await from.waitFor()
    assert.equal(await from.locator('option:checked').textContent(), 'Notificação de corte')
    const cost = page.getByLabel('Custo de cada uma para o prestador').nth(3)
    await cost.fill('2,35')
    await cost.press('Tab')
    await page.getByLabel('Documento').nth(3).selectOption({ label: 'Notificação extrajudicial' })
    await page.getByText('Quem confirma: informar').nth(3).click()
    await page
      .getByLabel('Permissão')
      .first()
      .selectOption({ label: 'Confirmar e recusar as etapas da política de cobrança que o pedem' })
    await page.getByLabel('Acrescentar condição sobre').nth(3).selectOption({ value: 'is_social' })
    const content = JSON.parse(await page.locator('#content').inputValue()) as {
      steps: Record<string, unknown>[]
    }
    assert.containsSubset(content.steps[3], {
      ...{ after: 'due', cost_cents: 235, document: 'dunning.extrajudicial' },
      authority: { permission: 'dunning.confirm', above_cents: 0 },
      eligibility: { var: ['is_social'] },
    })
    await assertReadable(page, assert)
    assert.deepEqual(complaints, [])
    await context.close()
  })
})
