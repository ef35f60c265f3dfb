/** For tests: the pure changes of a list of added fields. */
type Field = Readonly<Record<string, unknown>>

export function keyFrom(label: string, taken: readonly string[], fallback?: string): string
export function moved(fields: readonly Field[], from: number, to: number): Field[]
export function renamed(
  fields: readonly Field[],
  index: number,
  label: string,
  approved: readonly string[]
): Field[]
export function takenAway(
  fields: readonly Field[],
  index: number,
  approved: readonly string[]
): Field[]
export function withProperty(field: Field, name: string, value: unknown): Field
