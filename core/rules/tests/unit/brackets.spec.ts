import { test } from '@japa/runner'
import fc from 'fast-check'
import { Dec, ROUNDING_MODES } from '#core/money/index'
import { checkBlocks } from '../../index.ts'
import type { Expression } from '../../types.ts'
import { valuesOf } from './evaluators.ts'

interface Charge {
  readonly amount: string
  readonly lines: readonly Readonly<Record<'from' | 'm3' | 'price' | 'amount', string>>[]
}

const decimal = (max: number, scale: number) =>
  fc.integer({ min: 0, max }).map((units) => Dec.ofUnits(BigInt(units), scale).toString())

/** Contiguous brackets from zero with any prices; the last has no end. */
const blocks = fc
  .array(fc.record({ size: fc.integer({ min: 1, max: 30 }), price: decimal(30_000, 3) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((list) => {
    let over = 0
    return list.map(({ size, price }, index) => {
      const made = { over, to: index === list.length - 1 ? null : over + size, price }
      over += size
      return made
    })
  })

const charge = fc.record({
  volume: decimal(200_000, 3),
  economies: fc.integer({ min: 1, max: 40 }),
  blocks,
  mode: fc.constantFrom(...ROUNDING_MODES),
  rounding: fc.constantFrom('per_bracket', 'total'),
})

function compute(rule: Expression): Charge {
  return valuesOf(rule)[0] as Charge
}

const sum = (texts: readonly string[]) => Dec.sum(texts.map((text) => Dec.of(text))).toString()

test.group('Rules | brackets', () => {
  test('lines sum exactly to the amount and their m³ to the volume', ({ assert }) => {
    fc.assert(
      fc.property(charge, ({ volume, economies, blocks: table, mode, rounding }) => {
        const literal = { literal: [table] }
        const { amount, lines } = compute({
          brackets: [volume, economies, literal, 2, mode, rounding],
        })
        assert.equal(sum(lines.map((line) => line.amount)), amount)
        assert.equal(sum(lines.map((line) => line.m3)), volume)
      }),
      { numRuns: 1000 }
    )
  })

  test('rounding the total is one rounding of the exact sum; per bracket, one of each', ({
    assert,
  }) => {
    fc.assert(
      fc.property(charge, ({ volume, economies, blocks: table, mode, rounding }) => {
        const literal = { literal: [table] }
        const { amount, lines } = compute({
          brackets: [volume, economies, literal, 2, mode, rounding],
        })
        const exact = lines.map(({ m3, price }) => Dec.of(m3).times(Dec.of(price)))
        const expected =
          rounding === 'total'
            ? Dec.sum(exact).round(2, mode)
            : Dec.sum(exact.map((part) => part.round(2, mode)))
        assert.equal(amount, expected.toString())
      }),
      { numRuns: 1000 }
    )
  })

  test('the bill of k economies is k times that of one with the volume of one', ({ assert }) => {
    fc.assert(
      fc.property(charge, ({ volume, economies, blocks: table }) => {
        const one = { brackets: [volume, 1, { literal: [table] }, 12, 'half-up', 'total'] }
        const whole = Dec.of(volume).times(Dec.of(economies)).toString()
        const many = { brackets: [whole, economies, { literal: [table] }, 12, 'half-up', 'total'] }
        const expected = Dec.of(compute(one).amount).times(Dec.of(economies))
        assert.equal(compute(many).amount, expected.toString())
      }),
      { numRuns: 500 }
    )
  })

  test('flat_by_range charges the whole volume at the price of its bracket, limits included', ({
    assert,
  }) => {
    const table = { literal: [[block(0, 10, '2'), block(10, 20, '3'), block(20, null, '4')]] }
    for (const [volume, economies, amount] of [
      ['10', 1, '20'],
      ['10.001', 1, '30'],
      ['20', 2, '40'],
      ['40', 2, '120'],
      ['41', 2, '164'],
      ['0', 1, '0'],
    ] as const) {
      const rule = { flat_by_range: [volume, economies, table, 2, 'half-up'] }
      assert.equal(compute(rule).amount, amount, volume)
    }
  })

  test('no volume is no line', ({ assert }) => {
    const table = { literal: [[block(0, null, '2')]] }
    assert.deepEqual(compute({ brackets: ['0', 1, table, 2, 'up', 'total'] }), {
      amount: '0',
      lines: [],
    })
  })

  test('refuses {title}')
    .with([
      { title: 'a negative volume', args: ['-1', 1, [block(0, null, '1')]], at: 0 },
      { title: 'no economies', args: ['1', 0, [block(0, null, '1')]], at: 1 },
      { title: 'no brackets', args: ['1', 1, []], at: 2 },
      { title: 'a start above zero', args: ['1', 1, [block(1, null, '1')]], at: 2 },
      { title: 'a gap', args: ['1', 1, [block(0, 5, '1'), block(6, null, '1')]], at: 2 },
      { title: 'an overlap', args: ['1', 1, [block(0, 5, '1'), block(4, null, '1')]], at: 2 },
      {
        title: 'a bracket after the endless one',
        args: ['1', 1, [block(0, null, '1'), block(5, null, '1')]],
        at: 2,
      },
      { title: 'a volume above the last bracket', args: ['6', 1, [block(0, 5, '1')]], at: 2 },
      { title: 'a bracket without price', args: ['1', 1, [{ over: 0, to: null }]], at: 2 },
      { title: 'a negative price', args: ['1', 1, [block(0, null, '-1')]], at: 2 },
    ])
    .run(({ assert }, { args, at }) => {
      const [volume, economies, table] = args as [string, number, unknown]
      const rest = [volume, economies, { literal: [table] }, 2, 'half-up']
      for (const value of valuesOf({ brackets: [...rest, 'total'] })) {
        assert.equal(value, `E_RULES_ARGUMENT /brackets/${at}`)
      }
      for (const value of valuesOf({ flat_by_range: rest })) {
        assert.equal(value, `E_RULES_ARGUMENT /flat_by_range/${at}`)
      }
    })

  test('remembers frozen brackets only', ({ assert }) => {
    const table = [block(0, null, '2')]
    const rule = { brackets: ['10', 1, { lookup: ['t/a'] }, 2, 'up', 'total'] }
    assert.equal((valuesOf(rule, { lookups: { 't/a': table } })[0] as Charge).amount, '20')
    table[0] = block(0, null, '3')
    assert.equal((valuesOf(rule, { lookups: { 't/a': table } })[0] as Charge).amount, '30')
  })

  test('the linter tells gaps, falling prices and a closed end', ({ assert }) => {
    const codes = (table: unknown) => checkBlocks(table, '/blocks').map(({ code }) => code)
    assert.deepEqual(codes([block(0, 5, '1'), block(6, null, '2')]), ['bad_brackets'])
    assert.deepEqual(codes([block(0, 5, '2'), block(5, 9, '1')]), [
      'falling_price',
      'closed_brackets',
    ])
    assert.deepEqual(codes([block(0, 5, '1'), block(5, null, '1')]), [])
    assert.deepEqual(codes('x'), ['bad_brackets'])
  })
})

function block(over: number, to: number | null, price: string) {
  return { over, to, price }
}
