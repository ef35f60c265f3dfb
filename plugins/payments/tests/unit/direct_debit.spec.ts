import { test } from '@japa/runner'
import fc from 'fast-check'
import type { CivilDate } from '#core/calendar/index'
import { textLines } from '#core/text/index'
import {
  CHANGED_CLIENT_LAYOUT,
  CHANGE_ANSWER_LAYOUT,
  DEBIT_LAYOUT,
  DEBIT_RESULT_LAYOUT,
  OPTION_LAYOUT,
  REFUSED_OPTION_LAYOUT,
} from '../../domain/direct_debit_layout.ts'
import { parseDebitReturn, readDebitLine } from '../../domain/direct_debit_return.ts'
import {
  ownerFields,
  writeDebitRemittance,
  writeDebitReturn,
} from '../../domain/direct_debit_writer.ts'
import { LINE_LENGTH } from '../../domain/envelope_layout.ts'
import { checkRecordLayout, readRecord } from '../../domain/fixed_width.ts'

/** The worked records of the manual: matrícula 000123457, R$ 123,45 due 2026-12-10, CPF 529.982.247-25. */
const E_LINE =
  'E000123457                1234000000567890122026121000000000001234503202611  CONTA                                               2000052998224725    0'
const F_LINE =
  'F000123457                1234000000567890122026121000000000001234500202611  CONTA                                               2000052998224725    0'
const B_LINE = `${'B000123457                12340000005678901220261120'.padEnd(149)}2`

const HEADER = {
  ...{ agreementCode: 'SAAE0001', companyName: 'SAAE EXEMPLO', bankCode: '001' },
  ...{ bankName: 'BANCO DO BRASIL', generatedOn: '2026-11-25' as CivilDate },
  ...{ fileSequence: 17, version: '05' },
}
const DEBIT = {
  ...{ clientId: '000123457', agency: '1234', bankClient: '00000056789012' },
  ...{ dueOn: '2026-12-10' as CivilDate, amountCents: 12_345n },
  companyUse: '202611  CONTA',
  ...ownerFields('05', '529.982.247-25'),
  movement: '0',
}

const text = (length: number) =>
  fc.stringMatching(/^[A-Z0-9][A-Z0-9 ]{0,12}$/).map((one) => one.slice(0, length).trimEnd())
const day = fc
  .integer({ min: 0, max: 280 })
  .map(
    (days) => new Date(Date.UTC(2026, 10, 25 - 200 + days)).toISOString().slice(0, 10) as CivilDate
  )
const cents = fc.bigInt({ min: 0n, max: 9_999_999_999n })
const clientOf = { clientId: text(25), agency: text(4), bankClient: text(14) }

