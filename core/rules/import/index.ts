import { checkRuleset } from '../check/ruleset.ts'
import { pointer } from '../run.ts'
import type { Decision, Expression, Issue, Rule, RulesetContent } from '../types.ts'
import { linesOf } from './lines.ts'
import { Translation, type Rounding, type Untranslated } from './translate.ts'

export interface ImportOptions {
  /** Places and rounding for `/`; without them a division is not translated. */
  readonly rounding?: Rounding
  /** The result that a bare expression answers; not needed where the decision has one only. */
  readonly field?: string
  /** Legal basis of rules that bring none. */
  readonly because?: string
}

export interface ImportedRules {
  /** The rules in the strict dialect, or null when anything could not be translated. */
  readonly content: RulesetContent | null
  readonly problems: readonly (Untranslated & { readonly line: number })[]
  /** What the linter says of the translated rules. */
  readonly issues: readonly Issue[]
}

/**
 * Reads rules in plain JSON-Logic: a list of `{ id?, title?, because?, when, then }`, the same under `rules`, or a bare
 * expression, whose outer `if` becomes one rule per case. All or nothing: what is not safe to translate is named by line.
 */
export function importJsonLogic(
  decision: Decision,
  text: string,
  options: ImportOptions = {}
): ImportedRules {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (error) {
    const reason = `o arquivo não é JSON: ${(error as Error).message}`
    return { content: null, problems: [{ path: '', line: 1, reason }], issues: [] }
  }
  const translation = new Translation(decision.facts, options.rounding ?? null)
  const rules = new Reading(decision, translation, options).rules(read)
  if (translation.problems.length > 0) {
    const lines = linesOf(text)
    const problems = translation.problems.map((problem) => ({
      ...problem,
      line: lineOf(problem.path, lines),
    }))
    return { content: null, problems, issues: [] }
  }
  const content = { decision: decision.name, rules, default: null, examples: [] }
  return { content, problems: [], issues: checkRuleset(decision, content) }
}

function lineOf(path: string, lines: ReadonlyMap<string, number>): number {
  return lines.get(path) ?? (path === '' ? 1 : lineOf(path.slice(0, path.lastIndexOf('/')), lines))
}

class Reading {
  readonly #decision: Decision
  readonly #translation: Translation
  readonly #options: ImportOptions

  constructor(decision: Decision, translation: Translation, options: ImportOptions) {
    this.#decision = decision
    this.#translation = translation
    this.#options = options
  }

  rules(read: unknown): Rule[] {
    if (Array.isArray(read)) return read.map((rule, index) => this.#rule(rule, index, `/${index}`))
    if (isRecord(read) && Array.isArray(read.rules)) {
      for (const name of Object.keys(read)) {
        if (name === 'rules') continue
        this.#refuse(`/${pointer(name)}`, `"${name}" não é lido: só "rules"`)
      }
      return read.rules.map((rule, index) => this.#rule(rule, index, `/rules/${index}`))
    }
    return this.#cases(read)
  }

  #rule(rule: unknown, index: number, path: string): Rule {
    if (!isRecord(rule) || !Object.hasOwn(rule, 'when') || !Object.hasOwn(rule, 'then')) {
      this.#refuse(path, 'uma regra tem "when" e "then"')
      return this.#made(index, true, {})
    }
    for (const name of Object.keys(rule)) {
      if (['id', 'title', 'because', 'when', 'then'].includes(name)) continue
      this.#refuse(`${path}/${pointer(name)}`, `"${name}" não faz parte de uma regra`)
    }
    const when = this.#translation.expression(rule.when, `${path}/when`)
    const then = this.#results(rule.then, `${path}/then`)
    return { ...this.#made(index, when, then), ...textsOf(rule) }
  }

  /** `then` with the decision's results by name; anything else is the expression of its one result. */
  #results(then: unknown, path: string): Record<string, Expression> {
    const names = Object.keys(this.#decision.outcome.properties ?? {})
    if (
      isRecord(then) &&
      Object.keys(then).length > 0 &&
      Object.keys(then).every((name) => names.includes(name))
    ) {
      const entries = Object.entries(then).map(([name, one]) => [
        name,
        this.#translation.expression(one, `${path}/${pointer(name)}`),
      ])
      return Object.fromEntries(entries) as Record<string, Expression>
    }
    const field = this.#options.field ?? (names.length === 1 ? names[0] : undefined)
    if (field === undefined) {
      this.#refuse(path, `diga de qual resultado se trata (--field): ${names.join(', ')}`)
      return {}
    }
    return { [field]: this.#translation.expression(then, path) }
  }

  #cases(read: unknown): Rule[] {
    const args: unknown = isRecord(read) && Object.keys(read).length === 1 ? read.if : undefined
    if (
      this.#decision.hit !== 'first' ||
      !Array.isArray(args) ||
      args.length < 3 ||
      args.length % 2 === 0
    ) {
      return [this.#made(0, true, this.#results(read, ''))]
    }
    const list: readonly unknown[] = args
    const rules: Rule[] = []
    for (let index = 0; index + 1 < list.length; index += 2) {
      const when = this.#translation.expression(list[index], `/if/${index}`)
      rules.push(this.#made(rules.length, when, this.#results(list[index + 1], `/if/${index + 1}`)))
    }
    const last = list.length - 1
    return [...rules, this.#made(rules.length, true, this.#results(list[last], `/if/${last}`))]
  }

  #made(index: number, when: Expression, then: Record<string, Expression>): Rule {
    const number = index + 1
    const because = this.#options.because ?? 'Regra importada; informe o fundamento'
    return { id: `imported_${number}`, title: `Regra importada ${number}`, because, when, then }
  }

  #refuse(path: string, reason: string): void {
    this.#translation.problems.push({ path, reason })
  }
}

function textsOf(rule: Record<string, unknown>): Partial<Pick<Rule, 'id' | 'title' | 'because'>> {
  const texts = (['id', 'title', 'because'] as const).flatMap((name) =>
    typeof rule[name] === 'string' && rule[name].trim() !== '' ? [[name, rule[name]]] : []
  )
  return Object.fromEntries(texts)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
