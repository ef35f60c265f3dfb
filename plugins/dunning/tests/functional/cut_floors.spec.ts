import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { setVersion } from '#core/access/tests/support/people'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { Rule, RulesetContent } from '#core/rules/index'
import { freshDatabase } from '#tests/support/database'
import { act } from '#tests/support/requests'
import { cutEligibility } from '../../decisions/cut_eligibility.ts'
import {
  type CutWorld,
  type House,
  bankToldUntil,
  casesOf,
  cutWorld,
  notice,
  runOrders,
  setPolicy,
} from './cut_world.ts'

const NOTICE = { issuedOn: '2024-03-01', dueOn: '2024-03-31' }
const { ruleset } = cutEligibility
const protectedRule = ruleset.rules.find(({ id }) => id === 'protected')!
/** The product's rules with another one in place of that for protected premises, or none; examples follow the rules. */
const rulesWith = (rule: Rule | null): RulesetContent => ({
  ...ruleset,
  rules: ruleset.rules.flatMap((one) =>
    one.id === 'protected' ? (rule ? [rule] : []) : one.id === 'unknown' ? [] : [one]
  ),
  examples: [],
})
const withUnknown = (content: RulesetContent): RulesetContent => ({
  ...content,
  rules: [...content.rules, ruleset.rules.find(({ id }) => id === 'unknown')!],
})

test.group('Dunning | floors of the law under the rules of cut-off', (group) => {
  let world: CutWorld
  let versions = 0
  freshDatabase(group)
  group.each.setup(async () => {
    world = await cutWorld('2024-04-01')
    await bankToldUntil('2024-04-01')
    await setPolicy({ minimum_cents: '0' })
    return () => clock.restore()
  })

  const protect = (house: House, kind: string) =>
    query(
      db,
      `insert into dunning_protections (municipality_id, premise_id, kind, basis, since_on, placed_by)
       values (?, ?, ?, 'Ato 1/2024', '2024-01-01', 'Ana')`,
      [world.municipalityId, house.id, kind]
    )
  const putInForce = async (content: RulesetContent) => {
    const now = clock.now()
    clock.freeze(`2022-06-0${++versions}T12:00:00-04:00`)
    await setVersion('ruleset', cutEligibility.name, content as never)
    clock.freeze(now)
  }

  test('rules that would cut a hospital, or before the money is known, are refused with the article', async ({
    client,
    assert,
  }) => {
    const refused = async (content: RulesetContent, ...texts: string[]) => {
      const saved = await act(
        client,
        'configuration.save_draft',
        { kind: 'ruleset', key: cutEligibility.name, content: JSON.stringify(content) },
        'bruno.'
      )
      assert.equal(saved.status(), 422, saved.text())
      for (const text of texts) assert.include(saved.text(), text)
    }
    await refused(rulesWith(null), 'Ordem judicial', 'Arquivo do banco atrasado')
    const onlyCourt = { ...protectedRule, when: { '==': [{ var: ['protection'] }, 'court'] } }
    await refused(
      withUnknown(rulesWith(onlyCourt)),
      ...['Hospital', 'Lei 11.445/2007, art. 40, § 3º', 'Escola']
    )
  })

  test('what rules leave open in other cases stays barred; a rule of its own for the protected cuts', async ({
    assert,
  }) => {
    // Its author thought of two debts only, as the floor's hospital has.
    await putInForce(
      withUnknown(
        rulesWith({
          ...protectedRule,
          when: { and: [protectedRule.when, { '==': [{ var: ['debts'] }, 2] }] },
        })
      )
    )
    const [hospital, court, house] = world.houses
    await protect(hospital!, 'health')
    await protect(court!, 'court')
    for (const one of [hospital!, court!, house!])
      await notice(world, one, { ...NOTICE, debts: [{ cents: 12_000n }] })
    const run = await runOrders(world)
    assert.containsSubset(run.figures, { examined: 3n, orders: 1n, left_out: 2n })
    assert.lengthOf(await casesOf(house!), 1)
    const why = run.issues.map(({ message }) => message).join('\n')
    assert.match(why, /imóvel protegido, sem regra própria do regulador/)
    assert.match(why, /ordem judicial/)

    await putInForce({
      ...withUnknown(rulesWith(protectedRule)),
      rules: [
        ...ruleset.rules.slice(0, 1),
        {
          ...{ id: 'regulated', title: 'Saúde, com 90 dias', because: 'Resolução do regulador 7' },
          when: {
            and: [
              { '==': [{ var: ['protection'] }, 'health'] },
              { '>=': [{ var: ['oldest_days'] }, 30] },
            ],
          },
          then: { cut: true, reason: 'condições do regulador cumpridas' },
        },
        ...ruleset.rules.slice(1),
      ],
    })
    await runOrders(world)
    assert.lengthOf(await casesOf(hospital!), 1, 'by the rule made for it')
    assert.lengthOf(await casesOf(court!), 0)
  })
})
