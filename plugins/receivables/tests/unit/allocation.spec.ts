import { test } from '@japa/runner'
import fc from 'fast-check'
import {
  type AllocatableDebt,
  proposeAllocation,
  readAllocationList,
} from '../../domain/propose_allocation.ts'
import { shareAllocation } from '../../domain/share_allocation.ts'
import { planSettlement } from '../../domain/plan_settlement.ts'
import { type CivilDate, createBusinessCalendar } from '#core/calendar/index'

const debt = (
  key: string,
  reference: string,
  netCents: bigint,
  withheld = 0n
): AllocatableDebt => ({
  ...{ key, reference, netCents, openCents: netCents + withheld, numbers: [`N${key}`, `0${key}`] },
})
const amountsOf = (amount: bigint, debts: AllocatableDebt[]) => {
  const { reason, isGross, amounts } = proposeAllocation(amount, debts)
  return { reason, isGross, keys: [...amounts.keys()].join('') }
}

test.group('Receivables | proposeAllocation', () => {
  const debts = [
    debt('a', '2026-09', 100_00n, 5_00n),
    debt('b', '2026-10', 250_00n, 12_50n),
    debt('c', '2026-10', 70_00n),
    debt('d', '2026-11', 33_10n),
  ]

  test('finds the whole, a month, the months until one and the only few that add up', ({
    assert,
  }) => {
    assert.deepEqual(amountsOf(453_10n, debts), { reason: 'all', isGross: false, keys: 'abcd' })
    assert.deepEqual(amountsOf(320_00n, debts), { reason: 'month', isGross: false, keys: 'bc' })
    assert.deepEqual(amountsOf(420_00n, debts), {
      ...{ reason: 'until_month', isGross: false, keys: 'abc' },
    })
    assert.deepEqual(amountsOf(133_10n, debts), {
      ...{ reason: 'combination', isGross: false, keys: 'ad' },
    })
  })

  test('of who kept no tax, the gross amounts; of no sum, the oldest that fit in whole', ({
    assert,
  }) => {
    assert.deepEqual(amountsOf(470_60n, debts), { reason: 'all', isGross: true, keys: 'abcd' })
    assert.deepEqual(amountsOf(362_00n, debts), { reason: 'oldest', isGross: false, keys: 'ab' })
    assert.deepEqual(amountsOf(10n, debts), { reason: 'nothing', isGross: false, keys: '' })
  })

  test('two sets that add up are no proposal', ({ assert }) => {
    const equal = ['a', 'b', 'c'].map((key) => debt(key, '2026-10', 50_00n))
    assert.equal(amountsOf(100_00n, [...equal, debt('z', '2026-11', 1n)]).reason, 'oldest')
  })

  test('a list names the invoices, with or without amounts; what is no line is told', ({
    assert,
  }) => {
    const { listed, unread } = readAllocationList('0a\n')
    assert.deepEqual([listed, unread], [[], ['0a']])
    const read = readAllocationList('00000000012-3; R$ 1.250,40\n 45 \n\nempenho 7')
    assert.deepEqual(read, {
      listed: [
        { number: '000000000123', amountCents: 1250_40n },
        { number: '45', amountCents: null },
      ],
      unread: ['empenho 7'],
    })
    const { amounts, reason } = proposeAllocation(200_00n, debts, [
      { number: 'Na', amountCents: 90_00n },
      { number: 'Nc', amountCents: null },
    ])
    assert.equal(reason, 'listed')
    assert.deepEqual(
      [...amounts],
      [
        ['a', 90_00n],
        ['c', 70_00n],
      ]
    )
  })

  test('never proposes more than the payment, nor more than an invoice asks for', ({ assert }) => {
    const cents = fc.bigInt({ min: 1n, max: 500_00n })
    const some = fc.array(fc.tuple(cents, fc.bigInt({ min: 0n, max: 20_00n })), { maxLength: 12 })
    fc.assert(
      fc.property(some, fc.bigInt({ min: 1n, max: 3000_00n }), (rows, amount) => {
        const debtsOf = rows.map(([net, kept], i) =>
          debt(String(i), `2026-0${1 + (i % 6)}`, net, kept)
        )
        const { amounts, reason } = proposeAllocation(amount, debtsOf)
        const sum = [...amounts.values()].reduce((a, b) => a + b, 0n)
        assert.isTrue(sum <= amount)
        if (['all', 'month', 'until_month', 'combination'].includes(reason))
          assert.equal(sum, amount)
        for (const one of debtsOf) assert.isTrue((amounts.get(one.key) ?? 0n) <= one.openCents)
      }),
      { numRuns: 60 }
    )
  })
})

test.group('Receivables | a shared payment', () => {
  test('lies on the items of an invoice without losing a cent, the tax kept first', ({
    assert,
  }) => {
    const items = [
      { openCents: 100_00n, withheldCents: 4_80n },
      { openCents: 33_33n, withheldCents: 0n },
    ]
    assert.deepEqual(shareAllocation(items, 128_53n), [95_20n, 33_33n])
    assert.deepEqual(shareAllocation(items, 133_33n), [100_00n, 33_33n])
    const less = shareAllocation(items, 100_00n)
    assert.equal(
      less.reduce((a, b) => a + b, 0n),
      100_00n
    )
  })

  test('settles each item with its own share, whatever is left over of the payment', ({
    assert,
  }) => {
    const item = (id: bigint, openCents: bigint, withheldCents: bigint) => ({
      ...{ id, openCents, withheldCents, dueOn: '2026-12-10' as CivilDate, beneficiaryId: 1n },
      ...{ component: 'principal' as const, beneficiaryKind: 'utility' as const },
    })
    const plan = planSettlement(
      { amountCents: 400_00n, paidOn: '2026-12-01' as CivilDate },
      {
        ...{ isLive: true, validUntil: '2026-12-31' as CivilDate },
        items: [item(1n, 100_00n, 4_80n), item(2n, 300_00n, 0n)],
        shares: new Map([
          [1n, 95_20n],
          [2n, 280_00n],
        ]),
      },
      { toleranceCents: 5n, banks: createBusinessCalendar({ holidays: [] }) }
    )
    assert.deepInclude(plan, { appliedCents: 375_20n, creditCents: 24_80n, class: 'underpaid' })
    assert.deepEqual(
      plan.settlements.map((one) => [one.amountCents, one.withheldCents, one.transferredCents]),
      [
        [95_20n, 4_80n, 0n],
        [280_00n, 0n, 20_00n],
      ]
    )
  })
})
