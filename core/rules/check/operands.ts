import type { Operator, Param } from '../operators/operator.ts'
import { fitOf, typeName, wanted } from './accept.ts'
import type { Report } from './report.ts'
import { ANY, isDecimalWritten, isNumeric, isText, type Type } from './type.ts'

interface Place {
  readonly path: string
  readonly report: Report
}

export function paramAt(operator: Operator, index: number, count: number): Param {
  const last = operator.params.length - 1
  // "if" alternates conditions and values, and ends with a value.
  if (operator.name === 'if') {
    return operator.params[index === count - 1 ? 2 : index % 2] as Param
  }
  return operator.params[Math.min(index, last)] as Param
}

/** Reports an argument that never fits, one that may be `null` where that is an error, and an unknown option. */
export function checkOperand(param: Param, type: Type, { path, report }: Place): void {
  if (fitOf(param.accepts, type) === 'no') {
    const hint = hintFor(param, type)
    const message = `${param.title}: é preciso ${wanted(param.accepts)}, e aqui há ${typeName(type)}.${hint}`
    return report.critical('wrong_type', path, message)
  }
  if ((param.accepts === 'integer' || param.accepts === 'key') && type.kind === 'number') {
    const message = `${param.title}: pode ser um decimal, e então a regra para com erro; use "to_integer".`
    report.warning('may_be_decimal', path, message)
  }
  const acceptsNull = ['any', 'body'].includes(param.accepts)
  const mayBeNull =
    type.nullable === true ||
    (['numbers', 'lists'].includes(param.accepts) && type.element?.nullable === true)
  if (mayBeNull && !acceptsNull) {
    const message = `${param.title}: pode estar vazio, e então a regra para com erro; use "coalesce" ou teste com "is_null".`
    report.warning('may_be_null', path, message)
  }
  if (param.options !== undefined && type.values !== undefined) {
    const strange = type.values.find((value) => !param.options?.includes(value as string | number))
    if (strange === undefined) return
    const message = `${param.title}: ${JSON.stringify(strange)} não é uma das opções ${param.options.join(', ')}.`
    report.critical('unknown_option', path, message)
  }
}

function hintFor({ accepts }: Param, type: Type): string {
  if (accepts === 'integer' && isNumeric(type)) return ' Use "to_integer", depois de arredondar.'
  if (accepts === 'number' && type.kind === 'text') {
    return ' Se o texto é sempre um número, use "decimal".'
  }
  return ''
}

/** Reports comparisons by `==`, `!=` and `in` that fail, or can never hold. */
export function checkEquality(left: Type, right: Type, { path, report }: Place): void {
  const never = neverNull(left, right) ?? neverNull(right, left)
  if (never !== null) return report.warning('never_null', path, never)
  if (left.kind === 'null' || right.kind === 'null') return
  if (left.kind === 'any' || right.kind === 'any')
    return checkLoose([left, right], { path, report })
  if (isComparable(left, right)) return checkOptions(left, right, { path, report })
  const isWritten = [left, right].some(isDecimalWritten)
  const hint =
    isWritten && (isNumeric(left) || isNumeric(right))
      ? ' Escreva o decimal como {"decimal": ["…"]}.'
      : ' Converta com "decimal" ou "text".'
  const message = `Não se compara ${typeName(left)} com ${typeName(right)}.${hint}`
  report.critical('wrong_type', path, message)
}

function neverNull(left: Type, right: Type): string | null {
  if (left.kind !== 'null' || right.kind === 'any' || right.kind === 'null') return null
  return right.nullable === true ? null : 'A comparação com vazio é inútil: aqui nunca está vazio.'
}

function isComparable(left: Type, right: Type): boolean {
  if (isNumeric(left) && isNumeric(right)) return true
  if (isText(left) && isText(right)) return true
  return left.kind === 'boolean' && right.kind === 'boolean'
}

/** A decimal as text beside something unknown: as texts, "10" and "10.0" differ. */
function checkLoose(types: readonly Type[], { path, report }: Place): void {
  if (!types.some((type) => isDecimalWritten(type) || type.loose === true)) return
  const message =
    'Textos comparam letra por letra ("10" não é "10.0"); se é um número, use "decimal" dos dois lados.'
  report.warning('compared_as_text', path, message)
}

function checkOptions(left: Type, right: Type, { path, report }: Place): void {
  if (!isText(left) || left.values === undefined || right.values === undefined) return
  if (left.values.some((value) => right.values?.includes(value))) return
  const shown = (type: Type) => (type.values ?? []).map((value) => JSON.stringify(value)).join(', ')
  const message = `Nunca são iguais: um lado é ${shown(left)}, o outro ${shown(right)}.`
  report.critical('never_equal', path, message)
}

/** Warns when values of kinds that have nothing in common come together, after which nothing is known of them. */
export function checkMixed(parts: readonly Type[], joined: Type, { path, report }: Place): void {
  if (!isLost(parts, joined)) return
  const names = [...new Set(parts.map(({ kind }) => typeName({ kind })))].join(', ')
  report.warning('mixed_types', path, `Aqui se misturam valores de tipos diferentes: ${names}.`)
}

/** Whether the join knows less than its parts did, at any depth. */
function isLost(parts: readonly Type[], joined: Type): boolean {
  const filled = parts.filter(({ kind }) => kind !== 'null')
  if (filled.length === 0 || filled.some(({ kind }) => kind === 'any')) return false
  if (joined.kind === 'any') return true
  if (joined.kind === 'list') {
    const elements = filled.flatMap(({ element, max }) => (max === 0 || !element ? [] : [element]))
    return isLost(elements, joined.element ?? ANY)
  }
  if (joined.kind !== 'object' || filled.some(({ fields }) => fields === undefined)) return false
  if (joined.fields === undefined) return true
  return Object.entries(joined.fields).some(([name, field]) =>
    isLost(
      filled.map(({ fields }) => fields?.[name] ?? ANY),
      field
    )
  )
}
