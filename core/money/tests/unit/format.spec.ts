import { test } from '@japa/runner'
import fc from 'fast-check'

import { Dec, MoneyError, centsText, formatDecimal, formatMoney, parseMoney } from '../../index.ts'

test.group('format', () => {
  test('writes money for people', ({ assert }) => {
    assert.equal(formatMoney(0n), 'R$\u00A00,00')
    assert.equal(formatMoney(5n), 'R$\u00A00,05')
    assert.equal(formatMoney(123_456n), 'R$\u00A01.234,56')
    assert.equal(formatMoney(100_000_000n), 'R$\u00A01.000.000,00')
    assert.equal(formatMoney(-100n), '\u2212R$\u00A01,00')
  })

  test('writes cents for files', ({ assert }) => {
    assert.equal(centsText(0n), '0.00')
    assert.equal(centsText(5n), '0.05')
    assert.equal(centsText(-5n), '-0.05')
    assert.equal(centsText(123_456_789n), '1234567.89')
  })

  test('writes decimals for people', ({ assert }) => {
    assert.equal(formatDecimal(Dec.of('1234.567')), '1.234,567')
    assert.equal(formatDecimal(Dec.of('1234567')), '1.234.567')
    assert.equal(formatDecimal(Dec.of('-0.5'), 2), '\u22120,50')
    assert.equal(formatDecimal(Dec.of('0.1234'), 2), '0,1234')
    assert.equal(formatDecimal(Dec.of('999')), '999')
    const product = Dec.of('0.123456789').times(Dec.of('0.123456789'))
    assert.equal(formatDecimal(product), '0,015241578750190521')
  })

  test('reads {0} as {1} cents')
    .with([
      ['1.234,56', 123_456n],
      ['1234,56', 123_456n],
      ['1234', 123_400n],
      ['1.234', 123_400n],
      ['0,5', 50n],
      [' R$ 10,00 ', 1000n],
      ['R$\u00A010', 1000n],
      ['-3,00', -300n],
      ['\u2212R$\u00A03,00', -300n],
      ['R$ -3,00', -300n],
      ['-0,00', 0n],
      ['999.999.999.999.999,99', 99_999_999_999_999_999n],
    ] as [string, bigint][])
    .run(({ assert }, [text, cents]) => assert.equal(parseMoney(text), cents))

  test('refuses {$self}')
    .with([
      '',
      '  ',
      'abc',
      '10.50',
      '1,234.56',
      '1.23,4',
      '12.34.567',
      '1,',
      ',5',
      '1,234',
      '--1',
      '-R$-1',
      'US$ 1',
      '1e3',
      '1.000.000.000.000.000',
    ])
    .run(({ assert }, text) => {
      try {
        assert.fail(`read as ${parseMoney(text)}`)
      } catch (error) {
        assert.instanceOf(error, MoneyError)
        assert.equal((error as MoneyError).code, 'E_MONEY_TEXT')
      }
    })

  test('tells people what to write', ({ assert }) => {
    const people = (text: string) => {
      try {
        return String(parseMoney(text))
      } catch (error) {
        return (error as MoneyError).people
      }
    }
    assert.equal(
      people('10.50'),
      'Valor inválido: "10.50"; escreva como 1.234,56 (ponto só para milhares, vírgula para centavos).'
    )
    assert.match(people('1,234'), /no máximo duas casas/)
    assert.equal(people(''), 'Informe um valor em reais.')
  })

  test('reads back whatever it wrote', () => {
    const cents = fc.bigInt({ min: -(10n ** 17n) + 1n, max: 10n ** 17n - 1n })
    fc.assert(fc.property(cents, (value) => parseMoney(formatMoney(value)) === value))
  })
})
