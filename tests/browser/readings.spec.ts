import { test } from '@japa/runner'
import { freshDatabase } from '#tests/support/database'
import {
  criticise,
  distributed,
  fieldFile,
  ground,
  receive,
  stateOf,
} from '../../plugins/readings/tests/functional/helpers.ts'
import { DESK, PHONE, address, assertReadable, enter, listenForComplaints } from './support.ts'

test.group('Browser | readings', (group) => {
  freshDatabase(group)

  test('cycle, load and critique are readable on desk and phone, and a reading is decided', async ({
    browser,
    assert,
  }) => {
    const where = await ground()
    const { id } = await distributed(where)
    await receive(where, id, await fieldFile(where, id, { notNumeric: 2, cut: 1, unknown: 1 }))
    await criticise(where, id)
    assert.equal(await stateOf(where), 'processed')

    const context = await browser.newContext({ viewport: DESK })
    const page = await enter(context, 'bruno.faturamento')
    const complaints = listenForComplaints(page)
    for (const viewport of [DESK, PHONE]) {
      await page.setViewportSize(viewport)
      for (const path of ['/readings/cycle', `/readings/loads/${id}`, '/readings/review']) {
        await page.goto(address(path))
        await assertReadable(page, assert)
      }
    }

    await page.setViewportSize(DESK)
    await page.goto(address('/readings/review'))
    const waiting = page.locator('form[action^="/readings/review/"]')
    const before = await waiting.count()
    const first = waiting.first()
    await first.getByLabel('Decisão').selectOption('average')
    await first.getByLabel('Motivo').fill('Imóvel fechado na segunda visita')
    await first.getByRole('button', { name: 'Decidir' }).click()
    await page.getByText('Faturamento pela média na matrícula').waitFor()
    assert.equal(await waiting.count(), before - 1)
    assert.deepEqual(complaints, [])
    await context.close()
  })
})
