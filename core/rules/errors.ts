import type { Issue } from './types.ts'

/** Codes of run-time errors, with what they tell people. */
export const RULE_ERRORS = Object.freeze({
  E_RULES_INVALID: 'O conjunto de regras tem erros e não pode ser usado',
  E_RULES_NO_HIT: 'Nenhuma regra se aplica e não há resultado padrão',
  E_RULES_FACT_MISSING: 'Dado inexistente',
  E_RULES_FIELD_MISSING: 'Campo inexistente',
  E_RULES_LOOKUP_MISSING: 'Configuração inexistente no pacote',
  E_RULES_INDEX: 'Posição fora da lista',
  E_RULES_TYPE: 'Tipo de dado errado',
  E_RULES_ARGUMENT: 'Argumento inválido',
  E_RULES_DIVISION_BY_ZERO: 'Divisão por zero',
  E_RULES_RANGE: 'Número grande demais',
  E_RULES_BUDGET: 'Cálculo longo demais',
  E_RULES_OUTCOME: 'Resultado fora do formato da decisão',
  E_RULES_FACTS: 'Os dados não são os da decisão',
} as const)

export type RuleErrorCode = keyof typeof RULE_ERRORS

/** Where in a decision something went wrong; `path` is a JSON Pointer into the ruleset. */
export interface Place {
  readonly ruleset: string
  readonly rule: string | null
  readonly path: string
}

/**
 * A rule that cannot be answered: never a wrong number in silence. `message` (English) for logs, `people` (Portuguese) for people. The class
 * is the room's own because the room also runs in the browser; it has the shape of the framework's coded errors.
 */
export class RuleError extends Error {
  override readonly name = 'RuleError'
  readonly status = 422
  readonly code: RuleErrorCode
  readonly ruleset: string
  /** Id of the rule, or null when the error belongs to no single one. */
  readonly rule: string | null
  readonly path: string
  readonly people: string
  /** Of `E_RULES_INVALID`: every finding. */
  readonly issues: readonly Issue[]

  constructor(code: RuleErrorCode, place: Place, detail: string, options: RuleErrorOptions = {}) {
    const { ruleset, rule, path } = place
    const where = rule === null ? ruleset : `${ruleset}, rule ${rule}`
    super(`${code} in ${where} at ${path || '/'}: ${detail}`, { cause: options.cause })
    this.code = code
    this.ruleset = ruleset
    this.rule = rule
    this.path = path
    this.issues = options.issues ?? []
    this.people = `${RULE_ERRORS[code]}${rule === null ? '' : ` na regra "${rule}"`}: ${detail}`
  }
}

interface RuleErrorOptions {
  readonly issues?: readonly Issue[]
  readonly cause?: unknown
}

/**
 * A refusal that does not know its place yet: operators throw it, evaluators locate it.
 *
 * @param arg position of the argument at fault, when it is one
 */
export class Fault extends Error {
  readonly code: RuleErrorCode
  readonly arg: number | undefined

  constructor(code: RuleErrorCode, detail: string, arg?: number) {
    super(detail)
    this.code = code
    this.arg = arg
  }
}
