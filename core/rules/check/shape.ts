import { splitPath } from '../facts.ts'
import { operatorNamed, operators } from '../operators/index.ts'
import type { Operator } from '../operators/operator.ts'
import { pointer } from '../run.ts'
import { isForbiddenName } from '../values.ts'
import { suggestion, type Report } from './report.ts'

const MAX_DEPTH = 48
const MAX_NODES = 5_000
const LOCAL_NAME = /^\p{L}[\p{L}\d_]{0,39}$/u

/** Walks expressions and reports what is no well-formed rule: after it, both evaluators can take the expression. */
export class ShapeCheck {
  #nodes = 0
  /** Local names in force where the walk is. */
  #locals: readonly string[] = []
  readonly #report: Report

  constructor(report: Report) {
    this.#report = report
  }

  expression(value: unknown, path: string, depth = 0): void {
    if (!this.#admit(path, depth)) return
    if (Array.isArray(value)) return this.#all(value, path, depth)
    if (typeof value === 'object' && value !== null) return this.#operator(value, path, depth)
    this.#scalar(value, path)
  }

  /** Plain JSON of the dialect, without operators: constants, defaults, facts of examples. */
  data(value: unknown, path: string, depth = 0): void {
    if (!this.#admit(path, depth)) return
    if (typeof value !== 'object' || value === null) return this.#scalar(value, path)
    for (const name of Object.keys(value)) {
      if (isForbiddenName(name)) this.#forbid(name, path)
      else
        this.data((value as Record<string, unknown>)[name], `${path}/${pointer(name)}`, depth + 1)
    }
  }

  #admit(path: string, depth: number): boolean {
    this.#nodes++
    if (this.#nodes === MAX_NODES + 1) {
      this.#report.critical('too_large', path, `A regra tem mais de ${MAX_NODES} partes; divida-a.`)
    }
    if (depth === MAX_DEPTH + 1) {
      this.#report.critical(
        'too_deep',
        path,
        `Há mais de ${MAX_DEPTH} níveis; simplifique a expressão.`
      )
    }
    return this.#nodes <= MAX_NODES && depth <= MAX_DEPTH
  }

