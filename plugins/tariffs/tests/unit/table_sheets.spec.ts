import { test } from '@japa/runner'
import fc from 'fast-check'
import { cellOf, cellText } from '#core/configuration/browser'
import { checkSchema } from '#core/configuration/index'
import kinds from '../../configuration/kinds.ts'
import { adjustTable, changeText, percentProblem } from '../../domain/adjust_table.ts'
import {
  addBracket,
  continuous,
  pastedBrackets,
  removeBracket,
} from '../../domain/edit_brackets.ts'
import { formulaText, termsOf } from '../../domain/formula_text.ts'
import { rowSheet, rowTable } from '../../domain/row_tables.ts'
import { BLOCKS, STRUCTURE_FORMS, formOf } from '../../domain/structure_forms.ts'
import { JUINA_2026, type TariffTable } from '../../domain/tariff_table.ts'
import { type SheetCell, type SheetSpec, rowsOf, valueOf } from '../../domain/table_sheets.ts'
import { CASES } from '../cases/index.ts'

const [kind] = kinds
const TABLES: readonly (readonly [string, TariffTable])[] = [
  ['Juína 2026', JUINA_2026],
  ...CASES.map(({ name, table }) => [name, table] as const),
]

type Json = Record<string, unknown>

/** Every grid that the editor shows of a structure, with its cells as text and back: what it saves when nobody changes anything. */
function savedStructure(value: unknown): unknown {
  const form = formOf(value)
  if (!form) return value
  const saved: Json = { ...(value as Json) }
  if (form.sheet) saved[form.sheet.name] = savedGrid(form.sheet.spec, saved[form.sheet.name])
  if (form.inner === 'structure') saved.structure = savedStructure(saved.structure)
  else if (form.inner) saved[form.inner] = (saved[form.inner] as unknown[]).map(savedStructure)
  return saved
}

const throughText = (spec: SheetSpec, rows: readonly (readonly SheetCell[])[]) =>
  rows.map((row) =>
    spec.columns.map((column, at) =>
      column.isDerived ? row[at] : (cellOf(column, cellText(column, row[at])) as SheetCell)
    )
  )

function savedGrid(spec: SheetSpec, value: unknown): unknown {
  const rows = rowsOf(spec, value)
  return rows === null ? value : valueOf(spec, throughText(spec, rows))
}

function savedTable(table: TariffTable): unknown {
  const { categories, charges, rows } = table
  return {
    ...table,
    categories: Object.fromEntries(
      Object.entries(categories).map(([code, one]) => [
        code,
        { ...one, blocks: savedGrid(BLOCKS, one.blocks) },
      ])
    ),
    ...(charges
      ? { charges: charges.map((one) => ({ ...one, structure: savedStructure(one.structure) })) }
      : {}),
    ...(rows
      ? {
          rows: Object.fromEntries(
            Object.entries(rows).map(([name, one]) => {
              const sheet = rowSheet(one)
              return [name, sheet ? rowTable(sheet, one.from_m3) : one]
            })
          ),
        }
      : {}),
  }
}

