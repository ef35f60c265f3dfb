import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type RefMonth, clock } from '#core/calendar/index'
import { simulateHere } from '#core/configuration/simulation/start'
import { query } from '#core/database/index'
import { systemActor } from '#core/access/index'
import { runInline } from '#core/jobs/index'
import { actorOf, open, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { DEFAULT_POLICY } from '../../domain/default_policy.ts'
import type { PolicyStep } from '../../domain/policy.ts'
import { setCollectionPolicy } from './collection_policy.ts'
import { type Debt, type Unit, at, owe, setTerms, unitsOwingNothing } from './owing.ts'

const [, , , PAPER] = DEFAULT_POLICY.steps as readonly PolicyStep[]
/** Three papers, one after the other; the second only for who owes R$ 50,00 or more. */
const WRITTEN: readonly PolicyStep[] = [
  { ...PAPER!, id: 'reminder', kind: 'reminder', title: 'Lembrete', days: 5 },
  {
    ...{ ...PAPER!, id: 'letter', kind: 'letter', title: 'Carta', days: 15 },
    eligibility: { '>=': [{ var: ['debt_cents'] }, 5000] },
  },
  { ...PAPER!, id: 'warning', title: 'Última carta', after: 'reminder', days: 14 },
]

test.group('Dunning | simulated policy', (group) => {
  freshDatabase(group)
  group.each.teardown(() => clock.restore())

  test('a draft is tried on past months: which steps it would have taken, against the policy in force', async ({
    client,
    assert,
  }) => {
    at('2024-01-02')
    const [unit] = (await unitsOwingNothing()) as [Unit]
    await setTerms({ minimum_days: 1 })
    await owe(unit, { cents: 8_000n, dueOn: '2024-01-15' })
    at('2024-05-20')
    const steps = DEFAULT_POLICY.steps.map((step) =>
      step.id === 'extrajudicial' ? { ...step, days: 70 } : step
    )
    const drafted = await send(client, 'bruno', '/configuration/dunning-policy/default/draft', {
      content: JSON.stringify({ title: 'Mais cedo', steps }),
    })
    const path = String(drafted.header('location'))
    const version = path.split('/').at(-1)!
    const submit = () =>
      send(client, 'bruno', `${path}/submit`, {
        ...{ from: '2024-05-20', reason: 'Mais cedo', legal_basis: 'Portaria 1/2024' },
      })
    const refused = await submit()
    assert.include(JSON.stringify(refused.flashMessages()), 'Etapas da cobrança')
    const run = await simulateHere(
      {
        ...{ versionId: BigInt(version), population: 'dunning.policy_month' },
        ...{ from: '2024-03' as RefMonth, until: '2024-04' as RefMonth },
      },
      await actorOf('bruno'),
      {}
    )
    assert.equal(run.status, 'done')
    const results = await query<{ key: string; before_amount: bigint; after_amount: bigint }>(
      db,
      `select key, before_amount, after_amount from configuration_simulation_results where run_id = ? order by key`,
      [run.id]
    )
    // Due on 15 January: 61 days later the second cut; 90 days later the extrajudicial notice, or 70 with the draft; 15 days
    // after that the listing.
    const key = (month: string, step: string) => `${month}/${unit.id}/${unit.holder_id}/${step}`
    assert.deepEqual(results, [
      { key: key('2024-03', 'cut_2'), before_amount: 1n, after_amount: 1n },
      { key: key('2024-03', 'extrajudicial'), before_amount: 0n, after_amount: 1n },
      { key: key('2024-04', 'bureau'), before_amount: 1n, after_amount: 1n },
      { key: key('2024-04', 'extrajudicial'), before_amount: 1n, after_amount: 0n },
    ])
    const page = await open(client, 'bruno', `/configuration/simulations/${run.id}`)
    for (const words of ['Notificação extrajudicial', 'Etapas no mês']) {
      page.assertTextIncludes(words)
    }
    page.assertTextIncludes('Custo, por etapa')
    const listed = await open(
      client,
      'bruno',
      `/configuration/simulations/${run.id}/results?dim=step&value=${encodeURIComponent('Notificação extrajudicial')}`
    )
    listed.assertTextIncludes(`${unit.registration_number} · Notificação extrajudicial`)
    listed.assertTextIncludes('1–2 de 2')
    const one = encodeURIComponent(key('2024-03', 'extrajudicial'))
    const why = await open(client, 'bruno', `/configuration/simulations/${run.id}/results/${one}`)
    why.assertTextIncludes('25/03/2024')
    // Tried, but with another content than it has now: it is tried again.
    await send(client, 'bruno', `${path}`, {
      content: JSON.stringify({ title: 'Ainda mais cedo', steps }),
    })
    const stale = await submit()
    assert.include(JSON.stringify(stale.flashMessages()), 'Etapas da cobrança')
  })
})

test.group('Dunning | simulated and performed', (group) => {
  freshDatabase(group)
  group.each.teardown(() => clock.restore())

  test('what a past month simulates is what its nights made, with agreements and corrections of then', async ({
    client,
    assert,
  }) => {
    at('2024-05-01')
    const units = (await unitsOwingNothing()) as [Unit, Unit, Unit, Unit]
    const [plain, small, corrected, agreed] = units
    await setCollectionPolicy({ title: 'Escrita', steps: WRITTEN })
    const debts = new Map<Unit, Debt>()
    for (const unit of [plain, small, corrected, agreed]) {
      const cents = unit === small ? 3_000n : 6_000n
      debts.set(unit, await owe(unit, { cents, dueOn: '2024-04-28' }))
    }
    const origin = debts.get(agreed)!.originId
    const changes: Readonly<Record<string, string>> = {
      '2024-05-06': `insert into receivables_marks (municipality_id, origin_type, origin_id, kind, source_type, source_id, since)
        values (${plain.municipality_id}, 'billing.invoice', ${origin}, 'plan', 'tests.plans', 1, '2024-05-06')`,
      '2024-05-08': `update receivables_items set state = 'cancelled', open_cents = 0, withdrawn_on = '2024-05-08'
        where id = ${debts.get(corrected)!.itemId}`,
      '2024-05-15': `update receivables_marks set until = '2024-05-15', why = 'Rompido' where origin_id = ${origin}`,
    }
    for (let day = 2; day <= 22; day++) {
      const on = `2024-05-${String(day).padStart(2, '0')}`
      at(on)
      if (changes[on]) await query(db, changes[on])
      await runInline('dunning.policy', { on }, systemActor(plain.municipality_id))
    }
    const made = await query<{ key: string }>(
      db,
      `select '2024-05/' || premise_id || '/' || debtor_id || '/' || step as key from dunning_steps
        where state = 'performed' order by 1`
    )
    at('2024-06-03')
    const drafted = await send(client, 'bruno', '/configuration/dunning-policy/default/draft', {
      content: JSON.stringify({ title: 'Igual', steps: WRITTEN }),
    })
    const versionId = BigInt(String(drafted.header('location')).split('/').at(-1)!)
    const month = '2024-05' as RefMonth
    const scope = { versionId, population: 'dunning.policy_month', from: month, until: month }
    const run = await simulateHere(scope, await actorOf('bruno'), {})
    const simulated = await query<{ key: string }>(
      db,
      'select key from configuration_simulation_results where run_id = ? and after_amount = 1 order by key',
      [run.id]
    )
    assert.lengthOf(made, 9)
    assert.deepEqual(simulated, made)
  })
})
