/** A small generator of its own, so that a failure is found again by its number. */
function numbers(seed: number): (below: number) => number {
  let now = seed >>> 0
  return (below) => {
    now = (Math.imul(now, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((now / 2 ** 32) * below)
  }
}

/** What goes wrong on the way: bytes changed, lost, added, doubled, moved; lines cut, swapped, doubled; the file cut. */
export function mutated(sound: Uint8Array, seed: number): Uint8Array {
  const next = numbers(seed)
  let bytes = [...sound]
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
      () => (bytes = [...bytes, ...sound.slice(at)]),
    ]
    // Turned round only now and then: little is left of the file to be read.
    kinds[next(40) === 0 ? 6 : [0, 1, 2, 3, 4, 5, 7][next(7)]!]!()
  }
  return Uint8Array.from(bytes)
}

const AMOUNT = [81, 93] as const

/**
 * The same file with a trailer that adds up, as when a bank's program writes bad lines and counts them: it goes through, and
 * every line is judged by itself.
 */
export function withSumsRight(bytes: Uint8Array): Uint8Array {
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split(/\r*\n|\r/)
    .filter((line) => line.trim() !== '')
  const own = lines.filter((line, place) => place > 0 && !line.startsWith('Z'))
  const total = own
    .filter((line) => line.length === 150)
    .map((line) => line.slice(...AMOUNT))
    .filter((text) => /^\d+$/.test(text))
    .reduce((sum, text) => sum + BigInt(text), 0n)
  const trailer = `Z${String(own.length + 2).padStart(6, '0')}${String(total).padStart(17, '0')}`
  const all = [lines[0] ?? '', ...own, trailer.padEnd(150)]
  return Buffer.from(all.map((line) => `${line}\r\n`).join(''), 'latin1')
}
