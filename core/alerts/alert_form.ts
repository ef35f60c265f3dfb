import { knownEvents } from '#core/actions/index'
import type { Json } from '#core/database/index'
import type { ProgrammedAlert } from './alert_kind.ts'

export const OPERATORS = {
  '==': 'é igual a',
  '!=': 'é diferente de',
  '>': 'é maior que',
  '>=': 'é maior ou igual a',
  '<': 'é menor que',
  '<=': 'é menor ou igual a',
} as const

/** A condition row as the form sends it. */
interface Row {
  readonly field: string
  readonly operator: string
  readonly value: string
}

/** What the form was filled in with, as the content of a draft. What is missing or wrong is said by the kind's own checks. */
export function alertFromForm(given: Readonly<Record<string, unknown>>): ProgrammedAlert {
  const event = textOf(given.event)
  return {
    event,
    is_active: true,
    condition: conditionOf(event, rowsOf(given)),
    title: textOf(given.title),
    text: textOf(given.text),
    to: {
      profiles: listOf(given.profiles),
      users: listOf(given.users),
      emails: textOf(given.emails)
        .split(/[\s,;]+/)
        .filter(Boolean),
    },
    with_email: given.with_email === 'true',
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '')
const listOf = (value: unknown) => [value ?? []].flat().map(textOf).filter(Boolean)

function rowsOf(given: Readonly<Record<string, unknown>>): Row[] {
  const [fields, operators, values] = ['field', 'operator', 'value'].map((name) =>
    [given[name] ?? []].flat()
  )
  return fields!
    .map((field, index) => ({
      field: textOf(field),
      operator: textOf(operators![index]),
      value: textOf(values![index]),
    }))
    .filter(({ field, operator }) => field && operator in OPERATORS)
}

/** All rows at once; a field that is no number is compared as text, by equality only. */
function conditionOf(event: string, rows: readonly Row[]): Json {
  const fields = knownEvents().get(event)?.fields ?? {}
  const tests = rows.map(({ field, operator, value }) => {
    const isNumber = fields[field]?.type === 'decimal'
    const text = isNumber ? value.replace(',', '.') : value
    return { [operator]: [{ var: [field] }, text] }
  })
  if (!tests.length) return null
  return tests.length === 1 ? tests[0]! : { and: tests }
}
