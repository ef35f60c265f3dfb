import { isCivilDate } from '#core/calendar/index'
import { typeName } from './accept.ts'
import type { Report } from './report.ts'
import { unitName } from './units.ts'
import { isDecimalWritten, isEveryValue, isNumeric, isText, type Type } from './type.ts'

interface Place {
  readonly path: string
  readonly report: Report
}

/** Reports what a rule answers and the decision's outcome does not take. */
export function checkAssign(type: Type, target: Type, place: Place): void {
  const { path, report } = place
  if (target.kind === 'any' || type.kind === 'any') return
  if (type.kind === 'null') {
    if (target.kind === 'null' || target.nullable === true) return
    return report.critical('wrong_outcome', path, 'O resultado não pode ser vazio.')
  }
  if (type.nullable === true && target.nullable !== true) {
    const message = 'O resultado pode ficar vazio, o que a decisão não aceita; use "coalesce".'
    report.warning('may_be_null', path, message)
  }
  if (!fits(type, target)) {
    const hint = target.kind === 'integer' && isNumeric(type) ? ' Use "to_integer".' : ''
    const message = `O resultado deve ser ${typeName({ ...target, values: undefined })}, e aqui é ${typeName(type)}.${hint}`
    return report.critical('wrong_outcome', path, message)
  }
  if (target.kind === 'integer' && type.kind === 'number') {
    const message = 'O resultado pode ser decimal, e deve ser inteiro; use "to_integer".'
    report.warning('may_be_decimal', path, message)
  }
  checkUnit(type, target, place)
  if (target.kind === 'list') return checkList(type, target, place)
  if (target.kind === 'object') return checkObject(type, target, place)
  checkValues(type, target, place)
}

function checkUnit(type: Type, target: Type, { path, report }: Place): void {
  if (type.unit === undefined || target.unit === undefined || type.unit === target.unit) return
  const message = `O resultado é em ${unitName(target.unit)}, e aqui a medida é ${unitName(type.unit)}; confira a conta.`
  report.warning('unit_mismatch', path, message)
}

function fits(type: Type, target: Type): boolean {
  switch (target.kind) {
    case 'decimal':
      return isNumeric(type) || isDecimalWritten(type)
    case 'integer':
      return type.kind === 'integer' || type.kind === 'number'
    case 'text':
      return isText(type)
    case 'date':
      return type.kind === 'date' || (type.kind === 'text' && isDateText(type))
    default:
      return type.kind === target.kind
  }
}

function isDateText(type: Type): boolean {
  return type.values === undefined || isEveryValue(type, isCivilDate)
}

function checkList(type: Type, target: Type, place: Place): void {
  if (type.element !== undefined && target.element !== undefined && type.max !== 0) {
    checkAssign(type.element, target.element, place)
  }
}

function checkObject(type: Type, target: Type, place: Place): void {
  const { path, report } = place
  if (type.fields === undefined || target.fields === undefined) return
  for (const [name, wanted] of Object.entries(target.fields)) {
    const given = type.fields[name]
    if (given === undefined) report.critical('missing_field', path, `Falta o campo "${name}".`)
    else checkAssign(given, wanted, place)
  }
  for (const name of Object.keys(type.fields)) {
    if (Object.hasOwn(target.fields, name)) continue
    report.critical('unknown_field', path, `O resultado não tem o campo "${name}".`)
  }
}

function checkValues(type: Type, target: Type, { path, report }: Place): void {
  if (target.values === undefined || type.values === undefined) return
  const strange = type.values.find((value) => !target.values?.includes(value))
  if (strange === undefined) return
  const options = target.values.map((value) => JSON.stringify(value)).join(', ')
  const message = `${JSON.stringify(strange)} não é uma das opções do resultado: ${options}.`
  report.critical('unknown_option', path, message)
}
