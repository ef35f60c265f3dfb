import type { Issue } from '../types.ts'

/** Collects the findings of one check. */
export class Report {
  readonly issues: Issue[] = []

  critical(code: string, path: string, message: string): void {
    this.issues.push({ code, severity: 'critical', path, message })
  }

  warning(code: string, path: string, message: string): void {
    this.issues.push({ code, severity: 'warning', path, message })
  }

  get hasCritical(): boolean {
    return this.issues.some(({ severity }) => severity === 'critical')
  }
}

/** The candidates nearest to a misspelt name, as the end of a message: ` Você quis dizer "x"?`. */
export function suggestion(name: string, candidates: readonly string[]): string {
  const near = candidates
    .map((candidate) => ({ candidate, distance: distance(name, candidate) }))
    .filter((entry) => entry.distance <= Math.max(2, Math.floor(name.length / 3)))
    .sort((left, right) => left.distance - right.distance)
  return near[0] === undefined ? '' : ` Você quis dizer "${near[0].candidate}"?`
}

/** Levenshtein distance of two short names. */
function distance(left: string, right: string): number {
  if (left.length > 60 || right.length > 60) return Infinity
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let i = 1; i <= left.length; i++) {
    const next = [i]
    for (let j = 1; j <= right.length; j++) {
      const replaced = (row[j - 1] as number) + (left[i - 1] === right[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[right.length] as number
}
