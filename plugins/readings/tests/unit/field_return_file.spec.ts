import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import fc from 'fast-check'
import { refMonth } from '#core/calendar/index'
import type { FieldFileHeader } from '../../domain/field_file.ts'
import {
  type ReturnFile,
  parseReturnFile,
  writeReturnFile,
} from '../../domain/field_return_file.ts'
import type { ReadingReturn } from '../../domain/field_return_line.ts'

const HEADER: FieldFileHeader = {
  municipality: '3550308',
  billingGroup: 'G1',
  reference: refMonth('2026-11'),
  loadId: '17',
  contentSha256: 'ab'.repeat(32),
}

const READ: ReadingReturn = {
  sequence: 10,
  registration: '000123455',
  meterNumber: 'A21L123456',
  reading: 1250,
  anomalyCode: null,
  readAt: '2026-11-20T09:41:07',
  readerCode: 'L07',
  hasPhoto: false,
}
const CLOSED: ReadingReturn = {
  ...READ,
  sequence: 20,
  registration: '000999997',
  meterNumber: 'A21L777777',
  reading: null,
  anomalyCode: '12',
  hasPhoto: true,
}

const HEADER_LINE = `H;AQUEDUTO-RETORNO;1;3550308;G1;2026-11;17;${'ab'.repeat(32)}`
const READ_LINE = 'D;10;000123455;A21L123456;1250;;2026-11-20T09:41:07;L07;0'
const CLOSED_LINE = 'D;20;000999997;A21L777777;;12;2026-11-20T09:41:07;L07;1'
const TRAILER_LINE = 'T;2;1124702' // 123455 + 1250 + 999997
const LINES = [HEADER_LINE, READ_LINE, CLOSED_LINE, TRAILER_LINE]
const FILE = LINES.map((line) => `${line}\r\n`).join('')

const parseLines = (...lines: string[]) => parseReturnFile(lines.join('\r\n'))
const codes = ({ issues }: ReturnFile) => issues.map(({ code }) => code)
const fates = ({ lines }: ReturnFile) => lines.map(({ fate }) => fate)

