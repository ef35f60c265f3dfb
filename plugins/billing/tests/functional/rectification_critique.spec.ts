import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { setParameter } from '#core/access/tests/support/people'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { open, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { type TestMonth, createMonth, invoicesOf, nextMonthOf, run } from './billed_month.ts'
import { correct } from './correcting.ts'

const HOUSE = { economies: [{ category: 'RES', economies: 1 }], m3: '20' }
const POLICY = {
  analyses: {
    ...{ recurring_premise: true, recurring_reason: true },
    ...{ disguised_cancellation: true, user_concentration: true },
  },
  ...{ months: 3, premise_months: 2, reason_count: 4, disguised_percent: 90, user_count: 4 },
}

interface Finding {
  readonly id: bigint
  readonly aspect: string
  readonly state: string
  readonly concluded_by: string | null
  readonly concluded_at: Date | null
}

const findingsOf = (cycle: string) =>
  query<Finding>(
    db,
    'select * from billing_rectification_findings where cycle_id = ? order by aspect',
    [cycle]
  )

test.group('Billing | critique of rectifications', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())
  group.each.timeout(170_000)
  let october: TestMonth
  let november: TestMonth

  const rectify = async (
    client: ApiClient,
    month: TestMonth,
    { place, m3, reason }: { place: number; m3: string; reason: string }
  ) => {
    const invoices = await invoicesOf(month)
    const own = invoices.find(
      (one) => one.premise_id === month.premiseIds[place] && one.settlement === 'open'
    )
    const { done } = await correct(client, await ana(), {
      ...{ id: own!.id, operation: 'consumption' },
      form: { billed_m3: m3, reason_code: reason },
    })
    done.assertStatus(302)
  }
  const analyse = async (client: ApiClient, reference: string) => {
    const sent = await send(client, 'bruno', '/billing/rectification-cycles', { reference })
    sent.assertStatus(302)
    const [, id = ''] = /\/(\d+)$/.exec(sent.header('location') ?? '') ?? []
    return id
  }
  const levelOf = async (id: string) => {
    const [row] = await query<{ level: number }>(
      db,
      'select level from billing_rectification_cycles where id = ?',
      [id]
    )
    return row!.level
  }

  test('one case of each aspect is one finding of each; the cycle is concluded with the last of them', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-10-20T15:00:00Z')
    await setParameter('billing.rectification_critique', POLICY)
    const houses = Array.from({ length: 5 }, () => HOUSE)
    october = await createMonth(houses, '2026-10' as never)
    await run(october, '2026-10-20' as CivilDate)
    clock.freeze('2026-10-25T15:00:00Z')
    await rectify(client, october, { place: 0, m3: '15', reason: 'wrong_registry' })
    november = await nextMonthOf(october, '2026-11' as never, houses)
    clock.freeze('2026-11-20T15:00:00Z')
    await run(november)
    clock.freeze('2026-11-25T15:00:00Z')
    // The same premise again; a bill that is nearly nothing afterwards; four for one reason. Ana did all of them, for one customer.
    await rectify(client, november, { place: 0, m3: '14', reason: 'wrong_registry' })
    await rectify(client, november, { place: 1, m3: '0', reason: 'wrong_tariff' })
    for (const m3 of ['19', '18', '17', '16']) {
      await rectify(client, november, { place: 2, m3, reason: 'misread' })
    }
    const id = await analyse(client, '2026-11')
    const found = await findingsOf(id)
    assert.deepEqual(
      found.map(({ aspect }) => aspect),
      ['disguised_cancellation', 'recurring_premise', 'recurring_reason', 'user_concentration']
    )
    assert.equal(await levelOf(id), 3)
    assert.equal(await analyse(client, '2026-11'), id)
    assert.lengthOf(await findingsOf(id), 4)

    const cycle = `/billing/rectification-cycles/${id}`
    const byAna = new Set(['disguised_cancellation', 'user_concentration'])
    const conclude = () => send(client, 'bruno', `${cycle}/change/conclude`, { confirmed: 'true' })
    for (const [index, { id: finding, aspect }] of found.entries()) {
      const early = await conclude()
      assert.notEqual(early.status(), 302, aspect)
      early.assertTextIncludes(`Faltam conclusões em ${4 - index} achados`)
      const path = `/billing/rectification-findings/${finding}/change/conclude`
      const form = {
        ...{ outcome: 'regular', confirmed: 'true' },
        reason: 'Conferido com as ordens de serviço',
      }
      const own = await send(client, 'ana', path, form)
      assert.equal(own.text().includes('quem o conclui é outra pessoa'), byAna.has(aspect), aspect)
      if (!byAna.has(aspect)) continue
      const done = await send(client, 'bruno', path, form)
      done.assertStatus(302)
    }
    const ended = await conclude()
    ended.assertStatus(302)
    for (const { state, concluded_by: by, concluded_at: at } of await findingsOf(id)) {
      assert.deepEqual([state, at instanceof Date], ['regular', true])
      assert.include(['Ana Ribeiro', 'Bruno Matos'], by!)
    }
    const page = await open(client, 'bruno', cycle)
    page.assertTextIncludes('Concluído')
    const again = await send(client, 'bruno', '/billing/rectification-cycles', {
      reference: '2026-11',
    })
    assert.notMatch(again.header('location') ?? '', /rectification-cycles\/\d+$/)

    clock.freeze('2026-12-28T15:00:00Z')
    await setParameter('billing.rectification_critique', {
      ...POLICY,
      analyses: { ...POLICY.analyses, recurring_reason: false },
    })
    assert.equal(await levelOf(await analyse(client, '2026-12')), 2)
  }).tags(['@AC-014'])
})
