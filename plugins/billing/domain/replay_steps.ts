/** One thing that a replay compared: what is stored and what the same facts and rules give now. */
export interface ReplayStep {
  readonly name: string
  /** In Portuguese. */
  readonly label: string
  readonly stored: string
  readonly computed: string
  readonly isEqual: boolean
}

export interface Comparison {
  readonly name: string
  readonly label: string
  readonly stored: string | bigint | null
  readonly computed: string | bigint | null
}

const MISSING = '—'

/** A step from two values; absence compares as its own value. */
export function replayStep({ name, label, stored, computed }: Comparison): ReplayStep {
  const left = stored === null ? MISSING : String(stored)
  const right = computed === null ? MISSING : String(computed)
  return { name, label, stored: left, computed: right, isEqual: left === right }
}

/** A step from a pair: what is stored, what is computed. */
export const step = (
  name: string,
  label: string,
  [stored, computed]: readonly [Comparison['stored'], Comparison['computed']]
): ReplayStep => replayStep({ name, label, stored, computed })
