import { test } from '@japa/runner'
import { textLines } from '#core/text/index'
import { parseFile } from '../../domain/file_format.ts'
import { EXAMPLE_LINES, fileOf } from './collection_return_fixture.ts'

/** Mutations in each run; `PAYMENTS_MUTATIONS=10000` is the long one. */
const COUNT = Number(process.env.PAYMENTS_MUTATIONS ?? 3000)

/** A small generator of its own, so that a failure is found again by its number. */
function numbers(seed: number): (below: number) => number {
  let now = seed >>> 0
  return (below) => {
    now = (Math.imul(now, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((now / 2 ** 32) * below)
  }
}

const encoder = new TextEncoder()
const SOUND = encoder.encode(fileOf(EXAMPLE_LINES))

/** What goes wrong on the way: bytes changed, lost, added, doubled, moved; lines cut, swapped, doubled; the file cut. */
function mutated(seed: number): Uint8Array {
  const next = numbers(seed)
  let bytes = [...SOUND]
  for (let times = 1 + next(4); times > 0; times--) {
    const at = next(bytes.length || 1)
    const kinds = [
      () => (bytes[at] = next(256)),
      () => bytes.splice(at, 1 + next(20)),
      () => bytes.splice(at, 0, ...Array.from({ length: 1 + next(20) }, () => next(256))),
      () => (bytes = bytes.slice(0, at)),
      () => bytes.splice(at, 0, ...bytes.slice(at, at + next(200))),
      () => bytes.splice(at, 0, 13, 10),
      () => bytes.reverse(),
      () => (bytes = [...bytes, ...SOUND.slice(at)]),
    ]
    // Turned round only now and then: little is left of the file to be read.
    kinds[next(40) === 0 ? 6 : [0, 1, 2, 3, 4, 5, 7][next(7)]!]!()
  }
  return Uint8Array.from(bytes)
}

test.group('Payments | files that were damaged', () => {
  for (const kind of ['collection_return', 'direct_debit']) {
    test(`${kind}: nothing crashes, no line is lost or doubled, each bad one says why`, ({
      assert,
    }) => {
      for (let seed = 1; seed <= COUNT; seed++) {
        const bytes = mutated(seed)
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
