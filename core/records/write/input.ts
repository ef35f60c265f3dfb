import vine from '@vinejs/vine'
import { problemOf } from '../fields/check_value.ts'
import type { RecordField, RecordType } from '../types.ts'

/** Fields that people or other systems may give a value to. */
export const writable = (type: RecordType): RecordField[] =>
  type.fields.filter((field) => !field.isReadOnly)

const recordField = vine.createRule<RecordField>(
  (value, field, context) => {
    const problem = problemOf(field, value)
    if (problem) context.report(problem, 'recordField', context)
    else if (value === '') context.mutate(null, context)
  },
  { name: 'recordField', implicit: true }
)

/** Whether a conditional field must be filled is known only with the others: the action asks it. */
const alone = (field: RecordField): RecordField =>
  field.visibleWhen === undefined ? field : { ...field, isRequired: false }

const one = (field: RecordField) =>
  vine
    .any()
    .use(recordField(alone(field)))
    .nullable()
    .optional()

/** Columns of a new record: every field, the required ones filled. */
export function creationInput(type: RecordType) {
  return vine.create(Object.fromEntries(writable(type).map((field) => [field.name, one(field)])))
}

const changed = vine.createRule<RecordField>(
  (value, field, context) => {
    if (value === undefined) return
    const problem = problemOf(field, value)
    if (problem) context.report(problem, 'recordField', context)
    else if (value === '') context.mutate(null, context)
  },
  { name: 'recordField', implicit: true }
)

/** What changes in a record: its id, the columns given, and the hash of the row as the person saw it. */
export function changeInput(type: RecordType) {
  const columns = writable(type).map((field) => [
    field.name,
    vine
      .any()
      .use(changed(alone(field)))
      .nullable()
      .optional(),
  ])
  return vine.create({
    id: vine.string().regex(/^\d{1,18}$/),
    seen: vine.string().optional(),
    changes: vine.object(Object.fromEntries(columns)),
  })
}
