import { test } from '@japa/runner'
import fc from 'fast-check'
import { composeFile, fileName } from '../../domain/compose_file.ts'
import { composeLine, rawField, readField } from '../../domain/compose_line.ts'
import { LINES, type LayoutField, type SourceValue, fieldsOf } from '../../domain/layout.ts'
import { layoutIssues } from '../../domain/layout_issues.ts'
import { PROTEST_LAYOUT } from '../../domain/protest_layout.ts'
import { CANCELLATION_LAYOUT, WITHDRAWAL_LAYOUT } from '../../domain/removal_layouts.ts'
import { SERASA_LAYOUT } from '../../domain/serasa_layout.ts'
import { SPC_LAYOUT } from '../../domain/spc_layout.ts'
import { LAYOUTS, SHARED, entry, linesOf } from '../support/layouts.ts'

/** What a manual calls positions a to b. */
const at = (line: string, a: number, b: number) => line.slice(a - 1, b)

/** A value that the field can hold, as people and the registry write them. */
function valueFor(field: LayoutField): fc.Arbitrary<SourceValue> {
  const { kind, length } = field
  const none = fc.constant(null)
  if (kind === 'text') return fc.option(fc.string({ maxLength: length + 20, unit: 'grapheme' }))
  if (kind === 'code') return fc.option(fc.stringMatching(new RegExp(`^[A-Z0-9-]{1,${length}}$`)))
  if (kind === 'digits') return fc.option(fc.stringMatching(new RegExp(`^\\d{1,${length}}$`)))
  if (kind === 'date_dmy' || kind === 'date_ymd') {
    const days = fc.date({
      min: new Date('1900-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    })
    return fc.option(days.map((day) => day.toISOString().slice(0, 10)))
  }
  if (kind === 'literal') return none
  return fc.bigInt({ min: 0n, max: 10n ** BigInt(Math.min(length, 18)) - 1n })
}

test.group('Bureaus | layouts to the position', () => {
  test('the three layouts of the product are sound')
    .with(LAYOUTS)
    .run(({ assert }, [, layout]) => {
      assert.deepEqual(layoutIssues(layout), [])
    })

  test(
    'whatever is written, each line has its width, each field its positions, and reading gives back what was written'
  )
    .with(LAYOUTS)
    .run(({ assert }, [, layout]) => {
      for (const kind of LINES) {
        const fields = fieldsOf(layout, kind)
        if (fields.length === 0) continue
        const sources = new Map(
          fields.filter(({ source }) => source).map((one) => [one.source, one])
        )
        // A source that stands in two fields has to fit the narrower.
        for (const field of fields) {
          const known = sources.get(field.source)
          if (known && field.length < known.length) sources.set(field.source, field)
        }
        const values = fc.record(
          Object.fromEntries([...sources].map(([source, field]) => [source, valueFor(field)]))
        )
        fc.assert(
          fc.property(values, (given) => {
            const line = composeLine(fields, layout.width, given as Record<string, SourceValue>)
            assert.lengthOf(line, layout.width)
            assert.match(line, /^[\x20-\x7e]*$/)
            const copy = composeLine(fields, layout.width, { ...given })
            assert.equal(copy, line)
            for (const field of fields) {
              if (field.kind === 'literal') {
                assert.equal(rawField(field, line), field.value.padEnd(field.length))
              } else if (field.kind !== 'text') {
                const told = (given as Record<string, SourceValue>)[field.source] ?? null
                checkRead(assert, { field, line, told })
              }
            }
          }),
          { numRuns: 60 }
        )
      }
    })

  test('SPC: header, consumer, debt and trailer stand where the manual puts them', ({ assert }) => {
    const { content, lines, amountCents } = composeFile(SPC_LAYOUT, SHARED, [entry(1n), entry(2n)])
    const [header, consumer, debt, , , trailer] = linesOf(content) as [string, ...string[]]
    assert.deepEqual([lines, amountCents, linesOf(content).length], [6, 42_874n, 6])
    assert.equal(at(header, 1, 9), '00REMESSA')
    assert.equal(at(header, 10, 25), '2311202600000042')
    assert.equal(at(header, 26, 46), '005010000123420261123')
    assert.equal(at(header, 318, 324), 'SPC  07')
    assert.equal(at(header, 335, 340), '000001')
    assert.equal(at(consumer!, 1, 10), '0100000077')
    assert.equal(at(consumer!, 11, 55).trim(), 'MARIA CONCEICAO')
    assert.equal(at(consumer!, 56, 71), '2000052998224725')
    assert.equal(at(consumer!, 92, 99), '09031980')
    assert.equal(at(consumer!, 255, 262), '78000001')
    assert.equal(at(consumer!, 293, 296), 'MT65')
    assert.equal(at(debt!, 1, 20), '022000052998224725IC')
    assert.equal(at(debt!, 21, 36), '1009202610072026')
    assert.equal(at(debt!, 37, 49), '0000000021437')
    assert.equal(at(debt!, 50, 79).trim(), '000123457-000000000009')
    assert.equal(at(debt!, 80, 89), '0000123400')
    assert.equal(at(debt!, 335, 340), '000003')
    assert.equal(at(trailer!, 1, 8), '99000006')
    assert.equal(at(trailer!, 335, 340), '000006')
  })

  test('SERASA: header, detail and trailer stand where the manual puts them', ({ assert }) => {
    const gone = entry(2n, { 'debt.operation': 'E', 'debt.reason': '01' })
    const { content } = composeFile(SERASA_LAYOUT, SHARED, [entry(1n), gone])
    const [header, detail, exclusion, trailer] = linesOf(content) as [string, ...string[]]
    assert.equal(at(header, 1, 18), '001122233320261123')
    assert.equal(at(header, 105, 126), 'SERASA-CONVEM04000042E')
    assert.equal(at(header, 134, 141), 'SAAE01  ')
    assert.equal(at(header, 594, 600), '0000001')
    assert.equal(at(detail!, 1, 8), '1I000181')
    assert.equal(at(detail!, 9, 24), '2026071020260710')
    assert.equal(at(detail!, 25, 33), 'DSI0000F2')
    assert.equal(at(detail!, 34, 50), '000052998224725  ')
    assert.equal(at(detail!, 106, 175).trim(), 'MARIA CONCEICAO')
    assert.equal(at(detail!, 424, 454), '000000000021437000000000009    ')
    assert.equal(at(detail!, 510, 525), '000000000021437N')
    assert.equal(at(exclusion!, 1, 2) + at(exclusion!, 49, 50), '1E01')
    assert.equal(at(trailer!, 1, 1) + at(trailer!, 594, 600), '90000004')
  })

  test('protest: titles, sums and names of files are as the clearing house has them', ({
    assert,
  }) => {
    const { content } = composeFile(PROTEST_LAYOUT, SHARED, [entry(1n), entry(2n)])
    const [header, title, , trailer] = linesOf(content) as [string, ...string[]]
    assert.equal(at(header, 1, 4), '0582')
    assert.equal(at(header, 45, 67), '23112026BFOSDTTPR000042')
    assert.equal(at(header, 68, 83), '0002000200020000')
    assert.equal(at(header, 90, 99), '0435100000')
    assert.equal(at(header, 597, 600), '0001')
    assert.equal(at(title!, 199, 216), '000000000009   DSI')
    assert.equal(at(title!, 228, 246), '2311202610072026001')
    assert.equal(at(title!, 247, 274), '0000000002143700000000021437')
    assert.equal(at(title!, 297, 297), '1')
    assert.equal(at(title!, 343, 359), '00200052998224725')
    assert.equal(at(title!, 597, 600), '0002')
    assert.equal(at(trailer!, 53, 75), '00006000000000000042874')
    assert.equal(at(trailer!, 597, 600), '0004')
    const name = { date: '2026-11-23', sequence: 12, presenter: '582' }
    assert.equal(fileName(PROTEST_LAYOUT, name), 'B5822311.263')
    assert.equal(fileName(SPC_LAYOUT, name), 'SPC000012.TXT')
  })

  test('withdrawals and cancellations of protests are lines of each office, by its protocols', ({
    assert,
  }) => {
    const told = (notary: string, protocol: string) => ({
      ...{ 'debt.notary': notary, 'debt.protocol': protocol, 'debt.protocol_on': '2026-11-20' },
    })
    const { content, lines } = composeFile(WITHDRAWAL_LAYOUT, SHARED, [
      entry(1n, told('01', '4471')),
      entry(2n, told('02', '98')),
      entry(3n, told('01', '4472')),
    ])
    const all = linesOf(content)
    assert.deepEqual(
      all.map((line) => [line.length, at(line, 1, 1), at(line, 123, 127)]),
      ['0', '1', '2', '2', '8', '1', '2', '8', '9'].map((kind, index) => [
        ...[127, kind, String(index + 1).padStart(5, '0')],
      ])
    )
    assert.equal(lines, 9)
    assert.equal(at(all[0]!, 50, 67), '231120260000300003')
    assert.equal(at(all[1]!, 2, 15), '01000025100000')
    assert.equal(at(all[2]!, 2, 30).trim(), '00000044712011202600012345' + '7')
    assert.equal(at(all[2]!, 76, 114).trim(), '00000000021437N            000000000009')
    assert.equal(at(all[8]!, 58, 80), '00003000000000000064311')
    const name = { date: '2026-11-23', sequence: 12, presenter: '582' }
    assert.equal(fileName(WITHDRAWAL_LAYOUT, name), 'DP5822311.263')
    assert.equal(fileName(CANCELLATION_LAYOUT, name), 'CP5822311.263')
    assert.deepEqual([layoutIssues(WITHDRAWAL_LAYOUT), layoutIssues(CANCELLATION_LAYOUT)], [[], []])
  })

  test('a value that its field cannot hold leaves its movement out, named, and the others go', ({
    assert,
  }) => {
    const big = entry(7n, { 'debt.amount': 10n ** 14n })
    const { entries, refused, lines } = composeFile(SPC_LAYOUT, SHARED, [entry(1n), big])
    assert.deepEqual(
      [entries.map(({ id }) => id), refused.map(({ id }) => id), lines],
      [[1n], [7n], 4]
    )
    assert.equal(
      refused[0]!.message,
      'O campo “valor” tem 13 posições e não guarda “100000000000000”.'
    )
    // A telephone of nine digits has no place in eight: the rest goes.
    const mobile = composeFile(SPC_LAYOUT, SHARED, [entry(1n, { 'debtor.phone': '999998888' })])
    assert.equal(at(linesOf(mobile.content)[1]!, 295, 324), `65${' '.repeat(20)}00000000`)
  })
})

function checkRead(
  assert: { equal(a: unknown, b: unknown): void },
  { field, line, told }: { field: LayoutField; line: string; told: SourceValue }
): void {
  const read = readField(field, line)
  const { kind, empty, length } = field
  if (told === null || told === '') {
    // Zeros are as good as nothing in a number; a text of zeros says nothing either.
    const nothing =
      kind === 'number' || kind === 'cents' ? 0n : kind === 'digits' ? '0'.repeat(length) : null
    return assert.equal(read, empty === 'zero' ? nothing : null)
  }
  if (kind === 'digits') return assert.equal(read, String(told).padStart(length, '0'))
  if (kind === 'number' || kind === 'cents') return assert.equal(read, BigInt(told))
  assert.equal(read, told)
}
