import { splitPath } from '../facts.ts'
import { typeName } from './accept.ts'
import { LOCAL } from './narrow.ts'
import { suggestion, type Report } from './report.ts'
import { ANY, type Type } from './type.ts'

/** What `var` sees at a place of a rule. */
export interface Scope {
  readonly type: Type
  /** Paths that conditions around have shown not to be `null`. */
  readonly present: ReadonlySet<string>
  /** Types of the local names in force. */
  readonly locals: ReadonlyMap<string, Type>
}

const NO_LOCALS: ReadonlyMap<string, Type> = new Map()

/** What `var` sees by itself; the local names around go on, with what is known of them. */
export function scopeOf(type: Type, around?: Scope): Scope {
  const present = [...(around?.present ?? [])].filter((path) => path.startsWith(LOCAL))
  return { type, present: new Set(present), locals: around?.locals ?? NO_LOCALS }
}

export function withLocal(scope: Scope, name: string, type: Type): Scope {
  return { ...scope, locals: new Map([...scope.locals, [name, type]]) }
}

export function typeOfLocal(name: string, { locals, present }: Scope): Type {
  const type = locals.get(name) ?? ANY
  return present.has(LOCAL + name) ? { ...type, nullable: false } : type
}

export function withPresent(scope: Scope, paths: readonly string[]): Scope {
  return paths.length === 0 ? scope : { ...scope, present: new Set([...scope.present, ...paths]) }
}

/** The type at a path; an unknown path is a critical finding, one through what may be `null` a warning. */
export function typeOfVar(
  name: string,
  scope: Scope,
  place: { path: string; report: Report }
): Type {
  const segments = splitPath(name)
  let type = scope.type
  for (const [index, segment] of segments.entries()) {
    const before = segments.slice(0, index).join('.')
    if (type.nullable === true && !scope.present.has(before)) {
      const message = `"${before}" pode estar vazio, e então "${name}" não existe; teste antes com "is_null".`
      place.report.warning('may_be_null', place.path, message)
    }
    const next = step(type, segment)
    if (type.kind === 'list' && Number(segment) >= (type.min ?? 0)) {
      const message = `A lista "${before}" pode não ter a posição ${segment}, e então a regra para com erro; teste antes o seu tamanho com "length".`
      place.report.warning('may_be_missing', place.path, message)
    }
    if (next === undefined) {
      reportUnknown(name, { type, segment, before }, place)
      return ANY
    }
    type = next
  }
  return scope.present.has(name) ? { ...type, nullable: false } : type
}

function step(type: Type, segment: string): Type | undefined {
  if (type.kind === 'any') return ANY
  if (type.kind === 'list' && /^\d+$/.test(segment)) {
    return Number(segment) < (type.max ?? Infinity) ? type.element : undefined
  }
  if (type.kind !== 'object') return undefined
  if (type.fields === undefined) return ANY
  return Object.hasOwn(type.fields, segment) ? type.fields[segment] : undefined
}

function reportUnknown(
  name: string,
  { type, segment, before }: { type: Type; segment: string; before: string },
  { path, report }: { path: string; report: Report }
): void {
  const where = before === '' ? 'nos dados' : `em "${before}"`
  if (type.kind === 'object') {
    const names = Object.keys(type.fields ?? {})
    const known = names.slice(0, 8).join(', ') || 'nenhum'
    const hint = suggestion(segment, names) || ` Existem: ${known}${names.length > 8 ? '…' : ''}.`
    return report.critical('unknown_fact', path, `Não há "${segment}" ${where}.${hint}`)
  }
  const message = `"${name}" não existe: ${before === '' ? 'o dado' : `"${before}"`} é ${typeName(type)}.`
  report.critical('unknown_fact', path, message)
}
