/** A small seeded generator: the same seed gives the same sequence on every machine. */
export interface Random {
  /** Whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number
  /** True that many times in a thousand. */
  chance(perThousand: number): boolean
  pick<T>(list: readonly T[]): T
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}

/** Mulberry32 over the hash of the seed's text. */
export function createRandom(seed: string): Random {
  let state = hashOf(seed)
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value = (value + Math.imul(value ^ (value >>> 7), value | 61)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    integer,
    chance: (perThousand) => integer(1, 1000) <= perThousand,
    pick: (list) => list[integer(0, list.length - 1)]!,
  }
}
