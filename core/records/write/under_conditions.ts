import { errors as vineErrors } from '@vinejs/vine'
import type { RecordType } from '../types.ts'
import { answerConditions } from './form_conditions.ts'

type Values = Readonly<Record<string, unknown>>

const isEmpty = (value: unknown) => value === null || value === undefined || value === ''

/**
 * What is written of some values: a field that the others hide is emptied.
 * @throws E_VALIDATION_ERROR when a field that the others ask for is empty.
 */
export function underConditions(type: RecordType, before: Values, given: Values): Values {
  const all = { ...before, ...given }
  const answers = answerConditions(type.fields, all)
  const result: Record<string, unknown> = { ...given }
  const missing: { field: string; message: string; rule: string }[] = []
  for (const { name, isReadOnly } of type.fields) {
    if (isReadOnly) continue
    if (!answers.isVisible(name)) {
      if (!isEmpty(all[name])) result[name] = null
    } else if (answers.isRequired(name) && isEmpty(all[name])) {
      missing.push({ field: name, message: 'Preencha este campo.', rule: 'required' })
    }
  }
  if (missing.length) throw new vineErrors.E_VALIDATION_ERROR(missing)
  return result
}
