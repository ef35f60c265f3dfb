import type { DocumentType } from './document_type.ts'
import { DocumentError } from './errors.ts'
import { bare } from './fields.ts'
import { type CallNode, type Node, type PathNode, type ProgramNode } from './template_check.ts'

type Schema = Readonly<Record<string, unknown>>
/** Null: nothing is known of what is inside. */
type Known = Schema | null

interface Scope {
  readonly here: readonly Known[]
  readonly named: ReadonlyMap<string, Known>
}

/**
 * Every field that a template names must be in the document's schema, also in branches that the sample does not take.
 * @throws DocumentError E_DOCUMENTS_MISSING_FIELD with its line
 */
export function checkPaths({ schema }: DocumentType, program: ProgramNode): void {
  const root = bare(schema).schema
  checkBody(program, { here: [root], named: new Map() }, root)
}

function checkBody(program: ProgramNode | undefined, scope: Scope, root: Schema): void {
  for (const node of program?.body ?? []) {
    if (node.type === 'MustacheStatement') checkCall(node as CallNode, scope, root)
    if (node.type === 'BlockStatement') checkBlock(node as CallNode, scope, root)
  }
}

function checkCall(call: CallNode, scope: Scope, root: Schema): void {
  const values = [...call.params, ...(call.hash?.pairs.map(({ value }) => value) ?? [])]
  const isField = values.length === 0 && call.type !== 'SubExpression'
  for (const value of isField ? [call.path] : values) checkValue(value, scope, root)
}

function checkValue(value: Node, scope: Scope, root: Schema): Known {
  if (value.type === 'SubExpression') checkCall(value as CallNode, scope, root)
  return value.type === 'PathExpression' ? resolve(value as PathNode, scope, root) : null
}

function checkBlock(block: CallNode, scope: Scope, root: Schema): void {
  const { program, inverse, path } = block
  checkCall(block, scope, root)
  const over = block.params[0] ? checkValue(block.params[0], scope, root) : null
  if (path.original !== 'each' && path.original !== 'with') {
    checkBody(program, scope, root)
    return checkBody(inverse, scope, root)
  }
  const inside = path.original === 'each' ? itemOf(over) : over
  const [name] = program?.blockParams ?? []
  const named = name ? new Map([...scope.named, [name, inside]]) : scope.named
  checkBody(program, { here: [...scope.here, inside], named }, root)
  checkBody(inverse, scope, root)
}

function itemOf(list: Known): Known {
  const items = list?.['items']
  return typeof items === 'object' && items !== null ? bare(items as Schema).schema : null
}

function resolve(path: PathNode, scope: Scope, root: Schema): Known {
  if (path.data && path.parts[0] !== 'root') return null
  const parts = path.data ? path.parts.slice(1) : path.parts
  const [first, ...rest] = parts
  if (!path.data && path.depth === 0 && first !== undefined && scope.named.has(first)) {
    return walk(scope.named.get(first)!, rest, path)
  }
  const start = path.data ? root : (scope.here[scope.here.length - 1 - path.depth] ?? null)
  return walk(start, parts, path)
}

function walk(start: Known, parts: readonly string[], path: PathNode): Known {
  let at = start
  for (const part of parts) {
    if (at === null || (at['type'] === 'array' && (part === 'length' || /^\d+$/.test(part)))) {
      at = part === 'length' ? null : itemOf(at)
      continue
    }
    const properties = at['properties'] as Record<string, Schema> | undefined
    if (!properties && at['type'] === undefined) return null
    if (!properties || !Object.hasOwn(properties, part)) throw unknown(part, path)
    at = bare(properties[part]!).schema
  }
  return at
}

function unknown(name: string, { loc }: PathNode): DocumentError {
  return new DocumentError(
    'E_DOCUMENTS_MISSING_FIELD',
    {
      message: `The data have no field "${name}" here`,
      pt: `os dados não têm o campo "${name}" neste ponto.`,
    },
    { line: loc.start.line, column: loc.start.column + 1 }
  )
}
