import { test } from '@japa/runner'
import kinds from '../../configuration/kinds.ts'
import { JUINA_2026, type TariffTable } from '../../domain/tariff_table.ts'

const [kind] = kinds
const withBlocks = (blocks: TariffTable['categories'][string]['blocks']) =>
  ({ ...JUINA_2026, categories: { RES: { title: 'Residencial', minimum_m3: 0, blocks } } }) as never
const codes = (content: never) => kind.validate('default', content).map(({ code }) => code)

test.group('Tariffs | the tariff table as configuration', () => {
  test('the published table has no finding', ({ assert }) => {
    assert.deepEqual(kind.validate('default', JUINA_2026 as never), [])
  })

  test('a gap, an overlap, a closed end and a falling price are found, each by name', ({
    assert,
  }) => {
    const first = { over: 0, to: 10, price: '3' }
    assert.deepEqual(codes(withBlocks([first, { over: 12, to: null, price: '4' }])), [
      'bracket_gap',
    ])
    assert.deepEqual(codes(withBlocks([first, { over: 8, to: null, price: '4' }])), ['bracket_gap'])
    assert.deepEqual(codes(withBlocks([first])), ['bracket_open_end'])
    assert.deepEqual(codes(withBlocks([first, { over: 10, to: null, price: '2' }])), [
      'price_inversion',
    ])
  })

  test('two versions are compared bracket by bracket', ({ assert }) => {
    const before = withBlocks([
      { over: 0, to: 10, price: '3.457' },
      { over: 10, to: null, price: '4.149' },
    ])
    const after = withBlocks([
      { over: 0, to: 10, price: '3.457' },
      { over: 10, to: null, price: '4.350' },
    ])
    assert.deepEqual(
      kind.compare(before, after).map(({ text }) => text),
      ['Residencial, faixa acima de 10 m³: de 4,149 para 4,35 por m³']
    )
  })
})
