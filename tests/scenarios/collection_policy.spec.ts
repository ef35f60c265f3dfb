import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { setCollectionPolicy } from '#plugins/dunning/tests/functional/collection_policy'
import {
  bureau,
  debtors,
  notify,
  now,
  on,
  owe,
  run,
  setTerms,
} from '#plugins/bureaus/tests/support/bureaus'
import type { CivilDate } from '#core/calendar/index'
import type { PolicyStep } from '#plugins/dunning/domain/policy'
import { freshDatabase } from '#tests/support/database'

const step = (
  one: Pick<PolicyStep, 'id' | 'kind' | 'after' | 'days' | 'title' | 'channel'>
): PolicyStep => ({
  ...{ weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], cost_cents: 0 },
  ...{ stops: ['payment', 'agreement', 'hold'], because: 'CDC, art. 43, § 2º', ...one },
})

const POLICY = {
  title: 'Carta, negativação e dívida ativa',
  steps: [
    step({
      id: 'letter',
      kind: 'letter',
      title: 'Carta',
      after: 'due',
      days: 10,
      channel: 'paper',
    }),
    step({
      ...{ id: 'bureau', kind: 'bureau', title: 'Negativação', after: 'letter', days: 10 },
      channel: 'file',
    }),
    step({
      ...{ id: 'register', kind: 'register', title: 'Dívida ativa', after: 'letter', days: 20 },
      channel: 'file',
    }),
  ],
}

test.group('Scenario | a policy that other modules help to perform', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000)
  group.teardown(() => clock.restore())

  test('a letter, then a lot of the bureau for who was noticed, then a proposal for the register: each once, or why not', async ({
    client,
    assert,
  }) => {
    on('2026-11-02' as CivilDate)
    await db
      .connection('owner')
      .rawQuery('truncate receivables_document_items, receivables_items cascade')
    await bureau(client, 'SPC', { name: 'SPC', layout: 'spc', purpose: 'listing' })
    await setTerms(client, {})
    await setCollectionPolicy(POLICY)
    const [noticed, silent] = await debtors(2)
    await owe(noticed!, { due: '2026-10-10', cents: 12_000n })
    const states = () =>
      query<{ debtor: bigint; step: string; state: string; result: string | null }>(
        db,
        `select debtor_id as debtor, step, state, coalesce(result, reason) as result from dunning_steps
          where step <> 'letter' order by id`
      )
    const perform = (day: string) => {
      on(day as CivilDate)
      return run('dunning.policy', { on: `${day}/${Math.random()}` })
    }
    await perform('2026-11-04')
    await notify(client)
    // Who owes since then has no previous notice of the bureau.
    await owe(silent!, { due: '2026-10-10', cents: 9_000n })
    await perform('2026-11-05')
    assert.deepEqual(await states(), [])
    const first = await perform('2026-11-16')
    assert.equal(first.status, 'done')
    await perform('2026-11-16')
    const lots = () =>
      query<{ number: string; state: string; listings: number }>(
        db,
        'select number, state, listings from bureaus_lots order by id'
      )
    const [lot, ...others] = await lots()
    assert.deepEqual(others, [], 'who is left out makes no lot')
    assert.containsSubset(lot, { state: 'simulated', listings: 1 })
    const listed = await states()
    assert.lengthOf(listed, 2)
    assert.containsSubset(listed[0], {
      ...{ debtor: noticed!.id, step: 'bureau', state: 'performed' },
      result: `Lote ${lot!.number}`,
    })
    assert.containsSubset(listed[1], { debtor: silent!.id, step: 'bureau', state: 'left_out' })
    assert.match(listed[1]!.result!, /aviso/i)

    await notify(client)

    await perform('2026-11-25')
    await perform('2026-11-26')
    const [proposal, ...more] = await query<{ number: string; terms: number; entries: number }>(
      db,
      'select number, terms, entries from debt_register_proposals order by id'
    )
    const registered = await states()
    const proposed = registered.filter((one) => one.step === 'register')
    assert.lengthOf(proposed, 2, `today ${now()}`)
    for (const one of proposed) {
      assert.equal(one.state, proposal ? 'performed' : 'left_out', one.result ?? '')
    }
    assert.containsSubset(proposal, { terms: 2, entries: 2 })
    assert.deepEqual(more, [], 'one proposal stands')
    const [count] = await query<{ entries: number }>(
      db,
      'select count(*)::int as entries from debt_register_entries'
    )
    assert.equal(count!.entries, 2)

    // Noticed in the meantime, the other joins the lot that waits.
    await perform('2026-11-30')
    assert.containsSubset(await lots(), [{ number: lot!.number, state: 'simulated', listings: 2 }])
    assert.lengthOf(await lots(), 1)
    const after = await states()
    assert.isTrue(after.every((one) => one.state === 'performed'))
  })
})