test.group('Tariffs | a table as grids', () => {
  test('what is shown and saved without a change is the same table: {0}')
    .with([...TABLES])
    .run(({ assert }, [, table]) => {
      assert.deepEqual(savedTable(table), table)
    })

  test('every structure has a form, and a new one of each kind satisfies the schema', ({
    assert,
  }) => {
    for (const [name, { blank }] of Object.entries(STRUCTURE_FORMS)) {
      assert.isNotNull(formOf(blank), name)
      if (name === 'rows') continue
      const table = {
        ...JUINA_2026,
        charges: [
          {
            charge_type: 'sewage',
            title: 'Nova',
            applies: {},
            legal_basis: 'Lei 1',
            structure: blank,
          },
        ],
      }
      assert.deepEqual(checkSchema(kind.schema, table as never), [], name)
    }
  })

  test('what a grid has no column for stays as JSON, untouched', ({ assert }) => {
    const strange = {
      kind: 'brackets',
      per: 'economy',
      brackets: [{ over: 0, to: null, price: '1', note: 'x' }],
    }
    assert.isNull(formOf(strange))
    assert.isNull(formOf({ kind: 'of_tomorrow', x: 1 }))
    assert.isNull(formOf({ ...STRUCTURE_FORMS.fixed.blank, season: 'summer' }))
    assert.deepEqual(savedStructure(strange), strange)
    const ragged = { from_m3: 1, columns: { a: ['1', '2'], b: ['1'] }, beyond: { a: '1', b: '1' } }
    assert.isNull(rowSheet(ragged))
  })

  test('a cell that is changed and put back leaves the table as it was', ({ assert }) => {
    const spec = STRUCTURE_FORMS.matrix.sheet!.spec
    const cell = fc.record(
      {
        over: fc.nat(1000),
        to: fc.option(fc.integer({ min: 1, max: 5000 })),
        frequency: fc.constantFrom('daily', 'alternate'),
        profile: fc.constantFrom('household', 'large'),
        amount: fc.stringMatching(/^\d{1,6}(\.\d{1,6})?$/),
      },
      { requiredKeys: ['amount'] }
    )
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 12 }), (cells) => {
        assert.deepEqual(savedGrid(spec, cells), cells)
      })
    )
  })

  test('a formula is read as it is written', ({ assert }) => {
    const term = fc.record({
      coefficient: fc.stringMatching(/^-?\d{1,6}(\.\d{1,9})?$/),
      power: fc.stringMatching(/^[0-5](\.\d{1,3})?$/),
    })
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 8 }), (terms) => {
        const read = termsOf(formulaText(terms))
        // A constant and a first power are written without the power: other spellings of them stay as JSON.
        const isPlain = terms.every(({ power }) => !/^[01]\.0+$/.test(power))
        if (isPlain) assert.deepEqual(read, terms)
        assert.isNotNull(read)
      })
    )
    assert.equal(
      formulaText([
        { coefficient: '9.80', power: '0' },
        { coefficient: '1.25', power: '1.5' },
        { coefficient: '-0.2', power: '1' },
      ]),
      '9,80 + 1,25 × m³^1,5 − 0,2 × m³'
    )
    assert.isNull(termsOf('9,80 + banana'))
  })
})

const rows = fc
  .uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 0, maxLength: 8 })
  .map((limits) => {
    const sorted = [...limits].sort((a, b) => a - b)
    return [...sorted, null].map((to, index) => [index === 0 ? 0 : sorted[index - 1]!, to, '1.5'])
  })

const isContinuous = (list: readonly (readonly SheetCell[])[]) =>
  list.every((row, index) => row[0] === (index === 0 ? 0 : list[index - 1]![1])) &&
  list.every(([over, to]) => to === null || (to as number) > (over as number)) &&
  (list.length === 0 || list.at(-1)![1] === null)

test.group('Tariffs | brackets', () => {
  test('stay continuous and open at the end whatever is added or taken', ({ assert }) => {
    fc.assert(
      fc.property(rows, fc.nat(8), fc.boolean(), (list, at, isAdded) => {
        const place = at % list.length
        const changed = isAdded ? addBracket(list, place) : removeBracket(list, place)
        assert.isTrue(isContinuous(changed), JSON.stringify({ list, place, isAdded, changed }))
        assert.lengthOf(changed, list.length + (isAdded ? 1 : -1))
      })
    )
  })

  test('one added among brackets of one m³ moves the limits after it', ({ assert }) => {
    const narrow = [
      [0, 1, '3'],
      [1, 2, '4'],
      [2, 3, '5'],
      [3, null, '6'],
    ]
    assert.deepEqual(addBracket(narrow, 0), [
      [0, 1, '3'],
      [1, 2, '3'],
      [2, 3, '4'],
      [3, 4, '5'],
      [4, null, '6'],
    ])
  })

  test('a limit that moves takes the next bracket along', ({ assert }) => {
    assert.deepEqual(
      continuous([
        [0, 12, '3'],
        [10, 20, '4'],
        [20, null, '5'],
      ]),
      [
        [0, 12, '3'],
        [12, 20, '4'],
        [20, null, '5'],
      ]
    )
  })

  test('pasted ones are put right, or refused with their row', ({ assert }) => {
    assert.deepEqual(
      pastedBrackets([
        [0, 10, '3'],
        [11, 20, '4'],
        [21, null, '5'],
      ]),
      [
        [0, 10, '3'],
        [10, 20, '4'],
        [20, null, '5'],
      ]
    )
    const refused = pastedBrackets([
      [0, 10, '3'],
      [15, 20, '4'],
      [20, 18, '5'],
    ])
    assert.deepEqual(
      'problems' in refused && refused.problems.map(({ row, text }) => [row, text]),
      [
        [2, 'começa em 15, mas a faixa anterior termina em 10'],
        [3, 'termina em 18, que não passa do começo (20)'],
      ]
    )
  })
})

