import { test } from '@japa/runner'
import fc from 'fast-check'
import { composeFile } from '../../domain/compose_file.ts'
import { type Layout } from '../../domain/layout.ts'
import { PROTEST_LAYOUT } from '../../domain/protest_layout.ts'
import { judgeAnswer, readReturn } from '../../domain/read_return.ts'
import { SERASA_LAYOUT } from '../../domain/serasa_layout.ts'
import { SPC_LAYOUT } from '../../domain/spc_layout.ts'
import { LAYOUTS, SHARED, entry, linesOf } from '../support/layouts.ts'

const answering = (layout: Layout, content: string, codes: Readonly<Record<number, string>>) =>
  linesOf(content)
    .map((line, index) => {
      const code = codes[index + 1]
      if (code === undefined) return line
      const { start } = layout.answer
      return line.slice(0, start - 1) + code + line.slice(start - 1 + code.length)
    })
    .join('\r\n')

test.group('Bureaus | returned files', () => {
  test('what was sent comes back line by line, each with its movement and its codes')
    .with(LAYOUTS)
    .run(({ assert }, [, layout]) => {
      const ids = fc.uniqueArray(fc.bigInt({ min: 1n, max: 999_999_999n }), { maxLength: 20 })
      fc.assert(
        fc.property(ids, (all) => {
          const entries = all.map((id) =>
            entry(id, { 'debt.key': String(id), 'debt.contract': String(id) })
          )
          const file = composeFile(layout, SHARED, entries)
          const read = readReturn(layout, file.content)
          assert.isNull(read.problem)
          assert.equal(read.sequence, 42)
          const debts = read.lines.filter(({ kind }) => kind === 'debt')
          assert.deepEqual(
            debts.map(({ matchKey, number }) => [matchKey, number]),
            file.entries.map(({ matchKey, number }) => [matchKey, number])
          )
          assert.equal(new Set(debts.map(({ matchKey }) => matchKey)).size, all.length)
          assert.isTrue(
            read.lines.every(({ problem, codes }) => problem === null && codes.length === 0)
          )
        }),
        { numRuns: 30 }
      )
    })

  test('codes of the consumer count for the debts that follow; the unknown is a rejection with its code', ({
    assert,
  }) => {
    const { content } = composeFile(SPC_LAYOUT, SHARED, [entry(1n), entry(2n)])
    const { lines } = readReturn(SPC_LAYOUT, answering(SPC_LAYOUT, content, { 2: '17', 3: '0009' }))
    const debts = lines.filter(({ kind }) => kind === 'debt')
    assert.deepEqual(
      debts.map(({ codes }) => codes),
      [['17', '09'], []]
    )
    assert.deepEqual(judgeAnswer(SPC_LAYOUT, debts[0]!.codes), {
      fate: 'rejected',
      message: '17 código que não está no leiaute; 09 código que não está no leiaute',
    })
    assert.deepEqual(judgeAnswer(SPC_LAYOUT, []), { fate: 'accepted', message: null })
    assert.deepEqual(judgeAnswer(PROTEST_LAYOUT, ['2']), {
      fate: 'published',
      message: '2 protestado',
    })
  })

  test('a file that is empty, cut, altered or of another bureau is not applied', ({ assert }) => {
    const { content } = composeFile(SPC_LAYOUT, SHARED, [entry(1n)])
    const lines = linesOf(content)
    const problem = (text: string) => readReturn(SPC_LAYOUT, text).problem
    assert.equal(problem(''), 'empty')
    assert.equal(problem('\r\n \u001A'), 'empty')
    assert.equal(problem(composeFile(SERASA_LAYOUT, SHARED, [entry(1n)]).content), 'foreign')
    assert.equal(problem('<html>'), 'foreign')
    assert.equal(problem(lines.slice(0, -1).join('\r\n')), 'no_trailer')
    assert.equal(problem([lines[0], lines[2], lines[3]].join('\n')), 'count')
    assert.equal(problem(lines.join('\n').replace('00000042', '        ')), 'sequence')
    assert.isNull(problem(`\uFEFF${lines.join('\n')}\u001A`))
  })

  test('a bad line is told and stops no other', ({ assert }) => {
    const { content } = composeFile(SPC_LAYOUT, SHARED, [entry(1n), entry(2n)])
    const lines = linesOf(content)
    const bad = [
      lines[0],
      lines[1],
      lines[2]!.slice(0, 300),
      `XX${lines[3]!.slice(2)}`,
      lines[4],
      lines[5],
    ]
    const read = readReturn(SPC_LAYOUT, [...bad, lines[4]].join('\r\n'))
    assert.isNull(read.problem)
    assert.deepEqual(
      read.lines.map(({ problem }) => problem),
      [null, null, 'width', 'kind', null, null, 'after_trailer']
    )
  })

  test('any text is read without failing', ({ assert }) => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 700 }), { maxLength: 12 }), (texts) => {
        const { content } = composeFile(SERASA_LAYOUT, SHARED, [entry(1n)])
        for (const layout of [SPC_LAYOUT, SERASA_LAYOUT, PROTEST_LAYOUT]) {
          const read = readReturn(layout, [linesOf(content)[0], ...texts].join('\n'))
          assert.isTrue(
            read.lines.every(({ problem, matchKey }) => problem === null || matchKey === null)
          )
        }
      })
    )
  })
})
