import type { DocumentPage, DocumentType } from './document_type.ts'
import { DocumentError } from './errors.ts'
import { WHOLE } from './helpers.ts'
import { fontFaces } from './fonts.ts'
import { PAPERS } from './layouts.ts'
import { forbiddenStyle } from './markup_check.ts'

const heads = new WeakMap<object, Map<string, string>>()
const MANY = 20

/** Everything of a document's page before its body: policy, fonts, paper, style. Kept, since a batch shares it. */
export function documentHead(type: DocumentType, style: string, page: DocumentPage): string {
  const known = heads.get(type.schema) ?? new Map<string, string>()
  heads.set(type.schema, known)
  const key = JSON.stringify([type.title, page, style])
  const found = known.get(key)
  if (found !== undefined) return found
  checkStyle(style)
  const title = type.title.replace(/[&<>]/g, '')
  const { width, height } = PAPERS[page.format]
  const roll = height === null ? ` data-roll="${width}"` : ''
  const policy = `default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:`
  const head = `<!doctype html><html lang="pt-BR"${roll}><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${fontFaces()}${pageStyle(page)}</style><style>${style}</style>`
  if (known.size > MANY) known.clear()
  known.set(key, head)
  return head
}

/** What every document has under its own style sheet: the paper, and on screen the look of a sheet. */
export function pageStyle({ format, margins }: DocumentPage): string {
  const { top, right, bottom, left } = margins
  const { width, height } = PAPERS[format]
  if (height === null) return rollStyle(width, margins)
  return (
    `@page{size:${format};margin:${top}mm ${right}mm ${bottom}mm ${left}mm}` +
    `*{box-sizing:border-box}html{-webkit-print-color-adjust:exact;print-color-adjust:exact}` +
    `body{margin:0;font-family:"Inter",sans-serif;font-size:9pt;line-height:1.35;color:#1b2530}` +
    `.document+.document{break-before:page}svg{display:block}.${WHOLE}{white-space:nowrap}.page-break{break-after:page;height:0}` +
    `@media screen{body{background:#e9edf1;padding:8mm 0}.document{width:${width}mm;min-height:${height}mm;margin:0 auto 8mm;padding:${top}mm ${right}mm ${bottom}mm ${left}mm;background:#fff;box-shadow:0 1px 6px rgb(20 40 60/.18)}.page-break{border-top:1px dashed #8a97a5}}`
  )
}

/** On a roll the margins are the document's own: the paper is as long as what stands on it. */
function rollStyle(width: number, { top, right, bottom, left }: DocumentPage['margins']): string {
  return (
    `@page{margin:0}*{box-sizing:border-box}html{-webkit-print-color-adjust:exact;print-color-adjust:exact}` +
    `body{margin:0;font-family:"Inter",sans-serif;font-size:8pt;line-height:1.35;color:#000}` +
    `.document{width:${width}mm;padding:${top}mm ${right}mm ${bottom}mm ${left}mm;overflow:hidden}` +
    `.document+.document{break-before:page}svg{display:block;max-width:100%}.${WHOLE}{white-space:nowrap}` +
    `@media screen{body{background:#e9edf1;padding:8mm 0}.document{margin:0 auto 8mm;background:#fff;box-shadow:0 1px 6px rgb(20 40 60/.18)}}`
  )
}

export function checkStyle(style: string): void {
  const found = forbiddenStyle(style)
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
