import { checkSchema } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { fieldOf } from '../access.ts'
import { contentOf } from '../custom/effective_type.ts'
import { customJson, customSchema } from '../custom/schema.ts'
import { errors } from '../errors.ts'
import type { RecordType } from '../types.ts'

export interface Assignments {
  readonly columns: readonly string[]
  /** Places of the values in an insert. */
  readonly places: readonly string[]
  /** What each column becomes in an update: added fields join those that the column `custom` has. */
  readonly updates: readonly string[]
  readonly values: readonly unknown[]
}

/**
 * Columns and values of some fields; those that administrators added go together into `custom`, checked by their schema.
 * @throws BusinessError E_RECORDS_CUSTOM
 */
export function assignments(
  type: RecordType,
  input: Readonly<Record<string, unknown>>,
  names: readonly string[]
): Assignments {
  const added: Record<string, Json> = {}
  const plain: string[] = []
  for (const name of names) {
    const { customKey } = fieldOf(type, name)
    if (customKey) added[customKey] = customJson(input[name] ?? null)
    else plain.push(name)
  }
  const marks = plain.map(() => '?')
  const values = plain.map((name) => input[name])
  if (!Object.keys(added).length) {
    return { columns: plain, places: marks, updates: marks, values }
  }
  checkAdded(type, added)
  return {
    columns: [...plain, 'custom'],
    places: [...marks, 'jsonb_strip_nulls(?::jsonb)'],
    updates: [...marks, 'jsonb_strip_nulls(custom || ?::jsonb)'],
    values: [...values, JSON.stringify(added)],
  }
}

function checkAdded(type: RecordType, added: Readonly<Record<string, Json>>): void {
  const filled = Object.fromEntries(Object.entries(added).filter(([, value]) => value !== null))
  const content = contentOf(type) ?? { fields: [] }
  const [issue] = checkSchema(customSchema(content), filled)
  if (!issue) return
  const key = issue.path.slice(1)
  const label = content.fields.find((field) => field.key === key)?.label ?? key
  throw errors.E_RECORDS_CUSTOM({ type: type.name, problem: `${label}: ${issue.message}` })
}
