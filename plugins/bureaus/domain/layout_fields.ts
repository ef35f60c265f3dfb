import type { FieldKind, Layout, LayoutField } from './layout.ts'

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

/** Who presents and when, as each file of the clearing house (CRA) opens and closes; the name ends where its width says. */
export const presented = (nameEnds: number): LayoutField[] => [
  from('apresentante', [2, 4], 'digits', 'bureau.presenter'),
  from('nome do apresentante', [5, nameEnds], 'text', 'bureau.presenter_name'),
  from('data', [nameEnds + 1, nameEnds + 8], 'date_dmy', 'file.date'),
]

/** No code of any reason: the file has no field for it, or the contracted table comes with the bureau's manual. */
export const NO_REASONS: Layout['reasons'] = {
  ...{ payment: '', agreement: '', court: '', correction: '' },
  ...{ hold: '', holder: '', prescription: '', request: '' },
}
