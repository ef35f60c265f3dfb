import { createHash } from 'node:crypto'

/** PostgreSQL cuts longer names; room is left for what is put behind. */
const LONGEST = 48
/** Words of the address of a report, and columns that the engine itself adds. */
const TAKEN = [
  'sort',
  'in',
  'group',
  'format',
  'page',
  'count',
  'depth',
  'municipality',
  'time_zone',
]

/**
 * Names for what a composed report selects: made from checked paths, never twice, and none that the engine or the address uses.
 */
export class Names {
  readonly #used = new Set<string>([...TAKEN, 'row_count', 'record_id'])

  /** The name for a path; a second one of the same path gets a number. */
  next(path: string): string {
    const plain = path.replace('.', '__')
    const hash = createHash('sha256').update(plain).digest('hex').slice(0, 8)
    const base = plain.length > LONGEST ? `${plain.slice(0, LONGEST - 9)}_${hash}` : plain
    let name = base
    for (let number = 2; this.#used.has(name); number++) name = `${base}_${number}`
    this.#used.add(name)
    return name
  }
}
