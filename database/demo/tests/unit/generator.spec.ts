import { test } from '@japa/runner'
import { isValidCnpj, isValidCpf, isValidPis } from '@brazilian-utils/brazilian-utils'
import type { CivilDate } from '#core/calendar/index'
import { canonicalJson, sha256 } from '#core/database/index'
import type { DemoGroup, DemoPlan } from '../../generator/blueprint.ts'
import { testCnpj, testCpf, testProgrammeNumber } from '../../generator/documents.ts'
import { groupCount, groupOf } from '../../generator/plan.ts'
import { createRandom } from '../../generator/random.ts'

const PLAN: DemoPlan = {
  economies: 2000,
  seed: 'aguas-claras',
  asOf: '2026-10-01' as CivilDate,
  isSmall: false,
}

const groupsOf = (plan: DemoPlan): DemoGroup[] =>
  Array.from({ length: groupCount(plan) }, (_, index) => groupOf(plan, index))
const bytes = (plan: DemoPlan) => sha256(canonicalJson(groupsOf(plan)))
const economiesOf = (groups: readonly DemoGroup[]) =>
  groups
    .flatMap(({ premises }) => premises.flatMap(({ economies }) => economies))
    .reduce((sum, { economies }) => sum + economies, 0)

test.group('Demo | generator', () => {
  test('gives the same bytes for the same plan and others for another seed', ({ assert }) => {
    assert.equal(bytes(PLAN), bytes({ ...PLAN }))
    assert.notEqual(bytes(PLAN), bytes({ ...PLAN, seed: 'another' }))
    assert.deepEqual(groupOf(PLAN, 2), groupsOf(PLAN)[2])
  })

  test('has exactly the economies asked for: {$self}')
    .with([100, 2000, 2001, 7000, 16_000])
    .run(({ assert }, economies) => {
      assert.equal(economiesOf(groupsOf({ ...PLAN, economies })), economies)
    })

  test('has no more groups than a month has working days: what is larger has larger groups', ({
    assert,
  }) => {
    const groups = groupsOf({ ...PLAN, economies: 30_000 })
    assert.lengthOf(groups, 20)
    assert.deepEqual(
      groups.map(({ code }) => code),
      Array.from({ length: 20 }, (_, index) => String(index + 1).padStart(2, '0'))
    )
    const own = groups.flatMap(({ customers }) =>
      customers.flatMap(({ kind, taxpayerId }) =>
        kind === 'public_body' ? [] : (taxpayerId ?? [])
      )
    )
    assert.equal(new Set(own).size, own.length)
    for (const { customers, premises } of groups) {
      assert.equal(new Set(customers).size, customers.length)
      const held = premises.flatMap(({ holdings }) => holdings.map(({ customer }) => customer))
      assert.equal(new Set(held).size, customers.length)
      for (const { kind, parent, complement } of premises) {
        if (kind !== 'condominium_child') assert.isNull(parent)
        else assert.equal(premises[parent!]!.kind, 'condominium_master', complement!)
      }
    }
  })

  test('has the written group and sixty economies in the small municipality', ({ assert }) => {
    const groups = groupsOf({ ...PLAN, economies: 60, isSmall: true })
    assert.lengthOf(groups, 2)
    assert.equal(economiesOf(groups.slice(0, 1)), 22)
    assert.equal(economiesOf(groups), 60)
  })

  test('gives documents with true check digits, each to one customer', ({ assert }) => {
    const customers = groupsOf(PLAN).flatMap((group) => group.customers)
    const own = customers.filter(({ kind }) => kind !== 'public_body')
    const documents = own.flatMap(({ taxpayerId }) => taxpayerId ?? [])
    assert.isAbove(documents.length, 1500)
    assert.equal(new Set(documents).size, documents.length)
    for (const { kind, taxpayerId } of customers) {
      if (taxpayerId === null) continue
      assert.isTrue(
        kind === 'person' ? isValidCpf(taxpayerId) : isValidCnpj(taxpayerId, { version: 2 }),
        taxpayerId
      )
      assert.match(taxpayerId, kind === 'person' ? /^000/ : /^(99|9Z)/)
    }
  })

  test('numbers meters once', ({ assert }) => {
    const groups = groupsOf({ ...PLAN, economies: 7000 })
    const numbers = groups.flatMap(({ premises, stock }) => [
      ...premises.flatMap(({ meter }) => meter?.number ?? []),
      ...stock.map(({ number }) => number),
    ])
    assert.equal(new Set(numbers).size, numbers.length)
  })

  test('keeps to the shares of a municipality', ({ assert }) => {
    const premises = groupsOf({ ...PLAN, economies: 7000 }).flatMap((group) => group.premises)
    const share = (holds: (one: (typeof premises)[number]) => boolean) =>
      premises.filter(holds).length / premises.length
    const water = (situation: string) =>
      share(({ connections }) => connections[0]!.situation === situation)
    assert.closeTo(water('active'), 0.97, 0.01)
    assert.isAbove(water('cut_standpipe'), 0)
    assert.isAbove(water('suppressed'), 0)
    const dwelling = share(
      ({ economies: [first, ...others] }) =>
        first?.category === 'RES' && first.economies === 1 && others.length === 0
    )
    assert.closeTo(dwelling, 0.85, 0.02)
    assert.closeTo(
      share(({ connections }) => connections.length === 2),
      0.6,
      0.03
    )
    assert.isAbove(
      share(({ meter, connections }) => meter === null && connections[0]!.situation === 'active'),
      0.02
    )
  })

  test('has one condominium of twelve in the common size, with whole fractions', ({ assert }) => {
    const condominiums = groupsOf(PLAN).flatMap(({ premises }) =>
      premises.flatMap((one, index) =>
        one.kind === 'condominium_master'
          ? [{ master: one, children: premises.filter(({ parent }) => parent === index) }]
          : []
      )
    )
    assert.lengthOf(condominiums, 1)
    const [{ master, children }] = condominiums as [(typeof condominiums)[number]]
    assert.isNotNull(master.meter)
    assert.lengthOf(children, 12)
    assert.isTrue(children.every(({ meter, kind }) => meter && kind === 'condominium_child'))
    const hundredMillionths = children.reduce((sum, one) => sum + Number(one.fraction!.slice(2)), 0)
    assert.equal(hundredMillionths, 100_000_000)
  })

  test('has one holder at a time, and only rows that start before the demo', ({ assert }) => {
    for (const { holdings, since, meter } of groupsOf(PLAN).flatMap((group) => group.premises)) {
      assert.isBelow(Number(since.replaceAll('-', '')), 20261001)
      if (meter) assert.isTrue(meter.installedOn >= since && meter.installedOn < PLAN.asOf)
      const holders = holdings.filter(({ role }) => role === 'holder')
      assert.lengthOf(
        holders.filter(({ until }) => until === null),
        1
      )
      for (const [index, { until }] of holders.slice(0, -1).entries()) {
        assert.isTrue(until !== null && until < holders[index + 1]!.from)
      }
    }
  })
})

test.group('Demo | documents and random numbers', () => {
  test('writes known test documents', ({ assert }) => {
    // 000.000.001-91 is the well-known first CPF.
    assert.equal(testCpf(1), '00000000191')
    assert.isTrue(isValidCnpj(testCnpj(1)))
    assert.throws(() => testCpf(1_000_000), /test range/)
    for (const serial of [1, 17, 1999, 714_000]) {
      assert.isTrue(isValidPis(testProgrammeNumber(serial)), String(serial))
    }
  })

  test('repeats its sequence by seed', ({ assert }) => {
    const draw = (seed: string) => {
      const random = createRandom(seed)
      return Array.from({ length: 5 }, () => random.integer(1, 1000))
    }
    assert.deepEqual(draw('a'), draw('a'))
    assert.notDeepEqual(draw('a'), draw('b'))
    const random = createRandom('range')
    const drawn = Array.from({ length: 2000 }, () => random.integer(3, 5))
    assert.deepEqual([...new Set(drawn)].sort(), [3, 4, 5])
  })
})
