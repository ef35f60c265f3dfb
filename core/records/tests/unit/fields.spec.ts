import { test } from '@japa/runner'
import { problemOf } from '../../fields/check_value.ts'
import { readTyped } from '../../fields/read_typed.ts'
import { type ShowContext, mask, showValue } from '../../fields/show_value.ts'
import type { FieldType } from '../../types.ts'
import { ZONE, field, orders } from './support.ts'

const CONTEXT: ShowContext = { timeZone: ZONE, seesPersonal: true, reference: () => undefined }

test.group('Records | readTyped', () => {
  test('{type} "{typed}" is read as written in Brazil')
    .with([
      { type: 'money', typed: 'R$ 1.234,56', value: 123456n },
      { type: 'money', typed: '-3', value: -300n },
      { type: 'decimal', typed: '1.234,5', value: '1234.5' },
      { type: 'decimal', typed: '−0,125', value: '-0.125' },
      { type: 'integer', typed: '1.250', value: 1250 },
      { type: 'date', typed: '31/12/2026', value: '2026-12-31' },
      { type: 'date', typed: '2026-12-31', value: '2026-12-31' },
      { type: 'refmonth', typed: '11/2026', value: '2026-11' },
      { type: 'taxpayer', typed: '123.456.789-09', value: '12345678909' },
      { type: 'phone', typed: '+55 (66) 99999-1234', value: '66999991234' },
      { type: 'registration', typed: '00001234-5', value: '000012345' },
      { type: 'reference', typed: '42', value: 42n },
      { type: 'text', typed: '   ', value: null },
      { type: 'boolean', typed: '', value: false },
    ] as { type: FieldType; typed: string; value: unknown }[])
    .run(({ assert }, { type, typed, value }) => {
      assert.deepEqual(readTyped(field({ type }), typed, ZONE), { value })
    })

  test('{type} "{typed}" is refused with advice')
    .with([
      { type: 'money', typed: '10.50' },
      { type: 'decimal', typed: '1.5' },
      { type: 'integer', typed: 'doze' },
      { type: 'reference', typed: 'Maria' },
    ] as { type: FieldType; typed: string }[])
    .run(({ assert }, { type, typed }) => {
      const read = readTyped(field({ type }), typed, ZONE)
      assert.isTrue('problem' in read && read.problem.length > 10)
    })

  test('an instant is typed in the hour of the municipality', ({ assert }) => {
    const read = readTyped(field({ type: 'datetime' }), '2026-11-22T08:00', ZONE)
    assert.deepEqual(read, { value: new Date('2026-11-22T12:00:00Z') })
  })
})

test.group('Records | problemOf', () => {
  test('{type} {value} may be kept')
    .with([
      { type: 'taxpayer', value: '12345678909' },
      { type: 'taxpayer', value: '12345678000195' },
      { type: 'taxpayer', value: 'Q0SLFMBD7VX439' },
      { type: 'date', value: '2028-02-29' },
      { type: 'money', value: '12345' },
      { type: 'phone', value: '6635291000' },
      { type: 'email', value: 'a@b.com.br' },
    ] as { type: FieldType; value: string }[])
    .run(({ assert }, { type, value }) => assert.isNull(problemOf(field({ type }), value)))

  test('{type} {value} is refused')
    .with([
      { type: 'taxpayer', value: '12345678900' },
      { type: 'taxpayer', value: '12345678000190' },
      { type: 'taxpayer', value: '123' },
      { type: 'date', value: '2026-02-29' },
      { type: 'refmonth', value: '2026-13' },
      { type: 'money', value: '12,34' },
      { type: 'integer', value: 3_000_000_000 },
      { type: 'phone', value: '99999' },
      { type: 'email', value: 'a@b' },
      { type: 'boolean', value: 'true' },
    ] as { type: FieldType; value: unknown }[])
    .run(({ assert }, { type, value }) => assert.isString(problemOf(field({ type }), value)))

  test('a required field must be filled, another may be empty', ({ assert }) => {
    assert.equal(problemOf(field({ isRequired: true }), null), 'Preencha este campo.')
    assert.isNull(problemOf(field({}), null))
  })

  test('a text longer than the column says by how much', ({ assert }) => {
    const problem = problemOf(field({ maxLength: 3 }), 'abcd')
    assert.equal(problem, 'Escreva no máximo 3 caracteres (há 4).')
  })

  test('an option that is not offered is refused', ({ assert }) => {
    const kind = orders.fields[1]!
    assert.isNull(problemOf(kind, 'a'))
    assert.isString(problemOf(kind, 'c'))
  })
})

test.group('Records | showValue', () => {
  test('{type} {value} shows as {text}')
    .with([
      { type: 'money', value: -123456n, text: '−R$\u202F1.234,56' },
      { type: 'volume', value: '1284.000', text: '1.284\u202Fm³' },
      { type: 'decimal', value: '0.50000000', text: '0,5' },
      { type: 'date', value: '2026-12-01', text: '01/12/2026' },
      { type: 'refmonth', value: '2026-11', text: '11/2026' },
      { type: 'datetime', value: new Date('2026-11-22T12:30:00Z'), text: '22/11/2026 08:30' },
      { type: 'boolean', value: false, text: 'Não' },
      { type: 'taxpayer', value: '12345678000195', text: '12.345.678/0001-95' },
      { type: 'phone', value: '66999991234', text: '(66) 99999-1234' },
      { type: 'registration', value: '000012345', text: '00001234-5' },
      { type: 'integer', value: 1250, text: '1.250' },
      { type: 'text', value: null, text: '—' },
    ] as { type: FieldType; value: unknown; text: string }[])
    .run(({ assert }, { type, value, text }) => {
      assert.equal(showValue(field({ type }), value, CONTEXT).text, text)
    })

  test('a year has no point, a unit follows its number', ({ assert }) => {
    const year = field({ name: 'manufactured_year', type: 'integer' })
    assert.equal(showValue(year, 2023, CONTEXT).text, '2023')
    assert.equal(showValue(field({ type: 'integer', unit: 'm³' }), 12, CONTEXT).text, '12\u202Fm³')
    const days = field({ type: 'integer', unit: 'dias úteis' })
    assert.equal(showValue(days, 1, CONTEXT).text, '1\u202Fdia útil')
    assert.equal(showValue(days, 2, CONTEXT).text, '2\u202Fdias úteis')
  })

  test('personal data is masked for who may not see it', ({ assert }) => {
    const hidden = { ...CONTEXT, seesPersonal: false }
    const show = (type: FieldType, value: string) =>
      showValue(field({ type, isPersonal: true }), value, hidden).text
    assert.equal(show('taxpayer', '12345678909'), '***.456.789-**')
    assert.equal(show('taxpayer', '12345678000195'), '12.345.678/0001-95')
    assert.equal(show('phone', '66999991234'), '(66) *****-1234')
    assert.equal(show('email', 'maria@exemplo.com.br'), 'm•••@exemplo.com.br')
    assert.equal(mask(field({}), 'qualquer coisa'), '•••')
  })

  test('once one option has a tone, all of the field show as states', ({ assert }) => {
    const kind = orders.fields[1]!
    assert.equal(showValue(kind, 'a', CONTEXT).tone, 'good')
    assert.equal(showValue(kind, 'b', CONTEXT).tone, 'neutral')
  })
})