test.group('Tariffs | an adjustment', () => {
  const by = { percent: '6.43', scale: 6, mode: 'half-up', parts: ['tariffs'] } as const

  test('moves every price exactly and nothing else: {0}')
    .with([...TABLES])
    .run(({ assert }, [, table]) => {
      const { table: adjusted, prices } = adjustTable(table, {
        ...by,
        parts: ['tariffs', 'garbage', 'services'],
      })
      assert.isNotEmpty(prices)
      assert.deepEqual(checkSchema(kind.schema, adjusted as never), [])
      // One thousandth of a millionth is what rounding may move; the way back shows that nothing else moved.
      const same = adjustTable(table, { ...by, percent: '0', scale: 9 as 6 }).table
      const plain = (one: TariffTable) => JSON.stringify(one).replace(/"-?\d+(\.\d+)?"/g, '"#"')
      assert.equal(plain(adjusted), plain(table))
      assert.equal(plain(same), plain(table))
    })

  test('a percentage that leaves nothing, or has too many digits, is told and not guessed', ({
    assert,
  }) => {
    assert.isNull(percentProblem('6.43'))
    assert.isNull(percentProblem('-99.999999'))
    assert.isNull(percentProblem('-99.999999999999'))
    assert.include(percentProblem('-100'), 'não pode ficar negativo')
    assert.include(percentProblem('-100.000001'), 'não pode ficar negativo')
    assert.include(percentProblem('9'.repeat(31)), 'algarismos demais')
    // What no calculation could read stays as it was typed, and the checks of the table tell it.
    const table = structuredClone(JUINA_2026) as Json & TariffTable
    const strange = { ...table, categories: { RES: { ...table.categories.RES!, blocks: [] } } }
    Object.assign(strange.categories.RES, {
      blocks: [{ over: 0, to: null, price: '1.1234567890123' }],
    })
    assert.lengthOf(adjustTable(strange, by).prices, 0)
  })

  test('the change of a bill is exact to its tenth: {0} to {1} is {2}')
    .with([
      // As doubles: 0.049999…; exactly a half goes up.
      ['100.00', '100.05', '+0,1 %'],
      ['1000.00', '1000.50', '+0,1 %'],
      ['200.00', '198.90', '−0,6 %'],
      ['17.29', '20.62', '+19,3 %'],
      ['100.00', '99.99', '−0,0 %'],
      ['0.01', '12345678901.23', '+123.456.789.012.200,0 %'],
      ['34.57', '34.57', '='],
      ['0.00', '3.00', 'novo'],
    ] as const)
    .run(({ assert }, [before, after, text]) => {
      assert.equal(changeText(before, after), text)
    })

  test('+6,43 % with six decimals, half up; garbage only where it is asked', ({ assert }) => {
    const table: TariffTable = { ...JUINA_2026, garbage: { RES: '8.50' } }
    const { table: after, prices } = adjustTable(table, by)
    // 3.457 × 1.0643 = 3.6792851 → 3.679285; 4.149 × 1.0643 = 4.4157807 → 4.415781.
    assert.equal(after.categories.RES!.blocks[0]!.price, '3.679285')
    assert.equal(after.categories.RES!.blocks[1]!.price, '4.415781')
    assert.deepEqual(after.garbage, { RES: '8.50' })
    assert.deepEqual(after.sewage, table.sewage)
    assert.lengthOf(prices, 16)
    // 8.50 × 1.0643 = 9.04655 → 9.05; half-even and truncation of the same.
    const garbage = (mode: 'half-up' | 'half-even' | 'down', scale: number) =>
      adjustTable(table, { ...by, scale, mode, parts: ['garbage'] }).table.garbage.RES
    assert.equal(garbage('half-up', 4), '9.0466')
    assert.equal(garbage('half-even', 4), '9.0466')
    assert.equal(garbage('down', 4), '9.0465')
  })
})
