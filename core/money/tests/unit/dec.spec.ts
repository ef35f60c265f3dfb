import { test } from '@japa/runner'

import { Dec, MoneyError, type RoundingMode } from '../../index.ts'

/** The code of what a call throws, or what it returned instead. */
function codeOf(call: () => unknown): unknown {
  try {
    return call()
  } catch (error) {
    return error instanceof MoneyError ? error.code : error
  }
}

const dec = (text: string) => Dec.of(text)

test.group('Dec / reading and writing', () => {
  test('{0} is written {1}')
    .with([
      ['0', '0'],
      ['-0', '0'],
      ['-0.00', '0'],
      ['007.50', '7.5'],
      ['-0.05', '-0.05'],
      ['100', '100'],
      ['1.000000000001', '1.000000000001'],
      ['9007199254740991', '9007199254740991'],
      ['9999999999999999', '9999999999999999'],
      ['-9007199254740993.5', '-9007199254740993.5'],
      [
        '999999999999999999999999999999.999999999999',
        '999999999999999999999999999999.999999999999',
      ],
      ['100000000000000000000.000000000000', '100000000000000000000'],
    ] as [string, string][])
    .run(({ assert }, [text, canonical]) => {
      assert.equal(dec(text).toString(), canonical)
      assert.equal(JSON.stringify({ value: dec(text) }), `{"value":"${canonical}"}`)
      assert.isTrue(dec(dec(text).toString()).eq(dec(text)))
    })

  test('refuses {$self}')
    .with([
      '',
      '-',
      '+1',
      ' 1',
      '1 ',
      '1.',
      '.5',
      '-.5',
      '1e3',
      '1,5',
      '1.2.3',
      '--1',
      '1-',
      '0x10',
      'NaN',
      'Infinity',
      '٣',
      '1234567890123456789012345678901',
      '0.1234567890123',
    ])
    .run(({ assert }, text) => {
      assert.equal(
        codeOf(() => dec(text)),
        'E_DEC_SYNTAX'
      )
    })

  test('takes whole numbers and refuses what a float may have spoilt', ({ assert }) => {
    assert.equal(Dec.of(-0).toString(), '0')
    assert.equal(Dec.of(42).toString(), '42')
    assert.equal(Dec.of(10n ** 29n).toString(), `1${'0'.repeat(29)}`)
    for (const wrong of [0.1, Number.NaN, Infinity, 2 ** 53, 10n ** 30n, null, undefined, {}]) {
      assert.equal(
        codeOf(() => Dec.of(wrong as number)),
        'E_DEC_SYNTAX'
      )
    }
    const value = dec('1.5')
    assert.strictEqual(Dec.of(value), value)
  })

  test('fixed text, units and cents never lose digits', ({ assert }) => {
    assert.equal(dec('1.5').toFixed(2), '1.50')
    assert.equal(dec('-0.5').toFixed(1), '-0.5')
    assert.equal(dec('3').toFixed(0), '3')
    assert.equal(dec('1.2').times(dec('5')).toFixed(0), '6')
    assert.equal(dec('1.2').times(dec('5')).toCents(), 600n)
    assert.equal(dec('-12.34').toCents(), -1234n)
    assert.equal(Dec.ofCents(-5n).toString(), '-0.05')
    assert.equal(Dec.ofUnits(1234567n, 6).toString(), '1.234567')
    assert.equal(
      codeOf(() => dec('1.005').toCents()),
      'E_DEC_PRECISION'
    )
    assert.equal(
      codeOf(() => dec('1.005').toFixed(2)),
      'E_DEC_PRECISION'
    )
    assert.equal(
      codeOf(() => dec('1').toFixed(13)),
      'E_DEC_SCALE'
    )
  })

  test('equal values have equal scales, whatever made them', ({ assert }) => {
    assert.equal(dec('1.50').scale, 1)
    assert.equal(dec('0.5').times(dec('2')).scale, 0)
    assert.equal(dec('100000000000000.5').times(dec('1000000000.3')).scale, 2)
    assert.equal(dec('100000000000000.5').times(dec('1000000000')).scale, 0)
  })
})

