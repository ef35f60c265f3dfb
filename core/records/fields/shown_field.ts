import type { RecordField } from '../types.ts'

/** A field that people see and never type. */
export const shownField = (
  name: string,
  label: string,
  type: RecordField['type'],
  rest: Partial<RecordField> = {}
): RecordField => ({ name, label, type, isReadOnly: true, ...rest })

/** A row of another record, to follow and never to choose. */
export const shownReference = (name: string, label: string, record: string): RecordField =>
  shownField(name, label, 'reference', { record })
