import type { FieldKind, LayoutField } from './layout.ts'

const field = (
  name: string,
  [start, end]: readonly [number, number],
  rest: Pick<LayoutField, 'kind' | 'source' | 'value' | 'empty'>
): LayoutField => ({ name, start, length: end - start + 1, ...rest })

const filled = (kind: FieldKind): 'blank' | 'zero' =>
  kind === 'text' || kind === 'code' ? 'blank' : 'zero'

/** A field by its first and last position, as manuals give them. */
export const from = (
  name: string,
  span: readonly [number, number],
  kind: Exclude<FieldKind, 'literal'>,
  source: string
): LayoutField => field(name, span, { kind, source, value: '', empty: filled(kind) })

/** A text that never changes. */
export const literal = (
  name: string,
  span: readonly [number, number],
  value: string
): LayoutField => field(name, span, { kind: 'literal', source: '', value, empty: 'blank' })