test.group('Dec / rounding', () => {
  const table: Readonly<Record<RoundingMode, readonly string[]>> = {
    'half-up': ['3', '3', '2', '-3', '-3', '-2'],
    'half-even': ['2', '3', '2', '-2', '-3', '-2'],
    'half-down': ['2', '3', '2', '-2', '-3', '-2'],
    'up': ['3', '3', '3', '-3', '-3', '-3'],
    'down': ['2', '2', '2', '-2', '-2', '-2'],
    'ceiling': ['3', '3', '3', '-2', '-2', '-2'],
    'floor': ['2', '2', '2', '-3', '-3', '-3'],
  }
  const inputs = ['2.5', '2.51', '2.49', '-2.5', '-2.51', '-2.49']

  test('{$self}')
    .with(Object.keys(table) as RoundingMode[])
    .run(({ assert }, mode) => {
      const rounded = inputs.map((input) => dec(input).round(0, mode).toString())
      assert.deepEqual(rounded, [...table[mode]])
      const divided = inputs.map((input) => dec(input).divide(dec('1'), 0, mode).toString())
      assert.deepEqual(divided, [...table[mode]])
    })

  test('half-even looks at the last kept digit', ({ assert }) => {
    assert.equal(dec('3.5').round(0, 'half-even').toString(), '4')
    assert.equal(dec('-3.5').round(0, 'half-even').toString(), '-4')
    assert.equal(dec('0.125').round(2, 'half-even').toString(), '0.12')
    assert.equal(
      dec('12345678901234567890.5').round(0, 'half-even').toString(),
      '12345678901234567890'
    )
    assert.equal(
      dec('12345678901234567891.5').round(0, 'half-even').toString(),
      '12345678901234567892'
    )
  })

  test('keeps what already fits and never gives minus zero', ({ assert }) => {
    assert.equal(dec('1.5').round(2, 'up').toString(), '1.5')
    assert.equal(dec('-0.001').round(2, 'half-up').toString(), '0')
    assert.isFalse(dec('-0.001').round(2, 'half-up').isNegative())
    assert.equal(dec('0').negated().toString(), '0')
  })

  test('refuses unknown modes and scales', ({ assert }) => {
    assert.equal(
      codeOf(() => dec('0.5').round(0, 'nearest' as RoundingMode)),
      'E_DEC_MODE'
    )
    for (const scale of [-1, 13, 1.5, Number.NaN]) {
      assert.equal(
        codeOf(() => dec('0.5').round(scale, 'up')),
        'E_DEC_SCALE'
      )
      assert.equal(
        codeOf(() => dec('0.5').divide(dec('3'), scale, 'up')),
        'E_DEC_SCALE'
      )
    }
  })
})

test.group('Dec / division', () => {
  test('rounds once', ({ assert }) => {
    assert.equal(dec('10').divide(dec('3'), 2, 'half-up').toString(), '3.33')
    assert.equal(dec('-10').divide(dec('3'), 6, 'floor').toString(), '-3.333334')
    assert.equal(Dec.muldiv(dec('10'), dec('0.35'), dec('3'), 4, 'half-up').toString(), '1.1667')
    // Rounding the quotient first and the product after would give 0.99.
    assert.equal(Dec.muldiv(dec('1'), dec('3'), dec('3'), 2, 'half-up').toString(), '1')
  })

  test('by zero is an error', ({ assert }) => {
    const zeros = [Dec.ZERO, dec('0.00'), dec('1').minus(dec('1'))]
    for (const zero of zeros) {
      assert.equal(
        codeOf(() => dec('1').divide(zero, 2, 'up')),
        'E_DEC_DIVISION_BY_ZERO'
      )
      assert.equal(
        codeOf(() => Dec.muldiv(dec('1'), dec('1'), zero, 2, 'up')),
        'E_DEC_DIVISION_BY_ZERO'
      )
    }
  })
})

test.group('Dec / comparing and gathering', () => {
  test('compares by value', ({ assert }) => {
    assert.isTrue(dec('1.10').eq(dec('1.1')))
    assert.isTrue(dec('9').lt(dec('10')) && dec('9').lte(dec('9')))
    assert.isTrue(dec('-1').gt(dec('-2')) && dec('-1').gte(dec('-1')))
    assert.equal(dec('99999999999999999999').cmp(dec('0.1')), 1)
    assert.deepEqual([dec('-3').sign(), Dec.ZERO.sign(), dec('0.1').sign()], [-1, 0, 1])
  })

  test('gathers', ({ assert }) => {
    const list = ['2', '-7.5', '10'].map(dec)
    assert.equal(Dec.min(...list).toString(), '-7.5')
    assert.equal(Dec.max(...list).toString(), '10')
    assert.equal(Dec.sum(list).toString(), '4.5')
    assert.equal(Dec.sum([]).toString(), '0')
    assert.equal(
      codeOf(() => Dec.min()),
      'E_DEC_EMPTY'
    )
    assert.equal(
      codeOf(() => Dec.max()),
      'E_DEC_EMPTY'
    )
  })

  test('deep equality sees the private value', ({ assert }) => {
    assert.deepEqual({ total: dec('1.50') }, { total: dec('1.5') })
    assert.notDeepEqual({ total: dec('1.5') }, { total: dec('1.6') })
  })

  test('operators of the language are refused, text in templates is not', ({ assert }) => {
    const [nine, ten] = [dec('9'), dec('10')]
    assert.equal(
      codeOf(() => nine < ten),
      'E_DEC_COERCION'
    )
    assert.equal(
      codeOf(() => (nine as unknown as number) + (ten as unknown as number)),
      'E_DEC_COERCION'
    )
    assert.equal(`${nine}`, '9')
  })

  test('has no field that anyone could change', ({ assert }) => {
    assert.deepEqual(Reflect.ownKeys(dec('1.5')), [])
  })

  test('a formula that runs away is stopped', ({ assert }) => {
    const square = (value: Dec, times: number): Dec =>
      times === 0 ? value : square(value.times(value), times - 1)
    for (const seed of ['12345678901234567890', '0.1', '1.00001']) {
      assert.equal(
        codeOf(() => square(dec(seed), 40)),
        'E_DEC_OVERFLOW'
      )
    }
    assert.equal(square(dec('1'), 40).toString(), '1')
    assert.equal(square(Dec.ZERO, 40).toString(), '0')
  })
})
