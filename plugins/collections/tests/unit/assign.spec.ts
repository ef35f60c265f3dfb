import { test } from '@japa/runner'
import { sumByAge } from '../../domain/age_bands.ts'
import { type CaseFacts, type Portfolio, portfolioOf } from '../../domain/assign.ts'

const FACTS: CaseFacts = {
  ...{ overdueCents: 50_000n, days: 60, category: 'RES', customerKind: 'person' },
  ...{ billingGroupId: 1n, routeId: null, district: 'Centro', stage: 'noticed' },
}
const ANY: Portfolio = {
  ...{ id: 9n, collectorId: 1n, minCents: null, maxCents: null, minDays: null, maxDays: null },
  ...{ category: null, customerKind: null, billingGroupId: null, routeId: null },
  ...{ district: null, stage: null },
}

test.group('Collections | portfolioOf', () => {
  test('the first that fits wins; limits are inclusive, and an empty criterion limits nothing', ({
    assert,
  }) => {
    const first = { ...ANY, id: 1n, minCents: 50_000n, maxDays: 60 }
    assert.equal(portfolioOf(FACTS, [first, ANY])!.id, 1n)
    assert.equal(portfolioOf({ ...FACTS, overdueCents: 49_999n }, [first, ANY])!.id, 9n)
    assert.equal(portfolioOf({ ...FACTS, days: 61 }, [first, ANY])!.id, 9n)
  })

  test('every criterion keeps out who does not meet it', ({ assert }) => {
    const criteria: readonly Partial<Portfolio>[] = [
      { maxCents: 49_999n },
      { minDays: 61 },
      { category: 'COM' },
      { customerKind: 'company' },
      { billingGroupId: 2n },
      { routeId: 3n },
      { district: 'Vila Nova' },
      { stage: 'listed' },
    ]
    for (const one of criteria) assert.isNull(portfolioOf(FACTS, [{ ...ANY, ...one }]))
    assert.isNotNull(portfolioOf(FACTS, [{ ...ANY, district: 'CENTRO' }]))
  })
})

test.group('Collections | sumByAge', () => {
  test('each debt is in one band, by its last day; empty bands are left out', ({ assert }) => {
    const bands = sumByAge([
      { days: 30, cents: 1n },
      { days: 31, cents: 2n },
      { days: 366, cents: 4n },
      { days: 1, cents: 8n },
    ])
    assert.deepEqual(
      bands.map(({ label, debts, cents }) => [label, debts, cents]),
      [
        ['até 30 dias', 2, 9n],
        ['31 a 60 dias', 1, 2n],
        ['mais de um ano', 1, 4n],
      ]
    )
  })
})
