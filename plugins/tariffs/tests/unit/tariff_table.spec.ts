import { test } from '@japa/runner'
import { checkSchema } from '#core/configuration/index'
import { Dec } from '#core/money/index'
import kinds from '../../configuration/kinds.ts'
import { power } from '../../domain/power.ts'
import type { Structure, TariffCharge } from '../../domain/structure.ts'
import { declared } from '../cases/case.ts'
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

const water = (structure: Structure, applies: TariffCharge['applies'] = {}): TariffCharge => ({
  charge_type: 'water',
  title: 'Água',
  applies,
  legal_basis: 'Resolução 1',
  structure,
})
const found = (charges: readonly TariffCharge[], more: Partial<TariffTable> = {}) =>
  codes(declared('Tabela', { charges, ...more }) as never)
const FIXED: Structure = { kind: 'fixed', per: 'bill', amount: '10' }

test.group('Tariffs | the linter of declared charges', () => {
  test('gaps, overlaps and ends are found inside nested structures too', ({ assert }) => {
    const brackets = [
      { over: 0, to: 10, price: '3' },
      { over: 12, to: 20, price: '2' },
    ]
    const nested: Structure = {
      kind: 'sum',
      parts: [FIXED, { kind: 'brackets', per: 'economy', brackets }],
    }
    assert.deepEqual(found([water(nested)]), ['bracket_gap', 'price_inversion', 'bracket_open_end'])
    const [gap] = kind.validate(
      'default',
      declared('Tabela', { charges: [water(nested)] }) as never
    )
    assert.equal(gap!.path, '/charges/0/structure/parts/1/brackets/1')
  })

  test('a missing default, an unreachable charge and an unknown category are refused', ({
    assert,
  }) => {
    assert.deepEqual(found([water(FIXED, { profiles: ['social'] })]), ['missing_default'])
    assert.deepEqual(found([water(FIXED), water(FIXED, { profiles: ['social'] })]), [
      'unreachable_charge',
    ])
    assert.deepEqual(found([water(FIXED, { categories: ['XXX'] }), water(FIXED)]), [
      'unknown_category',
    ])
  })

  test('rows without table or column, a percentage of nothing or of itself are refused', ({
    assert,
  }) => {
    const rows: Structure = {
      kind: 'rows',
      per: 'economy',
      table: 'res',
      column: 'water',
      share: { scale: 0, mode: 'up' },
    }
    assert.deepEqual(found([water(rows)]), ['unknown_rows'])
    const table = { from_m3: 0, columns: { total: ['1'] }, beyond: { total: '1' } }
    assert.deepEqual(found([water(rows)], { rows: { res: table } }), ['unknown_column'])
    assert.deepEqual(found([water({ kind: 'percent', of: 'water', percent: '10' })]), [
      'percent_of_itself',
    ])
    assert.deepEqual(found([water({ kind: 'percent', of: 'garbage', percent: '10' })]), [
      'percent_of_nothing',
    ])
  })

  test('a bill that falls at a limit and a condominium as one economy are warned of', ({
    assert,
  }) => {
    const whole: Structure = {
      kind: 'whole_bracket',
      per: 'connection',
      brackets: [
        { over: 0, to: 10, price: '3', deduct: '0' },
        { over: 10, to: null, price: '4', deduct: '20' },
      ],
    }
    assert.deepEqual(found([water(whole)]), ['single_economy', 'falling_amount'])
  })

  test('a social tariff of water alone is warned of: its sewage would be that of the normal water', ({
    assert,
  }) => {
    const more = { sewage: { collected: '80' } }
    const social = water(FIXED, { profiles: ['social'] })
    const sewage = (applies: TariffCharge['applies']): TariffCharge => ({
      ...social,
      ...{ charge_type: 'sewage', title: 'Esgoto', applies },
      structure: { kind: 'percent', of: 'water', percent: '80' },
    })
    const plain = water(FIXED)
    assert.deepEqual(found([social, plain], more), ['sewage_of_normal_water'])
    assert.deepEqual(found([social, sewage({ profiles: ['seasonal'] }), plain], more), [
      'sewage_of_normal_water',
    ])
    assert.deepEqual(found([social, sewage({ profiles: ['social'] }), plain], more), [])
    assert.deepEqual(found([social, sewage({}), plain], more), [])
    assert.deepEqual(found([plain], more), [])
    assert.deepEqual(found([social, plain]), [])
  })

  test('the schema refuses a kind that does not exist and a field of another kind', ({
    assert,
  }) => {
    const wrong = (structure: object) =>
      checkSchema(
        kind.schema,
        declared('Tabela', { charges: [water(structure as Structure)] }) as never
      ).map(({ path }) => path)
    assert.include(wrong({ kind: 'magic' }), '/charges/0/structure/kind')
    assert.include(wrong({ ...FIXED, brackets: [] }), '/charges/0/structure')
    assert.include(
      wrong({ kind: 'fixed', per: 'bill', amount: '1.1234567' }),
      '/charges/0/structure/amount'
    )
  })
})

test.group('Tariffs | power', () => {
  test('roots are exact to the declared scale, and ties go where the mode says', ({ assert }) => {
    const at = (
      base: string,
      exponent: string,
      scale: number,
      mode: 'half-up' | 'half-even' | 'down'
    ) => power(Dec.of(base), Dec.of(exponent), { scale, mode }).toString()
    assert.equal(at('2', '0.5', 12, 'half-up'), '1.414213562373')
    assert.equal(at('16', '1.5', 6, 'down'), '64')
    // √6.25 = 2.5 exactly: a tie at scale 0.
    assert.equal(at('6.25', '0.5', 0, 'half-up'), '3')
    assert.equal(at('6.25', '0.5', 0, 'half-even'), '2')
    assert.equal(at('6.25', '0.5', 0, 'down'), '2')
    assert.equal(at('1.5', '3', 0, 'down'), '3.375')
  })
})
