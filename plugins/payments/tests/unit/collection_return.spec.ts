import { test } from '@japa/runner'
import fc from 'fast-check'
import { type CollectionReturn, parseCollectionReturn } from '../../domain/collection_return.ts'
import {
  EXAMPLE_LINES,
  HEADER,
  HEADER_LINE,
  INTERNET_LINE,
  INTERNET_RECEIPT,
  PIX_LINE,
  PIX_RECEIPT,
  TRAILER_LINE,
  fileOf,
  over,
} from './collection_return_fixture.ts'

const EXAMPLE = fileOf(EXAMPLE_LINES)
const withLines = (...lines: string[]) => parseCollectionReturn(fileOf(lines))
const codes = ({ issues }: CollectionReturn) => issues.map(({ code }) => code)
const fates = ({ lines }: CollectionReturn) => lines.map(({ fate }) => fate)

test.group('Payments | parseCollectionReturn', () => {
  test('reads the worked example', ({ assert }) => {
    assert.deepEqual(parseCollectionReturn(EXAMPLE), {
      header: HEADER,
      lines: [
        {
          number: 2,
          raw: INTERNET_LINE,
          fate: 'ok',
          record: INTERNET_RECEIPT,
          amountCents: 12345n,
        },
        { number: 3, raw: PIX_LINE, fate: 'ok', record: PIX_RECEIPT, amountCents: 12345n },
      ],
      trailer: { recordCount: 4, totalCents: 24690n },
      issues: [],
      fileAccepted: true,
      readableCents: 24690n,
      unreadableCents: 0n,
    })
  })

  const tolerated = [
    { title: 'bytes', input: new TextEncoder().encode(EXAMPLE) },
    { title: 'a final 0x1A mark', input: `${EXAMPLE}\u001a` },
    { title: 'a 0x1A mark on a line of its own', input: `${EXAMPLE}\u001a\r\n` },
    { title: 'no final line break', input: EXAMPLE.slice(0, -2) },
    { title: 'LF only', input: EXAMPLE.replaceAll('\r\n', '\n') },
    { title: 'doubled CR', input: EXAMPLE.replaceAll('\r\n', '\r\r\n') },
    { title: 'a byte order mark', input: new TextEncoder().encode(`\ufeff${EXAMPLE}`) },
    { title: 'the service in lower case', input: EXAMPLE.replace('CODIGO DE', 'codigo de') },
    { title: 'version 04', input: EXAMPLE.replace('00004207', '00004204') },
    { title: 'version 05', input: EXAMPLE.replace('00004207', '00004205') },
    { title: 'version 06', input: EXAMPLE.replace('00004207', '00004206') },
  ]
  test('takes a file with {title}')
    .with(tolerated)
    .run(({ assert }, { input }) => {
      const read = parseCollectionReturn(input)
      assert.isTrue(read.fileAccepted)
      assert.deepEqual(fates(read), ['ok', 'ok'])
      assert.isEmpty(read.issues)
    })

  test('reads names with accents in UTF-8 and in Windows-1252', ({ assert }) => {
    const accented = fileOf([over(HEADER_LINE, 23, 'SAAE SÃO JOÃO'), ...EXAMPLE_LINES.slice(1)])
    for (const encoding of ['utf8', 'latin1'] as const) {
      const read = parseCollectionReturn(Buffer.from(accented, encoding))
      assert.equal(read.header?.companyName, 'SAAE SÃO JOÃO')
      assert.isTrue(read.fileAccepted)
    }
  })

  test('takes blank fee and blank form of payment, as version 4 sends them', ({ assert }) => {
    const line = over(over(INTERNET_LINE, 94, ' '.repeat(7)), 141, ' ')
    const [first] = withLines(HEADER_LINE, line, PIX_LINE, TRAILER_LINE).lines
    assert.equal(first?.record?.feeCents, 0n)
    assert.equal(first?.record?.paymentForm, '3')
  })

  test('keeps a receipt with a wrong barcode as unidentified', ({ assert }) => {
    for (const barcode of ['82620000001234501232026121000012345720261101', ' '.repeat(44)]) {
      const read = withLines(HEADER_LINE, over(INTERNET_LINE, 38, barcode), PIX_LINE, TRAILER_LINE)
      assert.isTrue(read.fileAccepted)
      assert.deepEqual(fates(read), ['unidentified', 'ok'])
      assert.equal(read.lines[0]?.record?.amountCents, 12345n)
      assert.equal(read.lines[0]?.issue?.code, 'barcode_invalid')
      assert.equal(read.lines[0]?.issue?.path, 'linha 2, G.05')
    }
  })

  const broken = [
    {
      title: 'a date that does not exist',
      line: over(PIX_LINE, 22, '20260230'),
      code: 'field_invalid',
    },
    { title: 'letters in the fee', line: over(PIX_LINE, 94, '00A'), code: 'field_invalid' },
  ]
  test('keeps a line with {title}, with number and reason, and goes on')
    .with(broken)
    .run(({ assert }, { line, code }) => {
      const read = withLines(HEADER_LINE, line, INTERNET_LINE, TRAILER_LINE)
      assert.isTrue(read.fileAccepted)
      assert.deepEqual(fates(read), ['rejected', 'ok'])
      assert.include(read.lines[0], { number: 2, raw: line })
      assert.include(read.lines[0]?.issue, { code, line: 2 })
      assert.equal(read.unreadableCents, 0n)
    })

  const unreadable = [
    { title: 'a short line', line: PIX_LINE.slice(0, 149), code: 'line_length' },
    { title: 'a record of another kind', line: over(PIX_LINE, 1, 'F'), code: 'line_kind' },
    { title: 'letters in the amount', line: over(PIX_LINE, 82, 'A'), code: 'field_invalid' },
  ]
  test('charges the difference of the total to {title}')
    .with(unreadable)
    .run(({ assert }, { line, code }) => {
      const read = withLines(HEADER_LINE, INTERNET_LINE, line, TRAILER_LINE)
      assert.isTrue(read.fileAccepted)
      assert.deepEqual(fates(read), ['ok', 'rejected'])
      assert.equal(read.lines[1]?.issue?.code, code)
      assert.deepEqual(codes(read), ['total_not_verified'])
      assert.equal(read.readableCents, 12345n)
      assert.equal(read.unreadableCents, 12345n)
    })

  const rejected = [
    { title: 'nothing', lines: [], code: 'header_missing' },
    { title: 'no header', lines: EXAMPLE_LINES.slice(1), code: 'header_missing' },
    { title: 'no trailer', lines: EXAMPLE_LINES.slice(0, -1), code: 'trailer_missing' },
    {
      title: 'a short header',
      lines: [HEADER_LINE.trimEnd(), ...EXAMPLE_LINES.slice(1)],
      code: 'line_length',
    },
    {
      title: 'a header without date',
      lines: [over(HEADER_LINE, 66, '00000000'), ...EXAMPLE_LINES.slice(1)],
      code: 'field_invalid',
    },
    {
      title: 'another service',
      lines: [over(HEADER_LINE, 82, 'DEBITO AUTOMATICO'), ...EXAMPLE_LINES.slice(1)],
      code: 'service_other',
    },
    {
      title: 'the code of a remittance',
      lines: [over(HEADER_LINE, 2, '1'), ...EXAMPLE_LINES.slice(1)],
      code: 'not_a_return',
    },
    {
      title: 'an unknown version',
      lines: [over(HEADER_LINE, 80, '08'), ...EXAMPLE_LINES.slice(1)],
      code: 'version_unknown',
    },
    {
      title: 'a wrong count',
      lines: [...EXAMPLE_LINES.slice(0, -1), over(TRAILER_LINE, 2, '000005')],
      code: 'trailer_count',
    },
    {
      title: 'a total one cent too high',
      lines: [...EXAMPLE_LINES.slice(0, -1), over(TRAILER_LINE, 8, '00000000000024691')],
      code: 'trailer_total',
    },
    {
      title: 'a total too low to be explained by an unreadable line',
      lines: [
        HEADER_LINE,
        INTERNET_LINE,
        PIX_LINE.slice(1),
        over(TRAILER_LINE, 8, '00000000000012344'),
      ],
      code: 'trailer_total',
    },
  ]
  test('rejects a file with {title}')
    .with(rejected)
    .run(({ assert }, { lines, code }) => {
      const read = withLines(...lines)
      assert.isFalse(read.fileAccepted)
      assert.include(codes(read), code)
      assert.isNull(read.unreadableCents)
    })

  test('writes amounts for people in the reason of a wrong total', ({ assert }) => {
    const trailer = over(TRAILER_LINE, 8, '00000000123456789')
    const read = withLines(HEADER_LINE, INTERNET_LINE, PIX_LINE, trailer)
    assert.equal(
      read.issues[0]?.message,
      'O registro Z informa R$ 1.234.567,89 e as linhas somam R$ 246,90.'
    )
  })

  test('still gives the lines of a rejected file', ({ assert }) => {
    const read = withLines(...EXAMPLE_LINES.slice(0, -1))
    assert.deepEqual(fates(read), ['ok', 'ok'])
  })

  test('warns of a repeated sequence and of unknown codes, and takes the lines', ({ assert }) => {
    const repeated = over(over(over(PIX_LINE, 101, '00000001'), 117, 'A'), 141, '9')
    const read = withLines(HEADER_LINE, INTERNET_LINE, repeated, TRAILER_LINE)
    assert.isTrue(read.fileAccepted)
    assert.deepEqual(fates(read), ['ok', 'ok'])
    assert.sameMembers(codes(read), [
      'sequence_repeated',
      'channel_unknown',
      'payment_form_unknown',
    ])
  })

  test('keeps line numbers across blank lines', ({ assert }) => {
    const read = parseCollectionReturn(
      [HEADER_LINE, '', INTERNET_LINE, '', PIX_LINE, TRAILER_LINE].join('\n')
    )
    assert.deepEqual(
      read.lines.map(({ number }) => number),
      [3, 5]
    )
    assert.isTrue(read.fileAccepted)
  })

  test('never throws and loses no line, whatever arrives', ({ assert }) => {
    const someLine = fc.oneof(
      fc.constantFrom(...EXAMPLE_LINES),
      fc.stringMatching(/^[AGZ0-9 é]{0,20}$/),
      fc.nat(149).map((at) => over(INTERNET_LINE, at + 1, '?'))
    )
    fc.assert(
      fc.property(fc.array(someLine, { maxLength: 8 }), (lines) => {
        const read = withLines(...lines)
        const given = lines.filter((text) => text.trim() !== '')
        const envelope =
          (given[0]?.startsWith('A') ? 1 : 0) +
          (given.length > 1 || !given[0]?.startsWith('A')
            ? given.at(-1)?.startsWith('Z')
              ? 1
              : 0
            : 0)
        assert.equal(read.lines.length, given.length - envelope)
      }),
      { numRuns: 100 }
    )
  })
})
