import { DocumentError } from './errors.ts'
import { VALUE_HELPER_NAMES } from './helpers.ts'
import { exceeded } from './limits.ts'
import { scan } from './markup/scan.ts'
import { checkMarkup } from './markup_check.ts'

/** The blocks of a template: nothing else may open with `{{#`. */
export const BLOCK_HELPERS: ReadonlySet<string> = new Set(['if', 'unless', 'each', 'with'])

const DATA_NAMES = new Set(['root', 'index', 'first', 'last', 'key'])
const FORBIDDEN_NAMES = new Set([
  'constructor',
  'prototype',
  '__proto__',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
  'helperMissing',
  'blockHelperMissing',
])

export interface Node {
  readonly type: string
  readonly loc: { readonly start: { readonly line: number; readonly column: number } }
}
export interface PathNode extends Node {
  readonly data: boolean
  readonly depth: number
  readonly parts: readonly string[]
  readonly original: string
}
export interface CallNode extends Node {
  readonly path: PathNode
  readonly params: readonly Node[]
  readonly hash?: { readonly pairs: readonly { readonly value: Node }[] }
  readonly escaped?: boolean
  readonly program?: ProgramNode
  readonly inverse?: ProgramNode
}
export interface ProgramNode extends Node {
  readonly blockParams?: readonly string[]
  readonly body: readonly Node[]
}

const MAX_DEPTH = 60
const MAX_EXPRESSIONS = 10_000

/** Before anything is parsed: no document is nested so deep or asks so much. */
export function checkSize(source: string): void {
  let depth = 0
  let count = 0
  for (const token of scan(source)) {
    if (token.kind !== 'mustache') continue
    depth += { open: 1, close: -1 }[token.form as string] ?? 0
    if (++count > MAX_EXPRESSIONS || depth > MAX_DEPTH) {
      throw exceeded(`depth ${depth}, ${count} expressions`, 'O modelo tem comandos demais.')
    }
  }
}

/** Refuses every construction that is not among the few that a document needs; a text has no markup to check. */
export function checkTemplate(source: string, program: ProgramNode, isMarkup = true): void {
  if (isMarkup) checkMarkup(source)
  checkProgram(program)
}

function checkProgram(program: ProgramNode): void {
  for (const node of program.body) checkStatement(node)
}

function checkStatement(node: Node): void {
  switch (node.type) {
    case 'ContentStatement':
    case 'CommentStatement':
      return
    case 'MustacheStatement': {
      const call = node as CallNode
      if (call.escaped === false) throw forbidden('unescaped output {{{ }}} or {{& }}', place(node))
      return checkCall(call, VALUE_HELPER_NAMES)
    }
    case 'BlockStatement': {
      const block = node as CallNode
      if (!BLOCK_HELPERS.has(block.path.original)) throw unknownHelper(block.path)
      checkArguments(block)
      if (block.program) checkProgram(block.program)
      if (block.inverse) checkProgram(block.inverse)
      return
    }
    default:
      throw forbidden(node.type, place(node))
  }
}

function checkCall(call: CallNode, helpers: ReadonlySet<string>): void {
  const hasArguments = call.params.length > 0 || (call.hash?.pairs.length ?? 0) > 0
  if (hasArguments || call.type === 'SubExpression') {
    if (!helpers.has(call.path.original)) throw unknownHelper(call.path)
  } else if (call.path.type === 'PathExpression') {
    checkPath(call.path)
  }
  checkArguments(call)
}

function checkArguments(call: CallNode): void {
  for (const value of [...call.params, ...(call.hash?.pairs.map((pair) => pair.value) ?? [])]) {
    if (value.type === 'SubExpression') checkCall(value as CallNode, VALUE_HELPER_NAMES)
    else if (value.type === 'PathExpression') checkPath(value as PathNode)
  }
}

function checkPath(path: PathNode): void {
  if (path.data && !DATA_NAMES.has(path.parts[0] ?? '')) {
    throw forbidden(`name @${path.parts.join('.')}`, place(path))
  }
  const bad = path.parts.find((part) => FORBIDDEN_NAMES.has(part))
  if (bad !== undefined) throw forbidden(`name "${bad}"`, place(path))
}

function place(node: Node) {
  return { line: node.loc.start.line, column: node.loc.start.column + 1 }
}

function forbidden(what: string, where: { line: number; column: number }): DocumentError {
  return new DocumentError(
    'E_DOCUMENTS_FORBIDDEN',
    { message: `Not allowed in a template: ${what}`, pt: `não permitido em um modelo: ${what}.` },
    where
  )
}

function unknownHelper(path: PathNode): DocumentError {
  const name = path.original
  return new DocumentError(
    'E_DOCUMENTS_UNKNOWN_HELPER',
    { message: `Unknown helper "${name}"`, pt: `o comando "${name}" não existe.` },
    place(path)
  )
}
