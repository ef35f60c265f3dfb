import type { DocumentTemplate, DocumentTexts, DocumentType } from '../document_type.ts'
import { checkTemplateOf } from '../check_template.ts'
import { renderHtml } from '../render_html.ts'
import type { PreviewFace } from '../previews.ts'
import {
  type Email,
  renderEmail,
  renderRoll,
  renderSms,
  renderText,
  renderWhatsapp,
} from '../render_text.ts'
import { smsLength } from '../short_message.ts'

export interface PreviewTask {
  /** Only what JSON holds: schema, paper and texts, no functions. */
  readonly type: Pick<
    DocumentType,
    'name' | 'title' | 'schema' | 'paper' | 'template' | 'style'
  > & {
    readonly texts?: DocumentTexts
  }
  readonly template: DocumentTemplate
  readonly data: unknown
  readonly face: PreviewFace
}

export type Preview =
  | { readonly html: string; readonly note?: string }
  | { readonly text: string; readonly note: string | null }

/** Checks and renders a template that nobody has approved. Runs in a thread of its own. */
export function preview({ type: given, template, data, face }: PreviewTask): Preview {
  const type = { ...given, schema: sameSchema(given.schema), sample: data } as DocumentType
  checkTemplateOf(type, template)
  if (face === 'html') return { html: renderHtml(type, template, data) }
  const args = [type, template, data] as const
  switch (face) {
    case 'text':
      return { text: renderText(...args), note: null }
    case 'thermal-80mm':
      return { html: renderRoll('80mm', ...args) }
    case 'thermal-104mm':
      return { html: renderRoll('104mm', ...args) }
    case 'email':
      return emailPreview(renderEmail(...args))
    case 'email-text': {
      const { subject, text } = renderEmail(...args)
      return { text: `${subject}\n\n${text}`, note: 'Assunto na primeira linha' }
    }
    case 'sms':
      return smsPreview(renderSms(...args))
    default: {
      const text = renderWhatsapp(...args)
      return { text, note: `${text.length} caracteres` }
    }
  }
}

const emailPreview = ({ subject, html }: Email): Preview => ({ html, note: `Assunto: ${subject}` })

const schemas = new Map<string, DocumentType['schema']>()

/** Schemas come as copies: each is compiled once, without the name by which another copy would clash with it. */
function sameSchema({ $id: _, ...schema }: DocumentType['schema']): DocumentType['schema'] {
  const key = JSON.stringify(schema)
  const known = schemas.get(key) ?? schema
  schemas.set(key, known)
  return known
}

function smsPreview(text: string): Preview {
  const { segments, left, costly } = smsLength(text)
  const parts = `${segments} ${segments === 1 ? 'parte' : 'partes'}, restam ${left} caracteres`
  const why = costly.length ? `; ${costly.slice(0, 8).join(' ')} reduzem cada parte a 70` : ''
  return { text, note: parts + why }
}
