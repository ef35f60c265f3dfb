import { readTyped } from '../fields/read_typed.ts'
import { problemOf } from '../fields/check_value.ts'
import type { RecordField } from '../types.ts'
import { answerConditions } from './form_conditions.ts'

/** Problems of a form by field; the empty name holds those of the whole. */
export type Problems = Record<string, string>

export interface ReadForm {
  readonly values: Record<string, unknown>
  readonly problems: Problems
}

interface FormSource {
  readonly typed: Readonly<Record<string, unknown>>
  readonly timeZone: string
  /** Fields that conditions see: those of the form and what else the record has. */
  readonly all?: readonly RecordField[]
  /** What the record holds of fields that are not typed here. */
  readonly stored?: Readonly<Record<string, unknown>>
}

/**
 * Reads every field of a form. A field with a problem has no value; the typed text stays with the caller. What the other
 * fields hide is empty and has no problem.
 */
export function readForm(
  fields: readonly RecordField[],
  { typed, timeZone, all = fields, stored = {} }: FormSource
): ReadForm {
  const values: Record<string, unknown> = {}
  const problems: Problems = {}
  for (const field of fields) {
    const read = readTyped(field, typed[field.name], timeZone)
    if ('value' in read) values[field.name] = read.value
    else problems[field.name] = read.problem
  }
  const answers = answerConditions(all, { ...stored, ...values })
  for (const field of fields) {
    const { name } = field
    if (!answers.isVisible(name)) {
      values[name] = null
      delete problems[name]
      continue
    }
    if (problems[name]) continue
    const asked = { ...field, isRequired: Boolean(field.isRequired) || answers.isRequired(name) }
    const problem = problemOf(asked, values[name])
    if (!problem) continue
    problems[name] = problem
    delete values[name]
  }
  return { values, problems }
}

/** Which fields show and must be filled while a form is typed. */
export function formAnswers(
  fields: readonly RecordField[],
  { typed, timeZone, all = fields, stored = {} }: FormSource
): { readonly visible: Record<string, boolean>; readonly required: Record<string, boolean> } {
  const read = fields.map((field) => [field.name, readTyped(field, typed[field.name], timeZone)])
  const values = Object.fromEntries(
    (read as [string, ReturnType<typeof readTyped>][]).map(([name, one]) => [
      name,
      'value' in one ? one.value : null,
    ])
  )
  const answers = answerConditions(all, { ...stored, ...values })
  const names = fields.map(({ name }) => name)
  return {
    visible: Object.fromEntries(names.map((name) => [name, answers.isVisible(name)])),
    required: Object.fromEntries(
      fields.map(({ name, isRequired }) => [
        name,
        answers.isVisible(name) && (Boolean(isRequired) || answers.isRequired(name)),
      ])
    ),
  }
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
