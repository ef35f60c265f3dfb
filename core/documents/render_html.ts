import { createHash } from 'node:crypto'
import Handlebars from 'handlebars'
import { type DocumentTemplate, type DocumentType, pageOf } from './document_type.ts'
import { DocumentError } from './errors.ts'
import { documentHead } from './head.ts'
import { HANDLEBARS_HELPERS, MARKUP_HELPERS } from './helpers.ts'
import { field, StrictCompiler } from './strict_compiler.ts'
import { type Budget, newBudget, spend } from './limits.ts'
import { BLOCK_HELPERS, checkSize, checkTemplate, type ProgramNode } from './template_check.ts'
import { validateData } from './validate.ts'

/** Where the body of a rendered document starts and ends: batches join bodies under one head. */
export const BODY_START = '</head><body>'
export const BODY_END = '</body></html>'

const CACHE_SIZE = 200

type Render = (data: unknown) => string

/** Where a template writes to: markup escapes what the data hold, plain text writes it as it is. */
export type TemplateTarget = 'markup' | 'text'

const compiled = new Map<string, Render>()

/**
 * A document as one self-contained HTML page: data checked by the type's schema, template in the sandbox, style and
 * fonts inside. `template` null takes the type's own.
 */
export function renderHtml(
  type: DocumentType,
  template: DocumentTemplate | null,
  data: unknown
): string {
  validateData(type, data)
  return renderKept(type, template, data)
}

/** As `renderHtml`, of data that were checked when the document was issued: the schema may have grown since. */
export function renderKept(
  type: DocumentType,
  template: DocumentTemplate | null,
  data: unknown
): string {
  const { template: markup, style } = template ?? type
  const body = compileTemplate(markup)(data)
  const head = documentHead(type, style, pageOf(type, template))
  return `${head}${BODY_START}<main class="document">${body}</main>${BODY_END}`
}

/** Compiles and checks a template; a fault comes as an error with code and line. Compiled ones are kept by sha256. */
export function compileTemplate(source: string, target: TemplateTarget = 'markup'): Render {
  const key = target + createHash('sha256').update(source).digest('base64')
  const known = compiled.get(key)
  if (known !== undefined) {
    compiled.delete(key)
    compiled.set(key, known)
    return known
  }
  const render = compile(source, target)
  compiled.set(key, render)
  if (compiled.size > CACHE_SIZE) compiled.delete(compiled.keys().next().value!)
  return render
}

function compile(source: string, target: TemplateTarget): Render {
  const sandbox = Handlebars.create()
  for (const name of Object.keys(sandbox.helpers)) {
    if (!BLOCK_HELPERS.has(name)) sandbox.unregisterHelper(name)
  }
  const helpers = target === 'markup' ? MARKUP_HELPERS : HANDLEBARS_HELPERS
  sandbox.registerHelper(helpers as Handlebars.HelperDeclareSpec)
  limitLoops(sandbox)
  Object.assign(sandbox, { JavaScriptCompiler: StrictCompiler })
  checkSize(source)
  checkTemplate(source, parse(sandbox, source), target === 'markup')
  const run = sandbox.compile(source, {
    assumeObjects: true,
    noEscape: target === 'text',
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(
      [...BLOCK_HELPERS, ...Object.keys(HANDLEBARS_HELPERS)].map((name) => [name, true])
    ) as KnownHelpers,
  })
  return (data) => {
    try {
      const html = run(data, {
        allowProtoPropertiesByDefault: false,
        allowProtoMethodsByDefault: false,
        data: { root: data, field, budget: newBudget() },
      })
      spend(newBudget(), html.length)
      return html
    } catch (error) {
      throw located(error)
    }
  }
}

/** Nested loops multiply; what a turn writes is counted as it is written, before it fills the memory. */
function limitLoops(sandbox: typeof Handlebars): void {
  const each = sandbox.helpers['each']!
  sandbox.registerHelper('each', function (this: unknown, items: unknown, given: unknown) {
    const options = given as Handlebars.HelperOptions & { data: { budget: Budget } }
    const { budget } = options.data
    const fn: Handlebars.TemplateDelegate = (context, more) => {
      budget.turns--
      const text = options.fn(context, more as never)
      spend(budget, text.length)
      return text
    }
    return each.call(this, items, { ...options, fn } as never)
  })
}

/** The syntax tree of a template. @throws DocumentError E_DOCUMENTS_SYNTAX with its line */
export function parseTemplate(source: string): ProgramNode {
  return parse(Handlebars, source)
}

function parse(sandbox: typeof Handlebars, source: string): ProgramNode {
  try {
    return sandbox.parse(source) as unknown as ProgramNode
  } catch (cause) {
    const message = (cause as Error).message
    const line = /line (\d+)/.exec(message)?.[1] ?? /- (\d+):\d+/.exec(message)?.[1]
    throw new DocumentError(
      'E_DOCUMENTS_SYNTAX',
      { message: `Template syntax: ${message.split('\n')[0]}`, pt: 'erro de escrita no modelo.' },
      { line: line === undefined ? undefined : Number(line), cause }
    )
  }
}

function located(error: unknown): DocumentError {
  if (error instanceof DocumentError) return error
  const { message, lineNumber: line } = error as Error & { readonly lineNumber?: number }
  return new DocumentError(
    'E_DOCUMENTS_SYNTAX',
    { message: `Template failed: ${message}`, pt: 'o modelo não pôde ser executado.' },
    { line, cause: error }
  )
}
