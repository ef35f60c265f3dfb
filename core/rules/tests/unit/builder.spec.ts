import { globSync } from 'node:fs'
import { test } from '@japa/runner'
import fc from 'fast-check'
import {
  choiceOf,
  compareBy,
  comparisonsOf,
  conditionOn,
  conditionPieces,
  copyOfRule,
  factList,
  joinedWith,
  newRule,
  plainText,
  readCondition,
  readValue,
  sampleOf,
  tableOf,
  valuePieces,
  withoutItem,
  writeCondition,
  writeValue,
} from '../../builder/index.ts'
import { checkFacts, checkRuleset, type Decision, type Expression } from '../../index.ts'
import { FACTS, RuleGenerator } from './rule_generator.ts'
import {
  BOOLEAN,
  DECIMAL,
  NULLABLE_DECIMAL,
  TEXT,
  closed,
  contentOf,
  decisionOf,
} from './support.ts'

const root = new URL('../../../../', import.meta.url)
const shipped: Decision[] = []
for (const file of globSync('plugins/*/decisions/index.ts', { cwd: root })) {
  const { default: decisions } = (await import(new URL(file, root).href)) as { default: Decision[] }
  shipped.push(...decisions)
}

/** Text with a fact that may be empty, one that is yes or no, one of few words. */
const decision = decisionOf(
  closed({
    consumption: { ...NULLABLE_DECIMAL, title: 'Consumo', unit: 'm3' },
    average: { ...DECIMAL, title: 'Média', unit: 'm3' },
    is_cut: { ...BOOLEAN, title: 'Ligação cortada' },
    category: {
      type: 'string',
      enum: ['RES', 'COM'],
      enumTitles: ['Residencial', 'Comercial'],
      title: 'Categoria',
    },
    read_on: { type: 'string', format: 'date', title: 'Data da leitura' },
  }),
  closed({ state: { type: 'string', enum: ['ok', 'held'] }, note: TEXT, amount: DECIMAL })
)
const info = (path: string) => factList(decision.facts).find((one) => one.path === path)!
const say = (when: Expression) =>
  plainText(conditionPieces(readCondition(when, ''), decision.facts))

test.group('Rules | builder, without loss', () => {
  test('whatever a rule of the dialect says is the same after the builder read and wrote it', ({
    assert,
  }) => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 60 }), (seed, wrong) => {
        const generator = new RuleGenerator(seed, { wrong, lookups: true })
        const expression = JSON.parse(JSON.stringify(generator.anything())) as Expression
        assert.deepEqual(writeValue(readValue(expression, '')), expression)
        assert.deepEqual(writeCondition(readCondition(expression, '')), expression)
      }),
      { numRuns: 3000 }
    )
  })

  test('any other JSON too: what the builder cannot show stays as it is', ({ assert }) => {
    const names = fc.constantFrom(
      'var',
      'and',
      'or',
      '!',
      'if',
      'object',
      'literal',
      '<=',
      'in',
      'is_null',
      'round',
      'map',
      'x'
    )
    const json = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, true, false, 0, -3, '', 'RES', '3.457'),
        fc.array(tie('any'), { maxLength: 4 }),
        fc
          .tuple(names, fc.array(tie('any'), { maxLength: 4 }))
          .map(([name, args]) => ({ [name]: args })),
        fc.dictionary(names, tie('any'), { maxKeys: 3, noNullPrototype: true })
      ),
    })).any
    fc.assert(
      fc.property(json, (expression) => {
        assert.deepEqual(writeValue(readValue(expression, '')), expression as Expression)
        assert.deepEqual(writeCondition(readCondition(expression, '')), expression as Expression)
      }),
      { numRuns: 3000 }
    )
  })

  test('every ruleset that the product brings, and no part of it as bare JSON', ({ assert }) => {
    assert.isAtLeast(shipped.length, 5)
    for (const { name, ruleset, facts } of shipped) {
      for (const rule of ruleset.rules) {
        const when = readCondition(rule.when, '')
        assert.deepEqual(writeCondition(when), rule.when, name)
        assert.isFalse(
          conditionPieces(when, facts).some(({ as }) => as === 'code'),
          rule.id
        )
        for (const expression of Object.values(rule.then)) {
          const value = readValue(expression, '')
          assert.deepEqual(writeValue(value), expression, name)
          assert.isFalse(
            valuePieces(value, facts).some(({ as }) => as === 'code'),
            rule.id
          )
        }
      }
    }
  })
})

