import { ARITHMETIC } from './arithmetic.ts'
import { BRACKETS } from './brackets.ts'
import { BUSINESS_DAYS } from './business_days.ts'
import { DATED } from './dated.ts'
import { LIST_FOLDS } from './folds.ts'
import { COMPARISON } from './comparison.ts'
import { CORE } from './core.ts'
import { DATES } from './dates.ts'
import { ROUNDING } from './rounding.ts'
import { STRUCTURES } from './structures.ts'
import { TEXTS } from './text.ts'
import { deepFreeze } from '../freeze.ts'
import type { Operator } from './operator.ts'

const FAMILIES = [
  CORE,
  LIST_FOLDS,
  COMPARISON,
  ARITHMETIC,
  ROUNDING,
  BRACKETS,
  STRUCTURES,
  TEXTS,
  DATES,
  BUSINESS_DAYS,
  DATED,
]

/** Every operator by name: one null-prototype frozen table, used by both evaluators, the checker and the editor. */
export const operators: Readonly<Record<string, Operator>> = tableOf(FAMILIES.flat())

/** The operator of a name, own entries only. */
export function operatorNamed(name: string): Operator | undefined {
  return operators[name]
}

function tableOf(list: readonly Operator[]): Readonly<Record<string, Operator>> {
  const table: Record<string, Operator> = Object.create(null)
  for (const operator of list) {
    if (operator.name in table) throw new Error(`Operator ${operator.name} is declared twice`)
    table[operator.name] = deepFreeze(operator)
  }
  return Object.freeze(table)
}
