import { test } from '@japa/runner'
import fc from 'fast-check'
import type { CivilDate } from '#core/calendar/index'
import { createBusinessCalendar } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import { planSettlement } from '#plugins/receivables/domain/plan_settlement'
import { composeSet } from '../../domain/compose_invoice.ts'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import type { PremiseMonth } from '../../domain/premise_month.ts'
import type { WithholdingRule } from '../../domain/withholding.ts'
import { credit, live, month, rules } from './compose_fixture.ts'

const FEDERAL: WithholdingRule = {
  customerTypes: ['federal'],
  taxes: [
    { code: 'IR', title: 'IR', percent: '4.80' },
    { code: 'CSLL', title: 'CSLL', percent: '1.00' },
    { code: 'COFINS', title: 'Cofins', percent: '3.00' },
    { code: 'PIS', title: 'PIS/Pasep', percent: '0.65' },
  ],
  versionId: 3n,
}
const SEWAGE = { sewage: { situation: 'active', class: 'collected' } }
const federal = (m3: string, change: Partial<PremiseMonth> = {}) =>
  month(m3, { ...SEWAGE, billing: { customer_type: 'federal', waste: 'separate' }, ...change })

function composed(premise: PremiseMonth, creditCents = 0n, minimumIssueCents = 0n) {
  const facts = creditCents > 0n ? live(premise, { credits: [credit(1n, creditCents)] }) : new Map()
  const given = { ...rules, withholding: FEDERAL, minimumIssueCents }
  const set = { setKey: premise.premiseId, months: [premise] }
  return composeSet(set, facts, given).invoices![0]!
}

const sum = (cents: readonly bigint[]) => cents.reduce((all, one) => all + one, 0n)
const openOf = ({ lines }: ComposedInvoice) =>
  lines.map(({ line, creditedCents, carriedCents, withheldCents, isSevered }, index) => ({
    ...{ id: BigInt(index), dueOn: '2026-12-10' as CivilDate, component: line.component },
    ...{ beneficiaryId: line.beneficiaryId, beneficiaryKind: line.beneficiaryKind, isSevered },
    ...{ openCents: line.amountCents - creditedCents - carriedCents, withheldCents },
  }))

test.group('Billing | withheld taxes', () => {
  test('each tax is on what is asked of the utility’s own, and waste of others keeps nothing', ({
    assert,
  }) => {
    const invoice = composed(federal('1000'))
    // 1000,00 of water and 500,00 of sewage: 4.80 %, 1 %, 3 % and 0.65 % of 1500,00.
    assert.deepEqual(
      invoice.withheld.map(({ tax, baseCents, amountCents }) => [tax, baseCents, amountCents]),
      [
        ['IR', 150_000n, 7200n],
        ['CSLL', 150_000n, 1500n],
        ['COFINS', 150_000n, 4500n],
        ['PIS', 150_000n, 975n],
      ]
    )
    assert.equal(invoice.withheldCents, 14_175n)
    assert.deepEqual(
      invoice.lines.map(({ isSevered, withheldCents }) => [isSevered, withheldCents]),
      [
        [false, 9450n],
        [false, 4725n],
        [true, 0n],
      ]
    )
    const common = composed(federal('1000', { billing: { customer_type: 'large' } }))
    assert.deepEqual(common.withheld, [])
    assert.equal(common.withheldCents, 0n)
  })

  test('lines and taxes add up whatever the amounts, and no line keeps more than it asks', ({
    assert,
  }) => {
    const invoices = fc.record({
      m3: fc.integer({ min: 0, max: 50_000 }).map((hundredths) => String(hundredths / 100)),
      creditCents: fc.bigInt({ min: 0n, max: 60_000n }),
      minimum: fc.constantFrom(0n, 1000n, 5000n),
    })
    fc.assert(
      fc.property(invoices, ({ m3, creditCents, minimum }) => {
        const invoice = composed(federal(m3), creditCents, minimum)
        const shares = invoice.lines.map(({ withheldCents }) => withheldCents)
        assert.equal(sum(shares), invoice.withheldCents)
        assert.equal(sum(invoice.withheld.map(({ amountCents }) => amountCents)), sum(shares))
        const open = openOf(invoice)
        for (const { openCents, withheldCents, beneficiaryKind } of open) {
          assert.isTrue(withheldCents >= 0n && withheldCents <= openCents)
          if (beneficiaryKind !== 'utility') assert.equal(withheldCents, 0n)
        }
        assert.equal(sum(open.map(({ openCents }) => openCents)), invoice.totalCents)
        for (const tax of invoice.withheld) {
          const exact = Dec.ofCents(tax.baseCents).times(Dec.of(tax.percent)).times(Dec.of('0.01'))
          assert.equal(tax.amountCents, exact.round(2, 'half-up').toCents())
        }
      }),
      { numRuns: 300 }
    )
  })

  test('a receipt of any amount closes every item whole: money, tax, shortfall and nothing else', ({
    assert,
  }) => {
    const terms = { toleranceCents: 5n, banks: createBusinessCalendar({ holidays: [] }) }
    const paid = fc.record({
      m3: fc.integer({ min: 1, max: 900 }),
      amountCents: fc.bigInt({ min: 1n, max: 200_000n }),
    })
    fc.assert(
      fc.property(paid, ({ m3, amountCents }) => {
        const invoice = composed(federal(String(m3)))
        const items = openOf(invoice).filter(({ isSevered }) => !isSevered)
        const due = sum(items.map(({ openCents }) => openCents))
        const declared = sum(items.map(({ withheldCents }) => withheldCents))
        const opened = items.map(({ openCents }) => openCents)
        const document = { isLive: true, validUntil: '2027-01-10' as CivilDate, items }
        const paidOn = '2026-12-01' as CivilDate
        const plan = planSettlement({ amountCents, paidOn }, document, terms)
        for (const [index, one] of plan.settlements.entries()) {
          const parts = [
            one.amountCents,
            one.transferredCents,
            one.forgivenCents,
            one.withheldCents,
          ]
          assert.isTrue(parts.every((part) => part >= 0n))
          assert.equal(sum(parts), opened[index])
        }
        const kept = sum(plan.settlements.map(({ withheldCents }) => withheldCents))
        assert.equal(plan.appliedCents + plan.creditCents, amountCents)
        if (amountCents >= due) assert.equal(kept, 0n)
        else assert.equal(kept, due - amountCents < declared ? due - amountCents : declared)
        if (amountCents === due - declared) assert.equal(plan.class, 'exact')
      }),
      { numRuns: 300 }
    )
  })
})
