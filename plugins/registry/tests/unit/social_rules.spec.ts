import { test } from '@japa/runner'
import { DEFAULT_SOCIAL_POLICY, unmetCriteria } from '../../domain/social_rules.ts'

const fits = {
  ...{ programmeNumber: '12056412545', incomeCents: 150_000n, familySize: 3, isHolder: true },
  economies: [{ category: 'RES', economies: 1 }],
  ...{ averageM3: null, otherUnit: null },
} as const
const LIMITED = { ...DEFAULT_SOCIAL_POLICY, most_m3: 30 }

test.group('Registry | criteria of the social tariff', () => {
  test('the mean is compared as it is, not as it is shown: {0} m³ against 30 m³')
    .with([
      ['30', []],
      ['29.999999', []],
      ['30.000001', ['o consumo médio, 30,01 m³, passa de 30 m³']],
      ['30.04', ['o consumo médio, 30,04 m³, passa de 30 m³']],
      ['31.5', ['o consumo médio, 31,5 m³, passa de 30 m³']],
    ] as const)
    .run(({ assert }, [averageM3, unmet]) => {
      assert.deepEqual(unmetCriteria({ ...fits, averageM3 }, LIMITED), [...unmet])
    })

  test('the income of a person is compared in cents of the whole family', ({ assert }) => {
    const limit = BigInt(DEFAULT_SOCIAL_POLICY.income_per_person_cents) * 3n
    assert.deepEqual(unmetCriteria({ ...fits, incomeCents: limit }, DEFAULT_SOCIAL_POLICY), [])
    assert.lengthOf(unmetCriteria({ ...fits, incomeCents: limit + 1n }, DEFAULT_SOCIAL_POLICY), 1)
  })
})
