import { readTyped } from '../fields/read_typed.ts'
import { problemOf } from '../fields/check_value.ts'
import type { RecordField } from '../types.ts'

/** Problems of a form by field; the empty name holds those of the whole. */
export type Problems = Record<string, string>

export interface ReadForm {
  readonly values: Record<string, unknown>
  readonly problems: Problems
}

/** Reads every field of a form. A field with a problem has no value; the typed text stays with the caller. */
export function readForm(
  fields: readonly RecordField[],
  typed: Readonly<Record<string, unknown>>,
  timeZone: string
): ReadForm {
  const values: Record<string, unknown> = {}
  const problems: Problems = {}
  for (const field of fields) {
    const read = readTyped(field, typed[field.name], timeZone)
    if ('problem' in read) {
      problems[field.name] = read.problem
      continue
    }
    const problem = problemOf(field, read.value)
    if (problem) problems[field.name] = problem
    else values[field.name] = read.value
  }
  return { values, problems }
}

interface Refusal {
  readonly status?: number
  readonly code?: string
  readonly people?: string
  readonly messages?: readonly { readonly field: string; readonly message: string }[]
}

/** What an action's refusal says of a form, or `null` when it is no refusal and must go on as it came. */
export function problemsOf(error: unknown, fields: readonly RecordField[]): Problems | null {
  const { status = 500, code, people, messages } = error as Refusal
  if (code === 'E_VALIDATION_ERROR' && messages) {
    const known = new Set(fields.map(({ name }) => name))
    const entries = messages.map(({ field, message }) => {
      const name = field.replace(/^changes\./, '')
      return known.has(name) ? [name, message] : ['', `${name}: ${message}`]
    })
    return Object.fromEntries(entries) as Problems
  }
  return people && status < 500 && status !== 403 && status !== 404 ? { '': people } : null
}
