import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { groupOf } from '#tests/scenarios/support/reading_month'
import { open, send, work } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'

/** The part of a page that belongs to one group. */
const partOf = (html: string, label: string): string =>
  html.split(/<(?:tr|section)\b/).find((part) => part.includes(label)) ?? ''

test.group('Billing | the calendar at work', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())

  test('the reading cycle offers the next load of each group on its day, and the board of runs shows the month', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-11-20T15:00:00Z')
    const first = String(await groupOf('01'))
    const before = await open(client, 'bruno', '/readings/cycle')
    assert.include(partOf(before.text(), `name="group" value="${first}"`), '2026-11-20')
    before.assertTextIncludes('Fora do cronograma')
    await send(client, 'bruno', '/billing/schedule', { year: '2026' })

    const late = await open(client, 'bruno', '/readings/cycle')
    const row = late
      .text()
      .split('<tr')
      .find((part) => part.includes(`name="group" value="${first}"`))!
    for (const text of ['03/11/2026', '04/11/2026', 'Atrasada']) assert.include(row, text)
    assert.match(row, /name="loaded_on" value="2026-11-20"/, 'the planned day went by')
    const runs = await open(client, 'bruno', '/billing/runs?reference=2026-11')
    const card = partOf(runs.text(), 'aria-label="Cronograma de ')
    for (const text of ['Carga', '03/11', 'Leitura', 'Faturamento', 'atrasado'])
      assert.include(card, text)

    clock.freeze('2026-11-02T15:00:00Z')
    const ahead = await open(client, 'bruno', '/readings/cycle')
    const planned = ahead
      .text()
      .split('<tr')
      .find((part) => part.includes(`name="group" value="${first}"`))!
    assert.match(planned, /name="loaded_on" value="2026-11-03"/)
    assert.notInclude(planned, 'Atrasada')
    const form = { group: first, reference: '2026-11', loaded_on: '2026-11-03' }
    await work(await send(client, 'bruno', '/readings/loads', form), 'bruno')
    const [load] = await query<{ loaded_on: string }>(
      db,
      'select loaded_on from readings_loads where billing_group_id = ?',
      [BigInt(first)]
    )
    assert.equal(load!.loaded_on, '2026-11-03')
    const after = await open(client, 'bruno', '/readings/cycle')
    const next = after
      .text()
      .split('<tr')
      .find((part) => part.includes(`name="group" value="${first}"`))!
    assert.include(next, '12/2026')
    assert.include(next, '01/12/2026')
  })
})
