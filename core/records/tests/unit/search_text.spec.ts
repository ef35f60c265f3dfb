import { test } from '@japa/runner'
import { csvCell } from '../../export/cells.ts'
import { Labels } from '../../query/labels.ts'
import type { RecordField } from '../../types.ts'
import { checkRecordType } from '../../check_type.ts'
import { escapeLike, searchTerms } from '../../query/search_text.ts'
import { searchEntry } from '../../search.ts'
import { ZONE, field, orders } from './support.ts'

test.group('Records | search text', () => {
  test('"{typed}" is searched as {terms}')
    .with([
      { typed: '  Maria  Aparecida ', terms: ['Maria', 'Aparecida'] },
      { typed: '123.456.789-09', terms: ['12345678909'] },
      { typed: '(66) 99999-1234', terms: ['66999991234'] },
      { typed: '00001234-5', terms: ['000012345'] },
      { typed: 'Maria 123.456.789-09', terms: ['Maria', '12345678909'] },
      { typed: 'A19-X123', terms: ['A19-X123'] },
      { typed: '¦', terms: [] },
    ])
    .run(({ assert }, { typed, terms }) => assert.deepEqual(searchTerms(typed), terms))

  test('signs of patterns are searched as themselves', ({ assert }) => {
    assert.equal(escapeLike('50%_\\'), '50\\%\\_\\\\')
  })

  test('personal values stand apart in a document and never in its title', ({ assert }) => {
    const entry = searchEntry(orders, { code: 'P-1', taxpayer_id: '12345678909' })
    assert.deepEqual(entry, { title: 'P-1', document: 'P-1¦12345678909¦' })
  })
})

test.group('Records | csv cells', () => {
  test('a text that a spreadsheet would run gets an apostrophe, a number stays a number', ({
    assert,
  }) => {
    const context = { timeZone: ZONE, seesPersonal: true, labels: new Labels() }
    const cell = (given: Partial<RecordField>, value: unknown) =>
      csvCell(field(given), { id: 1n, value }, context)
    assert.equal(cell({}, '=1+1'), "'=1+1")
    assert.equal(cell({}, '-1+cmd'), "'-1+cmd")
    assert.equal(cell({}, '@x'), "'@x")
    assert.equal(cell({}, '+55'), "'+55")
    assert.equal(cell({}, 'João'), 'João')
    assert.equal(cell({ type: 'money' }, -123_450n), '-1.234,50')
    assert.equal(cell({ type: 'volume' }, '12.5'), '12,5')
    assert.equal(cell({ type: 'integer', unit: 'dias' }, 7), '7')
  })
})

test.group('Records | checkRecordType', () => {
  test('a declaration that names an unknown column stops the start', ({ assert }) => {
    checkRecordType(orders)
    assert.throws(
      () => checkRecordType({ ...orders, search: ['nome'] }),
      /E_RECORDS_DECLARATION: record type "sample.orders" names "nome" in search/
    )
  })

  test('a name that could be read as SQL or as part of the address is refused', ({ assert }) => {
    const withField = (name: string) => ({
      ...orders,
      fields: [...orders.fields, { ...orders.fields[0]!, name }],
    })
    assert.throws(() => checkRecordType(withField('page')), /E_RECORDS_DECLARATION/)
    assert.throws(() => checkRecordType(withField('a; drop table b')), /E_RECORDS_DECLARATION/)
    assert.throws(() => checkRecordType({ ...orders, table: 'a b' }), /E_RECORDS_DECLARATION/)
  })
})
