import { test } from '@japa/runner'
import fc from 'fast-check'
import { Dec } from '#core/money/index'
import { composeSet } from '../../domain/compose_invoice.ts'
import type { BillingRules, ComposedInvoice } from '../../domain/compose_types.ts'
import type { PremiseMonth } from '../../domain/premise_month.ts'
import type { SupplyContract } from '../../domain/supply_contract.ts'
import { month, rules } from './compose_fixture.ts'

/** Half price of the first 15 m³ for the social tariff; waste costs the seasonal one R$ 2.00 more. */
const social: BillingRules = {
  ...rules,
  charge(facts, period) {
    const plain = rules.charge(facts, period)
    if (facts.profile === 'seasonal')
      return plain.map((one) =>
        one.service === 'other' ? { ...one, amountCents: one.amountCents + 200n } : one
      )
    if (facts.profile !== 'social') return plain
    const half = Dec.min(Dec.of(facts.waterM3), Dec.of(15)).times(Dec.of('0.50'))
    const off = half.round(2, 'half-up').toCents()
    return plain.map((one) => {
      if (one.service === 'other') return one
      return { ...one, amountCents: one.amountCents - (one.service === 'water' ? off : off / 2n) }
    })
  },
}

function composed(premise: PremiseMonth, given: BillingRules = social): ComposedInvoice {
  const { invoices, parked } = composeSet(
    { setKey: premise.premiseId, months: [premise] },
    new Map(),
    given
  )
  if (!invoices) throw new Error(parked.message)
  return invoices[0]!
}

const made = ({ lines }: ComposedInvoice) =>
  lines.reduce((sum, { line }) => (line.source === 'made' ? sum + line.amountCents : sum), 0n)

const sewage = { situation: 'active', class: 'collected' }

test.group('Billing | tariffBenefit', () => {
  test('is what the normal tariff would charge less what is charged; below zero where the kind costs more', ({
    assert,
  }) => {
    // 20 m³ at R$ 1.00 = 20.00, sewage 10.00, waste 5.00. Social: 20.00 − 15 × 0.50 = 12.50; sewage 10.00 − 3.75 = 6.25.
    const invoice = composed(month('20', { sewage, tariffType: 'social' }))
    assert.equal(made(invoice), 1250n + 625n + 500n)
    assert.deepEqual(invoice.benefit, { type: 'social', cents: 750n + 375n })
    const dearer = composed(month('20', { tariffType: 'seasonal' }))
    assert.deepEqual(dearer.benefit, { type: 'seasonal', cents: -200n })
  })

  test('who is of the normal tariff, or of a load that does not say, is priced once', ({
    assert,
  }) => {
    let asked = 0
    const counting: BillingRules = {
      ...social,
      charge(facts, period) {
        asked++
        return social.charge(facts, period)
      },
    }
    assert.isNull(composed(month('20', { tariffType: 'normal' }), counting).benefit)
    assert.isNull(composed(month('20'), counting).benefit)
    assert.equal(asked, 2)
    composed(month('20', { tariffType: 'social' }), counting)
    assert.equal(asked, 4)
  })

  test('a table without a normal price bills all the same, and the benefit is not known', ({
    assert,
  }) => {
    const only: BillingRules = {
      ...social,
      charge(facts, period) {
        if (facts.profile === 'social') return social.charge(facts, period)
        throw Object.assign(new Error('no price'), { code: 'E_TARIFFS_NO_CHARGE' })
      },
    }
    const invoice = composed(month('10', { tariffType: 'social' }), only)
    assert.equal(made(invoice), 500n + 500n)
    assert.deepEqual(invoice.benefit, { type: 'social', cents: null })
  })

  test('charges and benefit add up to the normal charges, whatever contracts, exemptions and corrections do', ({
    assert,
  }) => {
    const volume = fc
      .integer({ min: 0, max: 60_000 })
      .map((liters) => Dec.ofUnits(BigInt(liters), 3))
    const terms = fc.record(
      {
        exempt: fc.subarray(['sewage', 'garbage']),
        waste_paid: fc.constant(true as const),
        contracts: fc
          .tuple(fc.constantFrom('water', 'sewage'), fc.integer({ min: 1, max: 40 }))
          .map(([service, m3]): SupplyContract[] => [
            { number: 'C-1', service, kind: 'fixed_volume', volume_m3: String(m3) },
          ]),
      },
      { requiredKeys: [] }
    )
    const changes = fc.record(
      {
        discounts: fc.record({ water: fc.integer({ min: 1, max: 100 }).map(String) }),
        removed: fc.subarray(['sewage/RES', 'garbage/RES']),
      },
      { requiredKeys: [] }
    )
    fc.assert(
      fc.property(
        volume,
        terms,
        changes,
        fc.constantFrom('social', 'seasonal'),
        (m3, billing, changed, type) => {
          const premise = month(m3.toString(), {
            ...{ sewage, tariffType: type, changes: changed },
            billing,
          })
          const invoice = composed(premise)
          const normal = composed({ ...premise, tariffType: 'normal' })
          assert.equal(made(invoice) + invoice.benefit!.cents!, made(normal))
        }
      ),
      { numRuns: 200 }
    )
  })
})
