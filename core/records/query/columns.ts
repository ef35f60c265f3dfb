import type { FieldType, RecordField, RecordType } from '../types.ts'

/** How the text inside the column `custom` becomes a value; what was kept when the field had another type reads as empty. */
const CASTS: Readonly<Partial<Record<FieldType, (text: string) => string>>> = {
  integer: (text) => `case when ${text} ~ '^-{0,1}[0-9]{1,9}$' then ${text}::int end`,
  money: (text) => `case when ${text} ~ '^-{0,1}[0-9]{1,18}$' then ${text}::bigint end`,
  decimal: (text) =>
    `case when ${text} ~ '^-{0,1}[0-9]{1,14}([.][0-9]+){0,1}$' then ${text}::numeric end`,
  boolean: (text) => `case ${text} when 'true' then true when 'false' then false end`,
}

/** The value of a field in SQL: its column, or its place inside `custom`, whose keys are checked by their schema. */
export function columnSql({ name, type, customKey }: RecordField): string {
  if (!customKey) return name
  const text = `(custom->>'${customKey}')`
  return CASTS[type] ? `(${CASTS[type](text)})` : text
}

/** The columns of a table that its record type describes, each under its field's name. */
export const columnsOf = (type: RecordType) =>
  [
    'id',
    ...type.fields.map((field) =>
      field.customKey ? `${columnSql(field)} as ${field.name}` : field.name
    ),
  ].join(', ')
