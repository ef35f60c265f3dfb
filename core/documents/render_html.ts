import { createHash } from 'node:crypto'
import Handlebars from 'handlebars'
import type { DocumentPage, DocumentTemplate, DocumentType } from './document_type.ts'
import { DocumentError } from './errors.ts'
import { fontFaces } from './fonts.ts'
import { HANDLEBARS_HELPERS } from './helpers.ts'
import { field, StrictCompiler } from './strict_compiler.ts'
import { BLOCK_HELPERS, checkTemplate, type ProgramNode } from './template_check.ts'
import { validateData } from './validate.ts'

/** Where the body of a rendered document starts and ends: batches join bodies under one head. */
export const BODY_START = '</head><body>'
export const BODY_END = '</body></html>'

const CACHE_SIZE = 200
const LOOP_BUDGET = 20_000
const SIZE_LIMIT = 4_000_000

type Render = (data: unknown) => string

const compiled = new Map<string, Render>()
const heads = new WeakMap<DocumentType, Map<string, string>>()

/**
 * A document as one self-contained HTML page: data checked by the type's schema, template in the sandbox, style and
 * fonts inside. `template` null takes the type's own.
 */
export function renderHtml(
  type: DocumentType,
  template: DocumentTemplate | null,
  data: unknown
): string {
  const { template: markup, style } = template ?? type
  validateData(type, data)
  const body = compileTemplate(markup)(data)
  return `${headOf(type, style)}${BODY_START}<main class="document">${body}</main>${BODY_END}`
}

/** Compiles and checks a template; a fault comes as an error with code and line. Compiled ones are kept by sha256. */
export function compileTemplate(source: string): Render {
  const key = createHash('sha256').update(source).digest('base64')
  const known = compiled.get(key)
  if (known !== undefined) {
    compiled.delete(key)
    compiled.set(key, known)
    return known
  }
  const render = compile(source)
  compiled.set(key, render)
  if (compiled.size > CACHE_SIZE) compiled.delete(compiled.keys().next().value!)
  return render
}

function compile(source: string): Render {
  const sandbox = Handlebars.create()
  for (const name of Object.keys(sandbox.helpers)) {
    if (!BLOCK_HELPERS.has(name)) sandbox.unregisterHelper(name)
  }
  sandbox.registerHelper(HANDLEBARS_HELPERS as Handlebars.HelperDeclareSpec)
  limitLoops(sandbox)
  Object.assign(sandbox, { JavaScriptCompiler: StrictCompiler })
  checkTemplate(source, parse(sandbox, source))
  const run = sandbox.compile(source, {
    assumeObjects: true,
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
        data: { root: data, field, budget: { left: LOOP_BUDGET } },
      })
      if (html.length > SIZE_LIMIT) throw budgetError(`more than ${SIZE_LIMIT} characters`)
      return html
    } catch (error) {
      throw located(error)
    }
  }
}

/** Nested loops multiply; a document that needs more turns than this is a mistake or an attack. */
function limitLoops(sandbox: typeof Handlebars): void {
  const each = sandbox.helpers['each']!
  sandbox.registerHelper('each', function (this: unknown, items: unknown, options: unknown) {
    const { data } = options as { data: { budget: { left: number } } }
    const turns = typeof items === 'object' && items !== null ? Object.keys(items).length : 0
    data.budget.left -= turns
    if (data.budget.left < 0) throw budgetError(`more than ${LOOP_BUDGET} turns in loops`)
    return each.call(this, items, options as never)
  })
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

function headOf(type: DocumentType, style: string): string {
  const known = heads.get(type) ?? new Map<string, string>()
  heads.set(type, known)
  const found = known.get(style)
  if (found !== undefined) return found
  checkStyle(style)
  const title = type.title.replace(/[&<>]/g, '')
  const policy = `default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:`
  const head = `<!doctype html><html lang="pt-BR"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${fontFaces()}${baseStyle(type.page)}</style><style>${style}</style>`
  if (known.size > 20) known.clear()
  known.set(style, head)
  return head
}

function baseStyle({ format, margins }: DocumentPage): string {
  const { top, right, bottom, left } = margins
  const [width, height] = format === 'A4' ? [210, 297] : [297, 210]
  return (
    `@page{size:${format};margin:${top}mm ${right}mm ${bottom}mm ${left}mm}` +
    `*{box-sizing:border-box}html{-webkit-print-color-adjust:exact;print-color-adjust:exact}` +
    `body{margin:0;font-family:"Inter",sans-serif;font-size:9pt;line-height:1.35;color:#1b2530}` +
    `.document+.document{break-before:page}svg{display:block}` +
    `@media screen{body{background:#e9edf1;padding:8mm 0}.document{width:${width}mm;min-height:${height}mm;margin:0 auto 8mm;padding:${top}mm ${right}mm ${bottom}mm ${left}mm;background:#fff;box-shadow:0 1px 6px rgb(20 40 60/.18)}}`
  )
}

function checkStyle(style: string): void {
  const found = /<\s*\/|<!--|@import|expression\s*\(|url\s*\(\s*["']?(?!data:|#)/i.exec(style)
  if (found === null) return
  const line = style.slice(0, found.index).split('\n').length
  throw new DocumentError(
    'E_DOCUMENTS_FORBIDDEN',
    {
      message: `Not allowed in a style sheet: ${found[0]}`,
      pt: `não permitido na folha de estilo: ${found[0]}`,
    },
    { line, column: 1 }
  )
}

function budgetError(what: string): DocumentError {
  return new DocumentError('E_DOCUMENTS_BUDGET', {
    message: `The template produces ${what}`,
    pt: 'O modelo repete ou produz conteúdo demais.',
  })
}
