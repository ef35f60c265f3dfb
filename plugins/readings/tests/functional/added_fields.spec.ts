import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { setVersion } from '#core/access/tests/support/people'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { Expression, RulesetContent } from '#core/rules/index'
import { putInForce } from '#tests/scenarios/support/configuration'
import { open, send, userOf, work } from '#tests/scenarios/support/people'
import { readOnOf, returnFromField, takeToField } from '#tests/scenarios/support/reading_month'
import { returnOf } from '#tests/scenarios/support/field_return'
import { freshDatabase } from '#tests/support/database'
import { replayReadings } from '../../services/replay_reading.ts'

const SEASONAL: Expression = { '==': [{ var: ['premise.veraneio'] }, true] }

/** The product's own critique, which lets a summer house consume what it likes. */
function critiqueWithSummerHouses(): RulesetContent {
  const { ruleset } = registries().decisions.get('readings.critique')
  return {
    ...ruleset,
    rules: ruleset.rules.map((rule) =>
      rule.id === 'above_range'
        ? { ...rule, when: { and: [rule.when, { '!': [SEASONAL] }] } }
        : rule
    ),
    examples: ruleset.examples.map(({ facts, ...example }) => ({
      ...example,
      facts: { ...facts, premise: { veraneio: null } },
    })),
  }
}

async function mark(client: ApiClient, id: bigint, value: boolean): Promise<void> {
  const answer = await client
    .patch(`/api/registry/premises/${id}`)
    .loginAs(await userOf('ana'))
    .withCsrfToken()
    .accept('json')
    .json({ custom_veraneio: value })
  answer.assertStatus(200)
}

test.group('Readings | a field that administrators added, in the critique', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())

  test('a summer house is not held for consuming much, from the load after it was marked on', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-10-20T12:00:00Z')
    await setVersion('custom-fields', 'registry.premises', {
      fields: [{ key: 'veraneio', label: 'Casa de veraneio', type: 'boolean' }],
    })
    const palette = await open(client, 'bruno', '/configuration/ruleset/readings.critique/draft')
    palette.assertTextIncludes('Casa de veraneio')
    await putInForce(client, critiqueWithSummerHouses(), {
      item: 'ruleset/readings.critique',
      from: '2026-10-25',
    })
    const [summer, other] = await query<{ id: bigint }>(
      db,
      `select p.id from registry_premises p
         join registry_connections w on w.premise_id = p.id and w.service = 'water' and w.situation = 'active'
         join registry_billing_groups g on g.id = p.billing_group_id and g.code = '01'
        where p.kind = 'single' order by p.id limit 2`
    )
    await mark(client, summer!.id, true)
    const { path, file, ...month } = await takeToField(client, { reference: '2026-11' })
    // What is marked once the load is made is for the next one (DECISIONS 51).
    await mark(client, other!.id, true)
    await returnFromField(
      client,
      path,
      returnOf(file, readOnOf(month), () => 95)
    )
    await work(await send(client, 'bruno', `${path}/critique`, {}), 'bruno')
    const judged = await query<{ state: string; hold_reason: string | null }>(
      db,
      `select state, hold_reason from readings_readings where load_id = ? and premise_id = any(?::bigint[])
        order by premise_id`,
      [month.loadId, [summer!.id, other!.id]]
    )
    assert.deepEqual(judged, [
      { state: 'accepted', hold_reason: null },
      { state: 'held', hold_reason: 'above_range' },
    ])
    const items = await query<{ id: bigint }>(
      db,
      'select id from readings_load_items where load_id = ? and premise_id = any(?::bigint[])',
      [month.loadId, [summer!.id, other!.id]]
    )
    const replays = await db.transaction((tx) =>
      replayReadings(
        tx,
        items.map(({ id }) => id)
      )
    )
    assert.deepEqual(
      [...replays.values()].map(({ isSame }) => isSame),
      [true, true]
    )
  })
})