test.group('Payments | direct debit', () => {
  test('the layouts describe all 150 positions', ({ assert }) => {
    const layouts = [DEBIT_LAYOUT, DEBIT_RESULT_LAYOUT, OPTION_LAYOUT, REFUSED_OPTION_LAYOUT]
    for (const layout of [...layouts, CHANGED_CLIENT_LAYOUT, CHANGE_ANSWER_LAYOUT]) {
      assert.doesNotThrow(() => checkRecordLayout(layout, LINE_LENGTH))
    }
  })

  test('writes and reads the worked records of the manual', ({ assert }) => {
    const { content, totalCents } = writeDebitRemittance(HEADER, [{ kind: 'E', record: DEBIT }])
    const lines = content.split('\r\n')
    assert.equal(
      lines[0],
      'A1SAAE0001            SAAE EXEMPLO        001BANCO DO BRASIL     2026112500001705DEBITO AUTOMATICO'.padEnd(
        150
      )
    )
    assert.equal(lines[1], E_LINE)
    assert.equal(lines[2], 'Z00000300000000000012345'.padEnd(150))
    assert.equal(totalCents, 12_345n)
    const read = readDebitLine({ number: 2, raw: F_LINE })
    assert.equal(read.fate, 'ok')
    assert.deepInclude(read.told?.kind === 'F' ? read.told.record : {}, {
      ...{ code: '00', amountCents: 12_345n, dueOn: '2026-12-10', clientId: '000123457' },
    })
    const option = readDebitLine({ number: 2, raw: B_LINE })
    assert.deepInclude(option.told?.kind === 'B' ? option.told.record : {}, {
      ...{ optionOn: '2026-11-20', movement: '2', bankClient: '00000056789012' },
    })
    assert.deepEqual(ownerFields('04', '529.982.247-25'), { ownerKind: '', owner: '' })
    assert.deepEqual(ownerFields('05', '11.222.333/0001-81').ownerKind, '1')
  })

  test('what is written is read back, whatever it is', ({ assert }) => {
    const debit = fc.record({
      ...clientOf,
      ...{ dueOn: day, amountCents: cents, companyUse: text(40) },
      ...{ ownerKind: fc.constantFrom('', '1', '2'), owner: text(12) },
      movement: fc.constantFrom('0', '1'),
    })
    const result = fc.record({
      ...clientOf,
      ...{ dueOn: day, amountCents: cents, code: fc.constantFrom('00', '01', '31', '99', 'FP') },
      ...{ companyUse: text(40), rest: text(12), movement: fc.constantFrom('0', '1') },
    })
    fc.assert(
      fc.property(debit, (record) => {
        const { lines } = writeDebitRemittance(HEADER, [{ kind: 'E', record }])
        assert.deepEqual(readRecord(DEBIT_LAYOUT, lines[0]!).record, record)
      }),
      { numRuns: 500 }
    )
    fc.assert(
      fc.property(fc.array(result, { maxLength: 8 }), (records) => {
        const content = writeDebitReturn(
          HEADER,
          records.map((record) => ({ kind: 'F' as const, record }))
        )
        const file = parseDebitReturn(content)
        assert.isTrue(file.fileAccepted)
        assert.deepEqual(
          file.lines.map(({ told }) => (told?.kind === 'F' ? told.record : null)),
          records
        )
      }),
      { numRuns: 500 }
    )
  })

  test('3,000 mutations of a return never crash it nor lose a line', ({ assert }) => {
    const result = {
      ...{ clientId: '000123457', agency: '1234', bankClient: '00000056789012' },
      ...{
        dueOn: '2026-12-10' as CivilDate,
        companyUse: '000000123457 01',
        rest: '',
        movement: '0',
      },
    }
    const content = writeDebitReturn(HEADER, [
      { kind: 'F', record: { ...result, amountCents: 12_345n, code: '00' } },
      { kind: 'F', record: { ...result, amountCents: 999n, code: '01' } },
      {
        kind: 'B',
        record: {
          ...{ clientId: '000123457', agency: '1234', bankClient: '777' },
          ...{ optionOn: '2026-11-20' as CivilDate, movement: '2' },
        },
      },
    ])
    const change = fc.record({
      at: fc.nat(content.length - 1),
      cut: fc.nat(40),
      put: fc.string({ unit: 'binary', maxLength: 20 }),
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const changed = changes.reduce(
          (whole, { at, cut, put }) => whole.slice(0, at) + put + whole.slice(at + cut),
          content
        )
        const file = parseDebitReturn(changed)
        const given = textLines(changed)
        const hasHeader = given[0]?.raw.startsWith('A') ?? false
        const rest = given.slice(hasHeader ? 1 : 0)
        const envelope = (hasHeader ? 1 : 0) + (rest.at(-1)?.raw.startsWith('Z') ? 1 : 0)
        assert.equal(file.lines.length, given.length - envelope)
        for (const line of file.lines) {
          assert.equal(line.fate === 'rejected', line.issue !== null)
          assert.equal(line.fate === 'ok', line.told !== null)
          if (line.issue) assert.equal(line.issue.line, line.number)
        }
      }),
      { numRuns: 3000 }
    )
  })
})