  #all(values: readonly unknown[], path: string, depth: number): void {
    for (let index = 0; index < values.length && this.#nodes <= MAX_NODES; index++) {
      this.expression(values[index], `${path}/${index}`, depth + 1)
    }
  }

  #scalar(value: unknown, path: string): void {
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return
    if (Number.isSafeInteger(value)) return
    if (typeof value === 'number') {
      const message = `O número ${value} não é inteiro exato; escreva decimais como texto: "${value}".`
      return this.#report.critical('number_not_integer', path, message)
    }
    this.#report.critical('not_json', path, 'Há aqui algo que não é um valor JSON; remova.')
  }

  #operator(value: object, path: string, depth: number): void {
    const names = Object.keys(value)
    const name = names[0]
    if (name === undefined || names.length > 1) {
      const message =
        'Um objeto numa regra é um operador com uma só chave. Para montar um objeto use "object"; para uma constante, "literal".'
      return this.#report.critical('not_an_operator', path, message)
    }
    const operator = operatorNamed(name)
    if (operator === undefined) {
      const hint = suggestion(name, Object.keys(operators))
      const message = `O operador "${name.slice(0, 60)}" não existe.${hint}`
      return this.#report.critical('unknown_operator', path, message)
    }
    const args: unknown = (value as Record<string, unknown>)[name]
    const inside = `${path}/${pointer(name)}`
    if (!Array.isArray(args)) {
      const message = `Os argumentos de "${name}" devem vir numa lista: {"${name}": [...]}.`
      return this.#report.critical('arguments_not_list', inside, message)
    }
    this.#arguments(operator, args, { inside, depth })
  }

  #arguments(
    operator: Operator,
    args: readonly unknown[],
    { inside, depth }: { readonly inside: string; readonly depth: number }
  ): void {
    if (!this.#count(operator, args, inside)) return
    if (operator.name === 'literal') return this.data(args[0], `${inside}/0`, depth + 1)
    if (operator.name === 'var') return this.#varPath(args[0], `${inside}/0`)
    if (operator.name === 'local') return this.#local(args[0], `${inside}/0`)
    if (operator.name === 'let') return this.#let(args, inside, depth)
    if (operator.name === 'lookup') this.#lookupKey(args, `${inside}/0`)
    if (operator.name === 'object') this.#names(args, inside)
    this.#all(args, inside, depth)
  }

  #count(operator: Operator, args: readonly unknown[], path: string): boolean {
    const { params, name } = operator
    const least = params.reduce((sum, param) => sum + (param.optional ? 0 : (param.repeat ?? 1)), 0)
    const open = params.some((param) => param.repeat !== undefined)
    const parity = name === 'if' || name === 'let' ? 1 : name === 'object' ? 0 : null
    const fits =
      args.length >= least &&
      (open || args.length <= params.length) &&
      (parity === null || args.length % 2 === parity)
    if (fits) return true
    const message = `"${name}" recebe ${operator.types.split(' →')[0]}; vieram ${args.length} argumentos.`
    this.#report.critical('wrong_argument_count', path, message)
    return false
  }

  /** Names hold until the end of the expression; one inside another has to have a name of its own. */
  #let(args: readonly unknown[], inside: string, depth: number): void {
    const outer = this.#locals
    const last = args.length - 1
    for (let index = 0; index < last; index += 2) {
      this.expression(args[index + 1], `${inside}/${index + 1}`, depth + 1)
      if (this.#localName(args[index], `${inside}/${index}`)) {
        this.#locals = [...this.#locals, args[index] as string]
      }
    }
    this.expression(args[last], `${inside}/${last}`, depth + 1)
    this.#locals = outer
  }

  #localName(name: unknown, path: string): boolean {
    if (typeof name !== 'string' || !LOCAL_NAME.test(name)) {
      const message =
        'O nome de "let" é um texto fixo: letras, algarismos e "_", começando por letra.'
      this.#report.critical('wrong_local', path, message)
      return false
    }
    if (isForbiddenName(name)) this.#forbid(name, path)
    else if (this.#locals.includes(name)) {
      const message = `O nome "${name}" já está em uso aqui; escolha outro.`
      this.#report.critical('repeated_local', path, message)
    } else return true
    return false
  }

  #local(name: unknown, path: string): void {
    if (typeof name === 'string' && this.#locals.includes(name)) return
    const known = this.#locals.length ? ` Existem: ${this.#locals.join(', ')}.` : ''
    const hint = typeof name === 'string' ? suggestion(name, [...this.#locals]) || known : known
    const message = `Nenhum "let" deu aqui o nome ${JSON.stringify(name)}.${hint}`
    this.#report.critical('unknown_local', path, message)
  }

  #varPath(value: unknown, path: string): void {
    if (typeof value !== 'string') {
      const message = 'O caminho de "var" é um texto fixo, por exemplo {"var": ["categoria"]}.'
      return this.#report.critical('dynamic_var', path, message)
    }
    for (const segment of splitPath(value)) {
      if (isForbiddenName(segment)) this.#forbid(segment, path)
    }
  }

  #lookupKey(args: readonly unknown[], path: string): void {
    const [key] = args
    const message =
      'A chave de "lookup" é um texto fixo "tipo/chave", ou um prefixo fixo e o resto.'
    if (typeof key !== 'string' || key === '')
      this.#report.critical('dynamic_lookup', path, message)
    else if (args.length === 1 && !key.includes('/')) {
      this.#report.critical('lookup_without_kind', path, message)
    }
  }

  #names(args: readonly unknown[], path: string): void {
    const seen = new Set<unknown>()
    for (let index = 0; index < args.length; index += 2) {
      const name = args[index]
      const at = `${path}/${index}`
      if (typeof name !== 'string' || name === '') {
        this.#report.critical('dynamic_name', at, 'Os nomes de "object" são textos fixos.')
      } else if (isForbiddenName(name)) this.#forbid(name, at)
      else if (seen.has(name)) {
        this.#report.critical('duplicate_name', at, `O nome "${name}" está repetido.`)
      }
      seen.add(name)
    }
  }

  #forbid(name: string, path: string): void {
    this.#report.critical('forbidden_name', path, `O nome "${name}" é reservado; use outro.`)
  }
}
