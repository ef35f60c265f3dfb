import { test } from '@japa/runner'
import fc from 'fast-check'
import { Dec } from '#core/money/index'
import { composeSet } from '../../domain/compose_invoice.ts'
import type { BillingRules, ComposedInvoice, LiveOfPremise } from '../../domain/compose_types.ts'
import type { PremiseMonth } from '../../domain/premise_month.ts'
import { credit, live, month, rules, waiting } from './compose_fixture.ts'

const NONE = new Map<bigint, LiveOfPremise>()

function compose(
  months: readonly PremiseMonth[],
  facts: ReadonlyMap<bigint, LiveOfPremise> = NONE,
  given: BillingRules = rules
): readonly ComposedInvoice[] {
  const { invoices, parked } = composeSet({ setKey: months[0]!.premiseId, months }, facts, given)
  if (!invoices) throw new Error(parked.code)
  return invoices
}

test.group('Billing | composeSet', () => {
  test('charges water, sewage and what is collected for others', ({ assert }) => {
    const sewage = { situation: 'active', class: 'collected' }
    const [invoice] = compose([month('20', { sewage })])
    assert.deepEqual(
      invoice!.lines.map(({ line }) => [line.chargeType, line.amountCents]),
      [
        ['water', 2000n],
        ['sewage', 1000n],
        ['garbage', 500n],
      ]
    )
    assert.deepInclude(invoice!, { ownCents: 3000n, thirdPartyCents: 500n, totalCents: 3500n })
    assert.equal(invoice!.dueOn, '2026-12-10')
  })

  test('an exemption stops what it names from the month on, and services that wait, not what was charged before', ({
    assert,
  }) => {
    const premise = month('20', { billing: { exempt: ['water', 'service'] } })
    const [invoice] = compose(
      [premise],
      live(premise, {
        pending: [
          waiting(1n, { chargeType: 'water', component: 'principal', cause: 'carried' }),
          waiting(2n, { chargeType: 'service', component: 'principal', cause: 'service' }),
          waiting(3n, { chargeType: 'late_fine', cause: 'late' }),
        ],
      })
    )
    assert.deepEqual(
      invoice!.lines.map(({ line }) => [line.chargeType, line.pendingId, line.amountCents]),
      [
        ['garbage', null, 500n],
        ['water', 1n, 100n],
        ['late_fine', 3n, 100n],
      ]
    )
  })

  test('splits the volume among categories by economies, or equally', ({ assert }) => {
    const economies = [
      { category: 'RES', economies: 2 },
      { category: 'COM', economies: 1 },
    ]
    const volumes = (given: BillingRules) =>
      compose([month('31', { economies })], NONE, given)[0]!
        .lines.filter(({ line }) => line.chargeType === 'water')
        .map(({ line }) => line.quantityM3)
    assert.deepEqual(volumes(rules), ['21', '10']) // 31 × 2/3 = 20.67, 31 × 1/3 = 10.33
    const equal = { ...rules.categorySplit, method: 'equal' as const }
    assert.deepEqual(volumes({ ...rules, categorySplit: equal }), ['16', '15'])
  })

  test('shares what a condominium used in common, in every way a utility may choose', ({
    assert,
  }) => {
    const master = month('40', { kind: 'condominium_master', economies: [] })
    const child = (m3: string, economies: number) =>
      month(m3, { kind: 'condominium_child', economies: [{ category: 'RES', economies }] })
    const billed = (method: BillingRules['condominiumShare']['method']) =>
      compose([master, child('10', 1), child('20', 3)], NONE, {
        ...rules,
        condominiumShare: { ...rules.condominiumShare, method },
      }).map(({ billedM3 }) => billedM3)
    assert.deepEqual(billed('equal'), ['0', '15', '25'])
    assert.deepEqual(billed('by_economies'), ['0', '13', '27']) // 10 × 1/4 = 2.5, 10 × 3/4 = 7.5
    assert.deepEqual(billed('by_consumption'), ['0', '13', '27']) // 3.33 and 6.67
  })

  test('pays with credits and keeps what is left of them', ({ assert }) => {
    const premise = month('45')
    const facts = live(premise, { credits: [credit(1n, 8000n), credit(2n, 1000n)] })
    const [invoice] = compose([premise], facts)
    assert.deepInclude(invoice!, { creditsCents: 5000n, totalCents: 0n })
    assert.deepEqual(
      invoice!.creditUses.map(({ creditId, line, amountCents }) => [creditId, line, amountCents]),
      [
        [1n, 0, 4500n],
        [1n, 1, 500n],
      ]
    )
  })

  test('carries a total below the minimum, line by line, and charges it next time', ({
    assert,
  }) => {
    const given = { ...rules, minimumIssueCents: 1000n }
    const [small] = compose([month('4')], NONE, given)
    assert.deepInclude(small!, { totalCents: 0n, carriedOutCents: 900n, ownCents: 400n })
    const premise = month('4')
    const carried = small!.lines.map(({ line, carriedCents }, index) =>
      waiting(BigInt(index), { ...line, amountCents: carriedCents, cause: 'carried' })
    )
    const [next] = compose([premise], live(premise, { pending: carried }), given)
    assert.deepInclude(next!, { carriedInCents: 900n, carriedOutCents: 0n, totalCents: 1800n })
  })

  test('adds the fine and interest that waited', ({ assert }) => {
    const premise = month('10')
    const [invoice] = compose([premise], live(premise, { pending: [waiting(1n, {})] }))
    assert.equal(invoice!.totalCents, 1600n)
    assert.equal(invoice!.lines.at(-1)!.line.component, 'fine')
  })

  test('charges what a cut premise consumed, and no water without consumption', ({ assert }) => {
    const types = (m3: string) =>
      compose([month(m3, { water: 'cut_standpipe' })])[0]!.lines.map(({ line }) => line.chargeType)
    assert.deepEqual(types('0'), ['garbage'])
    assert.deepEqual(types('3'), ['water', 'garbage'])
  })

  test('parks impossible facts: {code}')
    .with([
      { code: 'reading_held', change: { isHeld: true } },
      { code: 'holder_missing', change: { holderId: null } },
      { code: 'economies_missing', change: { economies: [] } },
      { code: 'period_invalid', change: { readOn: '2026-10-01' as PremiseMonth['readOn'] } },
      { code: 'negative_charge', change: { billedM3: Dec.of('-1') } },
    ])
    .run(({ assert }, { code, change }) => {
      const months = [month('10'), month('10', change)]
      const { parked } = composeSet({ setKey: 1n, months }, NONE, rules)
      assert.equal(parked?.code, code)
      assert.equal(parked?.premiseId, months[1]!.premiseId)
    })

  test('throws what is a fault of ours instead of parking it', ({ assert }) => {
    const broken: BillingRules = {
      ...rules,
      charge: () => {
        throw new TypeError('x is not a function')
      },
    }
    assert.throws(() => compose([month('10')], NONE, broken), 'x is not a function')
  })

  test('loses no cent and no m³ whatever the facts', ({ assert }) => {
    const cents = fc.bigInt(0n, 20_000n)
    const children = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(
        children,
        fc.integer({ min: 0, max: 400 }),
        cents,
        cents,
        (volumes, total, credited, minimum) => {
          const master = month(String(total), { kind: 'condominium_master', economies: [] })
          const units = volumes.map((m3) => month(String(m3), { kind: 'condominium_child' }))
          const facts = credited > 0n ? live(units[0]!, { credits: [credit(1n, credited)] }) : NONE
          const invoices = compose([master, ...units], facts, {
            ...rules,
            minimumIssueCents: minimum,
          })
          const billed = Dec.sum(invoices.map(({ billedM3 }) => Dec.of(billedM3)))
          const measured = volumes.reduce((sum, m3) => sum + m3, 0)
          const { creditOutM3 } = invoices[0]!.share!
          assert.equal(billed.toString(), String(Math.max(total, measured)))
          assert.equal(billed.minus(creditOutM3).toString(), String(total))
          for (const invoice of invoices) {
            const lines = invoice.lines.reduce((sum, { line }) => sum + line.amountCents, 0n)
            assert.equal(lines, invoice.totalCents + invoice.creditsCents + invoice.carriedOutCents)
            assert.isTrue(invoice.totalCents === 0n || invoice.totalCents >= minimum)
          }
        }
      )
    )
  })
})