test.group('Rules | builder, words', () => {
  test('says what is asked of the elements of a list, with the facts and names of an element', ({
    assert,
  }) => {
    const unit = closed({
      kind: { ...TEXT, title: 'Tipo', names: [{ value: 'shop', title: 'Loja' }] },
      area: { ...DECIMAL, title: 'Área' },
    })
    const facts = closed({ units: { type: 'array', title: 'Economias', maxItems: 9, items: unit } })
    const units = { var: ['units'] }
    const isShop = { '==': [{ var: ['kind'] }, 'shop'] }
    const area = { var: ['area'] }
    const condition = (when: Expression) =>
      plainText(conditionPieces(readCondition(when, ''), facts))
    const value = (one: Expression) => plainText(valuePieces(readValue(one, ''), facts))
    assert.equal(condition({ some: [units, isShop] }), 'em algum de Economias, Tipo é igual a Loja')
    assert.equal(
      condition({ '>': [{ count: [units, isShop] }, 2] }),
      '(quantidade de Economias em que Tipo é igual a Loja) é maior que 2'
    )
    assert.equal(
      value({ sum_of: [{ filter: [units, isShop] }, area] }),
      'soma de Área em (Economias em que Tipo é igual a Loja)'
    )
    assert.equal(
      value({ reduce: [units, { '+': [{ var: ['accumulator'] }, { var: ['current.area'] }] }, 0] }),
      'acumulando em Economias a partir de 0: (Acumulado + Área)'
    )
    const among = readCondition({ all: [units, isShop] }, '/when')
    assert.deepEqual(among, {
      kind: 'value',
      at: '/when',
      value: {
        kind: 'kept',
        at: '/when',
        op: 'all',
        list: { kind: 'fact', at: '/when/all/0', path: 'units' },
        item: {
          kind: 'compare',
          at: '/when/all/1',
          op: '==',
          left: { kind: 'fact', at: '/when/all/1/==/0', path: 'kind' },
          right: { kind: 'constant', at: '/when/all/1/==/1', value: 'shop' },
        },
      },
    })
    const list = factList(facts)[0]!
    assert.deepEqual(conditionOn(list), [{ some: [units, true] }])
  })

  test('says conditions as sentences, with units and without the guards that go without saying', ({
    assert,
  }) => {
    const consumption = { var: ['consumption'] }
    const guarded = { and: [{ '!': [{ is_null: [consumption] }] }, { '>': [consumption, 100] }] }
    assert.equal(say(guarded), 'Consumo é maior que 100 m³')
    assert.equal(say({ '!': [{ is_null: [consumption] }] }), 'Consumo está preenchido')
    assert.equal(say({ '<=': [10, consumption, '40.5'] }), 'Consumo vai de 10 m³ a 40,5 m³')
    assert.equal(say({ '==': [{ var: ['category'] }, 'RES'] }), 'Categoria é igual a Residencial')
    assert.equal(say({ '!': [{ var: ['is_cut'] }] }), 'Ligação cortada: não')
    assert.equal(
      say({ date_before: [{ var: ['read_on'] }, '2026-03-01'] }),
      'Data da leitura é antes de 01/03/2026'
    )
    assert.equal(
      say({
        or: [
          { var: ['is_cut'] },
          {
            and: [
              { '>': [consumption, 1] },
              { '<': [consumption, { '*': [{ var: ['average'] }, 2] }] },
            ],
          },
        ],
      }),
      'Ligação cortada: sim ou (Consumo é maior que 1 m³ e Consumo é menor que (Média × 2))'
    )
    assert.equal(say(true), 'sempre')
  })
})

