import { test } from '@japa/runner'
import { textLines } from '#core/text/index'
import { parseFile } from '../../domain/file_format.ts'
import { mutated } from '../support/mutated.ts'
import { EXAMPLE_LINES, fileOf } from './collection_return_fixture.ts'

/** Mutations in each run; `PAYMENTS_MUTATIONS=10000` is the long one. */
const COUNT = Number(process.env.PAYMENTS_MUTATIONS ?? 3000)

const SOUND = new TextEncoder().encode(fileOf(EXAMPLE_LINES))

test.group('Payments | files that were damaged', () => {
  for (const kind of ['collection_return', 'direct_debit']) {
    test(`${kind}: nothing crashes, no line is lost or doubled, each bad one says why`, ({
      assert,
    }) => {
      for (let seed = 1; seed <= COUNT; seed++) {
        const bytes = mutated(SOUND, seed)
        const there = textLines(bytes)
        const file = parseFile(kind, bytes)
        const kept = file.lines.map(({ number }) => number)
        const rawOf = new Map(there.map(({ number, raw }) => [number, raw]))
        if (new Set(kept).size !== kept.length) assert.fail(`seed ${seed}: a line stands twice`)
        for (const line of file.lines) {
          if (rawOf.get(line.number) !== line.raw) assert.fail(`seed ${seed}: line ${line.number}`)
          if (line.isRejected && !line.reason) assert.fail(`seed ${seed}: no reason`)
        }
        // Besides the lines there are at most the header and the trailer.
        const left = there.length - kept.length
        const envelope = [file.header, file.trailer].filter(Boolean).length
        const isTold = file.issues.some(({ severity }) => severity === 'critical')
        if (left > 2 || (left > envelope && !isTold)) assert.fail(`seed ${seed}: ${left} lost`)
      }
    }).timeout(60_000)
  }
})
