import Handlebars from 'handlebars'
import { DocumentError } from './errors.ts'

/** Where the parser found a name (columns from 0). */
interface Location {
  readonly start: { readonly line: number; readonly column: number }
}

/** The parts of the compiler that Handlebars documents for overriding, and its types leave out. */
interface Compiler {
  readonly source: { readonly currentLocation: Location }
  compiler: unknown
  nameLookup(parent: unknown, name: string, type: string): unknown
  quotedString(value: string): string
}
type CompilerClass = new () => Compiler

const Base = (Handlebars as unknown as { JavaScriptCompiler: CompilerClass }).JavaScriptCompiler

/**
 * Compiles every look-up in the data to `data.field(parent, name, place)`. Handlebars' own strict mode lets two things
 * pass: missing names in arguments (`{{#if nam}}`) and inherited ones (`{{items.map}}`).
 */
export class StrictCompiler extends Base {}

Object.assign(StrictCompiler.prototype, {
  compiler: StrictCompiler,
  nameLookup(this: Compiler, parent: unknown, name: string, type: string) {
    if (type === 'helper')
      return (Base.prototype as Compiler).nameLookup.call(this, parent, name, type)
    const place = JSON.stringify(this.source.currentLocation)
    return ['data.field(', parent, ', ', this.quotedString(name), ', ', place, ')']
  },
})

/** Reads an own property of the data, or refuses with the place in the template. */
export function field(parent: unknown, name: string, place: Location): unknown {
  if (typeof parent === 'object' && parent !== null && Object.hasOwn(parent, name)) {
    return (parent as Record<string, unknown>)[name]
  }
  throw new DocumentError(
    'E_DOCUMENTS_MISSING_FIELD',
    {
      message: `The data have no field "${name}" here`,
      pt: `os dados não têm o campo "${name}" neste ponto.`,
    },
    { line: place.start.line, column: place.start.column + 1 }
  )
}