test.group('Rules | builder, changes', () => {
  test('a new condition on what may be empty asks first whether it is filled, and the checks agree', ({
    assert,
  }) => {
    const made = joinedWith('and', true, conditionOn(info('consumption')))
    assert.deepEqual(made, {
      and: [
        { '!': [{ is_null: [{ var: ['consumption'] }] }] },
        { '>': [{ var: ['consumption'] }, 0] },
      ],
    })
    const content = contentOf([{ when: made, then: { state: 'ok', note: '', amount: '0' } }])
    const critical = checkRuleset(decision, content).filter(
      ({ severity }) => severity === 'critical'
    )
    assert.deepEqual(critical, [])
  })

  test('every comparison offered for a fact gives a condition that passes the checks', ({
    assert,
  }) => {
    for (const fact of factList(decision.facts)) {
      for (const { key } of comparisonsOf(fact)) {
        const left = { var: [fact.path] }
        const compared = compareBy(key, { left, info: fact })
        const asked = {
          and: [...(fact.isNullable ? [compareBy('filled', { left, info: fact })] : []), compared],
        }
        const content = contentOf([{ when: asked, then: { state: 'ok', note: '', amount: '0' } }])
        const wrong = checkRuleset(decision, content).filter(
          ({ code }) => code !== 'never_true' && code !== 'no_default'
        )
        assert.deepEqual(
          wrong.filter(({ severity }) => severity === 'critical'),
          [],
          `${fact.path} ${key}`
        )
        assert.equal(choiceOf(readCondition(compared, '')), key)
      }
    }
  })

  test('another comparison keeps the value, where it fits', ({ assert }) => {
    const left = { var: ['average'] }
    assert.deepEqual(compareBy('<', { left, right: '12.5', info: info('average') }), {
      '<': [left, '12.5'],
    })
    assert.deepEqual(compareBy('in', { left, right: '12.5', info: info('average') }), {
      in: [left, { literal: [[0]] }],
    })
  })

  test('the last condition left of a group stands alone; without any the rule always holds', ({
    assert,
  }) => {
    const [a, b]: Expression[] = [{ var: ['is_cut'] }, { '>': [{ var: ['average'] }, 1] }]
    assert.deepEqual(withoutItem({ and: [a!, b!] }, 0), b)
    assert.deepEqual(withoutItem({ and: [a!] }, 0), true)
    assert.deepEqual(joinedWith('or', a!, [b!]), { or: [a, b] })
    assert.deepEqual(joinedWith('and', { and: [a!] }, [a!, b!]), { and: [a, b] })
  })

  test('a new rule, a copy and a sample satisfy the schemas', ({ assert }) => {
    for (const one of [decision, ...shipped]) {
      const facts = sampleOf(one.facts)
      assert.deepEqual(checkFacts(one, facts), [], one.name)
      const fresh = newRule(one, one.ruleset)
      const content = {
        ...one.ruleset,
        rules: [...one.ruleset.rules, { ...fresh, because: 'x' }],
        examples: [],
      }
      const critical = checkRuleset(one, content).filter(({ severity }) => severity === 'critical')
      assert.deepEqual(critical, [], one.name)
    }
    const rules = contentOf([{ when: true, then: {} }])
    assert.equal(copyOfRule(rules.rules[0]!, rules).id, 'r1_2')
    assert.equal(FACTS.type, 'object')
  })
})

test.group('Rules | builder, table', () => {
  test('facts asked about are the columns, and what fits none of them stands beside', ({
    assert,
  }) => {
    const either = { or: [{ var: ['is_cut'] }, { '>': [{ var: ['average'] }, 1] }] }
    const content = contentOf([
      {
        when: { and: [{ var: ['is_cut'] }, { '>': [{ var: ['average'] }, 9] }] },
        then: { state: 'held' },
      },
      { when: { and: [{ '<': [{ var: ['average'] }, 5] }, either] }, then: { note: 'x' } },
    ])
    const table = tableOf(content, decision)
    assert.deepEqual(
      table.facts.map(({ path }) => path),
      ['is_cut', 'average']
    )
    assert.deepEqual(table.outcomes, ['state', 'note'])
    assert.isTrue(table.hasOthers)
    assert.deepEqual(table.rows[1]!.others.map(writeCondition), [either])
    assert.equal(table.rows[0]!.cells.get('average')![0]!.at, '/rules/0/when/and/1')
  })
})
