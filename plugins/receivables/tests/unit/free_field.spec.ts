import { test } from '@japa/runner'
import fc from 'fast-check'
import { civilDate, refMonth } from '#core/calendar/index'
import { composeFreeField, parseFreeField } from '../../domain/free_field.ts'
import {
  DEFAULT_FREE_FIELD_LAYOUT,
  type FreeFieldLayout,
  checkFreeFieldLayout,
} from '../../domain/free_field_layout.ts'
import { errorCode, formatError } from './helpers.ts'

/** A bill in the layout that several state companies use (the layout of the GSAN system, document type 3). */
const STATE_COMPANY_BILL: FreeFieldLayout = [
  { part: 'locality', length: 3 },
  { part: 'registration', length: 9 },
  { part: 'literal', value: '01', length: 2 },
  { part: 'reference', length: 6, format: 'MMAAAA' },
  { part: 'check_digit', of: ['reference'], length: 1 },
  { part: 'literal', value: '0', length: 3 },
  { part: 'literal', value: '3', length: 1 },
]

const WORKED_BILL: FreeFieldLayout = [
  { part: 'due_date', length: 8 },
  { part: 'registration', length: 9 },
  { part: 'reference', length: 6 },
  { part: 'sequence', length: 2 },
]

const VALUES = {
  due_date: civilDate('2026-12-10'),
  document_number: 1234567n,
  document_version: 2n,
  document_kind: 5n,
}

test.group('Receivables | free field', () => {
  test('puts the due date first in the default layout', ({ assert }) => {
    const text = composeFreeField(DEFAULT_FREE_FIELD_LAYOUT, VALUES)
    assert.equal(text, '2026121000000123456702105')
    assert.deepEqual(parseFreeField(DEFAULT_FREE_FIELD_LAYOUT, text), VALUES)
  })

  test('writes the free field of the worked bill', ({ assert }) => {
    const values = {
      due_date: civilDate('2026-12-10'),
      registration: 123457n,
      reference: refMonth('2026-11'),
      sequence: 1n,
    }
    assert.equal(composeFreeField(WORKED_BILL, values), '2026121000012345720261101')
    assert.deepEqual(parseFreeField(WORKED_BILL, '2026121000012345720261101'), values)
  })

  test('writes the layout of another system, check digit included', ({ assert }) => {
    const values = { locality: 1n, registration: 123457n, reference: refMonth('2026-11') }
    const text = composeFreeField(STATE_COMPANY_BILL, values)
    assert.equal(text, '0010001234570111202600003')
    assert.deepEqual(parseFreeField(STATE_COMPANY_BILL, text), values)
  })

  test('writes zeros for a document without due date', ({ assert }) => {
    const text = composeFreeField(DEFAULT_FREE_FIELD_LAYOUT, { ...VALUES, due_date: null })
    assert.equal(text.slice(0, 8), '00000000')
    assert.isNull(parseFreeField(DEFAULT_FREE_FIELD_LAYOUT, text).due_date)
  })

  test('refuses values that are missing, negative or too long', ({ assert }) => {
    const code = (change: object) =>
      errorCode(() => composeFreeField(DEFAULT_FREE_FIELD_LAYOUT, { ...VALUES, ...change }))
    for (const change of [
      { due_date: undefined },
      { document_number: undefined },
      { document_number: -1n },
      { document_number: 1_000_000_000_000n },
      { document_kind: 100n },
    ]) {
      assert.equal(code(change), 'E_RECEIVABLES_FREE_FIELD_VALUE')
    }
  })

  test('tells where a text departs from the layout', ({ assert }) => {
    const text = composeFreeField(STATE_COMPANY_BILL, {
      locality: 1n,
      registration: 123457n,
      reference: refMonth('2026-11'),
    })
    const positionOf = (wrong: string) =>
      formatError(() => parseFreeField(STATE_COMPANY_BILL, wrong)).position
    assert.equal(positionOf(`${text.slice(0, 12)}99${text.slice(14)}`), 13) // literal 01
    assert.equal(positionOf(`${text.slice(0, 14)}13${text.slice(16)}`), 15) // month 13
    assert.equal(positionOf(`${text.slice(0, 20)}5${text.slice(21)}`), 21) // check digit
    assert.equal(positionOf(text.slice(1)), 1)
    assert.equal(
      formatError(() => parseFreeField(DEFAULT_FREE_FIELD_LAYOUT, text)).code,
      'E_RECEIVABLES_FREE_FIELD_MISMATCH'
    )
  })

  test('reads back whatever it wrote', ({ assert }) => {
    const values = fc.record({
      due_date: fc
        .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
        .map((date) => civilDate(date.toISOString().slice(0, 10))),
      document_number: fc.bigInt(0n, 999_999_999_999n),
      document_version: fc.bigInt(0n, 99n),
      document_kind: fc.bigInt(0n, 99n),
    })
    fc.assert(
      fc.property(values, (input) => {
        const text = composeFreeField(DEFAULT_FREE_FIELD_LAYOUT, input)
        assert.match(text, /^\d{25}$/)
        assert.deepEqual(parseFreeField(DEFAULT_FREE_FIELD_LAYOUT, text), input)
      }),
      { numRuns: 100 }
    )
  })
})

test.group('Receivables | checkFreeFieldLayout', () => {
  const wrong: { title: string; layout: FreeFieldLayout; code?: string }[] = [
    { title: 'sums to 24', layout: [{ part: 'document_number', length: 24 }] },
    {
      title: 'repeats a part',
      layout: [
        { part: 'document_number', length: 12 },
        { part: 'document_number', length: 13 },
      ],
    },
    {
      title: 'has a literal with letters',
      layout: [
        { part: 'document_number', length: 24 },
        { part: 'literal', value: 'A', length: 1 },
      ],
    },
    {
      title: 'has a literal that does not fill its length',
      layout: [
        { part: 'document_number', length: 22 },
        { part: 'literal', value: '12', length: 3 },
      ],
    },
    {
      title: 'has a part of no length',
      layout: [
        { part: 'document_number', length: 25 },
        { part: 'sequence', length: 0 },
      ],
    },
    {
      title: 'has a check digit over a part that is absent',
      layout: [
        { part: 'document_number', length: 24 },
        { part: 'check_digit', of: ['reference'], length: 1 },
      ],
    },
    {
      title: 'does not identify a document',
      layout: [
        { part: 'due_date', length: 8 },
        { part: 'registration', length: 17 },
      ],
      code: 'E_RECEIVABLES_FREE_FIELD_IDENTITY',
    },
  ]

  test('refuses a layout that {title}')
    .with(wrong)
    .run(({ assert }, { layout, code = 'E_RECEIVABLES_FREE_FIELD_LAYOUT' }) => {
      assert.equal(
        errorCode(() => checkFreeFieldLayout(layout)),
        code
      )
    })

  test('accepts the layouts in use', () => {
    for (const layout of [DEFAULT_FREE_FIELD_LAYOUT, STATE_COMPANY_BILL, WORKED_BILL]) {
      checkFreeFieldLayout(layout)
    }
  })
})