test.group('Readings | parseReturnFile', () => {
  test('reads readings and anomalies', ({ assert }) => {
    assert.deepEqual(parseReturnFile(FILE), {
      header: HEADER,
      lines: [
        { number: 2, raw: READ_LINE, fate: 'ok', record: READ },
        { number: 3, raw: CLOSED_LINE, fate: 'ok', record: CLOSED },
      ],
      trailer: { count: 2, control: 1124702n },
      issues: [],
      accepted: true,
    })
  })

  test('reads the example of the manual', async ({ assert }) => {
    const manual = new URL('../../../../docs/implementers/reading-files.md', import.meta.url)
    const [example = ''] = /^H;AQUEDUTO-RETORNO[^`]+/m.exec(await readFile(manual, 'utf8')) ?? []
    const read = parseReturnFile(example)
    assert.isTrue(read.accepted)
    assert.deepEqual(
      read.lines.map(({ record }) => record),
      [READ, CLOSED]
    )
  })

  const tolerated = [
    { title: 'bytes with a byte order mark', input: new TextEncoder().encode(`\ufeff${FILE}`) },
    { title: 'LF only', input: FILE.replaceAll('\r\n', '\n') },
    { title: 'no final line break', input: FILE.slice(0, -2) },
    { title: 'a final 0x1A mark', input: `${FILE}\u001a` },
    { title: 'spaces and quotes around values', input: FILE.replace(';1250;', ';" 1250 ";') },
    { title: 'times without seconds', input: FILE.replaceAll('09:41:07', '09:41') },
    { title: 'the digest in upper case', input: FILE.replace(/(?:ab){32}/, 'AB'.repeat(32)) },
  ]
  test('takes a file with {title}')
    .with(tolerated)
    .run(({ assert }, { input }) => {
      const read = parseReturnFile(input)
      assert.isTrue(read.accepted)
      assert.isEmpty(read.issues)
      assert.deepEqual(fates(read), ['ok', 'ok'])
      assert.deepEqual(read.header, HEADER)
    })

  const broken = [
    { code: 'column_count', line: 'D;20;000999997;A21L777777;;12;2026-11-20T09:41:07;L07' },
    { code: 'quote_unclosed', line: CLOSED_LINE.replace('A21L', '"A21L') },
    { code: 'line_kind', line: CLOSED_LINE.replace('D;', 'X;') },
    { code: 'sequence_invalid', line: CLOSED_LINE.replace(';20;', ';;') },
    { code: 'registration_invalid', line: CLOSED_LINE.replace('000999997', '99999-7') },
    { code: 'meter_invalid', line: CLOSED_LINE.replace('A21L777777', 'A 1') },
    { code: 'reading_not_numeric', line: CLOSED_LINE.replace(';;12;', ';12,5;12;') },
    { code: 'reading_not_numeric', line: CLOSED_LINE.replace(';;12;', ';-3;12;') },
    { code: 'anomaly_invalid', line: CLOSED_LINE.replace(';12;', ';portão fechado;') },
    { code: 'reading_missing', line: CLOSED_LINE.replace(';12;', ';;') },
    { code: 'read_at_invalid', line: CLOSED_LINE.replace('2026-11-20T', '2026-11-31T') },
    { code: 'read_at_invalid', line: CLOSED_LINE.replace('09:41:07', '24:00:00') },
    { code: 'read_at_invalid', line: CLOSED_LINE.replace('09:41:07', '09:41:07Z') },
    {
      code: 'read_at_invalid',
      line: CLOSED_LINE.replace('2026-11-20T09:41:07', '20/11/2026 09:41'),
    },
    { code: 'reader_invalid', line: CLOSED_LINE.replace('L07', '') },
    { code: 'photo_invalid', line: CLOSED_LINE.replace(/1$/, 'S') },
  ]
  test('keeps a line with {code}, with number and reason, and goes on')
    .with(broken)
    .run(({ assert }, { code, line }) => {
      const read = parseLines(HEADER_LINE, line, READ_LINE, TRAILER_LINE)
      assert.isTrue(read.accepted)
      assert.deepEqual(fates(read), ['rejected', 'ok'])
      assert.include(read.lines[0], { number: 2, raw: line })
      assert.include(read.lines[0]?.issue, { code, line: 2, path: 'linha 2' })
    })

  test('says every problem of a line at once', ({ assert }) => {
    const line = 'D;x;000999997;;;12;ontem;L07;1'
    const [first] = parseLines(HEADER_LINE, line, READ_LINE, TRAILER_LINE).lines
    assert.equal(first?.issue?.code, 'sequence_invalid')
    assert.equal(
      first?.issue?.message,
      'Conteúdo inválido em sequência: "x". Conteúdo inválido em data e hora da leitura: "ontem".'
    )
  })

  test('warns when an unreadable line leaves the control sum unverified', ({ assert }) => {
    const read = parseLines(HEADER_LINE, 'D;20;?', READ_LINE, TRAILER_LINE)
    assert.isTrue(read.accepted)
    assert.deepEqual(codes(read), ['control_not_verified'])
  })

  test('rejects the second line of a premise and meter, zeros on the left or not', ({ assert }) => {
    const again = READ_LINE.replace(';10;000123455', ';30;123455').replace('1250', '1251')
    const read = parseLines(HEADER_LINE, READ_LINE, again, 'T;2;249411')
    assert.isTrue(read.accepted)
    assert.deepEqual(fates(read), ['ok', 'rejected'])
    assert.equal(read.lines[1]?.issue?.code, 'line_duplicated')
    assert.include(read.lines[1]?.issue?.message, 'linha 2')
  })

  test('takes two meters of one premise', ({ assert }) => {
    const well = READ_LINE.replace('A21L123456', 'B20X000001')
    assert.deepEqual(fates(parseLines(HEADER_LINE, READ_LINE, well, 'T;2;249410')), ['ok', 'ok'])
  })

  const refused = [
    { title: 'nothing', lines: [], code: 'header_missing' },
    { title: 'no header', lines: LINES.slice(1), code: 'header_missing' },
    { title: 'no trailer', lines: LINES.slice(0, -1), code: 'trailer_missing' },
    {
      title: 'the header of a load',
      lines: [HEADER_LINE.replace('RETORNO', 'CARGA'), ...LINES.slice(1)],
      code: 'format_unknown',
    },
    {
      title: 'another version',
      lines: [HEADER_LINE.replace(';1;', ';2;'), ...LINES.slice(1)],
      code: 'format_unknown',
    },
    {
      title: 'a wrong reference month',
      lines: [HEADER_LINE.replace('2026-11', '11/2026'), ...LINES.slice(1)],
      code: 'header_invalid',
    },
    {
      title: 'no digest',
      lines: [HEADER_LINE.slice(0, -1), ...LINES.slice(1)],
      code: 'header_invalid',
    },
    { title: 'a bad trailer', lines: [...LINES.slice(0, -1), 'T;2'], code: 'trailer_invalid' },
    {
      title: 'a wrong count',
      lines: [...LINES.slice(0, -1), 'T;3;1124702'],
      code: 'trailer_count',
    },
    {
      title: 'a wrong sum',
      lines: [...LINES.slice(0, -1), 'T;2;1124703'],
      code: 'trailer_control',
    },
    {
      title: 'a sum too low to be explained by an unreadable line',
      lines: [HEADER_LINE, READ_LINE, 'D;20;?', 'T;2;1'],
      code: 'trailer_control',
    },
  ]
  test('does not accept a file with {title} and still gives its good lines')
    .with(refused)
    .run(({ assert }, { lines, code }) => {
      const read = parseLines(...lines)
      assert.isFalse(read.accepted)
      assert.include(codes(read), code)
      const good = lines.filter((line) => line === READ_LINE || line === CLOSED_LINE)
      assert.equal(read.lines.filter(({ fate }) => fate === 'ok').length, good.length)
    })
})

test.group('Readings | writeReturnFile', () => {
  test('writes the file byte by byte', ({ assert }) => {
    assert.equal(writeReturnFile(HEADER, [READ, CLOSED]), FILE)
  })

  test('reads back whatever it wrote', ({ assert }) => {
    const readings = fc.uniqueArray(
      fc.record({
        sequence: fc.nat(999_999),
        registration: fc.nat(999_999_999).map((value) => String(value).padStart(9, '0')),
        meterNumber: fc.option(fc.stringMatching(/^[A-Z0-9]{1,10}$/)),
        reading: fc.option(fc.nat(999_999)),
        anomalyCode: fc.stringMatching(/^[A-Z0-9]{1,4}$/),
        readAt: fc.constantFrom('2026-11-20T09:41:07', '2024-02-29T00:00'),
        readerCode: fc.stringMatching(/^[A-Z0-9]{1,8}$/),
        hasPhoto: fc.boolean(),
      }),
      { maxLength: 8, selector: ({ registration }) => registration }
    )
    fc.assert(
      fc.property(readings, (given) => {
        const written = writeReturnFile(HEADER, given)
        const read = parseReturnFile(new TextEncoder().encode(written))
        assert.isTrue(read.accepted)
        assert.deepEqual(
          read.lines.map(({ record }) => record),
          given
        )
        assert.equal(writeReturnFile(read.header!, given), written)
      }),
      { numRuns: 100 }
    )
  })
})
