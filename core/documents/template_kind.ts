import { type ConfigurationKind, compareJson } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { type Issue, registries } from '#core/kernel/index'
import { checkTemplateOf } from './check_template.ts'
import { type DocumentTemplate, type DocumentType, outputsOf } from './document_type.ts'
import { DocumentError, inPart } from './errors.ts'
import { fieldsOf } from './fields.ts'
import { HELPER_DOCS } from './helpers.ts'
import { PAGE_FORMATS, PAPERS } from './layouts.ts'
import { templateTitle, typeOfTemplate } from './models.ts'
import { previewsOf } from './previews.ts'
import { renderHtml } from './render_html.ts'
import { TEXT_TITLES, renderEmail, renderSms, renderText, renderWhatsapp } from './render_text.ts'
import { TEMPLATE_KIND } from './template_in_force.ts'
import { THERMAL_COMMANDS } from './thermal/lines.ts'

const MAX = 300_000
const MAX_TEXT = 20_000
const TITLES: Readonly<Record<string, string>> = {
  template: 'Modelo',
  style: 'Folha de estilo',
  page: 'Papel',
  ...TEXT_TITLES,
}

/** The template must be sound, name only fields that there are, and print the sample of its document type. */
function validate(key: string, content: Json): Issue[] {
  const type = typeOfTemplate(key)
  const issue = (code: string, path: string, message: string): Issue[] => [
    { code, severity: 'critical', path, message },
  ]
  if (!type) {
    return issue('unknown_document', '', `Não existe o documento “${key}” nesta instalação.`)
  }
  try {
    tryOn(type, content as unknown as DocumentTemplate)
    return []
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    return issue('template', `/${error.part ?? 'template'}`, error.pt)
  }
}

function tryOn(type: DocumentType, template: DocumentTemplate): void {
  checkTemplateOf(type, template)
  renderHtml(type, template, type.sample)
  const { text, sms, whatsapp, email_subject: subject, email_html: page } = template.texts ?? {}
  const faces: readonly (readonly [string, string | undefined, () => unknown])[] = [
    ['text', text, () => renderText(type, template, type.sample)],
    ['sms', sms, () => renderSms(type, template, type.sample)],
    ['whatsapp', whatsapp, () => renderWhatsapp(type, template, type.sample)],
    ['email_text', subject, () => renderEmail(type, template, type.sample)],
    ['email_html', page, () => renderEmail(type, template, type.sample)],
  ]
  for (const [face, source, render] of faces) {
    if (source) inPart(`texts/${face}`, render)
  }
}

/** Lines that differ, of the markup or of the style sheet, one difference for each of the two. */
function compareText(before: Json, after: Json) {
  return compareJson(linesOnly(before, after), linesOnly(after, before), {
    nameOf: (key) => TITLES[key] ?? key,
  })
}

type Texts = Readonly<Record<string, string>>

/** Each text with the lines that the other has not; what is no text stays as it is. */
function linesOnly(content: Json, other: Json): Json {
  const [own, their] = [flat(content), flat(other)]
  return Object.fromEntries(
    Object.entries(own).map(([name, text]) => {
      const known = new Set((their[name] ?? '').split('\n'))
      const lines = text.split('\n').filter((line) => !known.has(line))
      return [name, text === their[name] ? '' : lines.map((line) => line.trim()).join(' ⏎ ')]
    })
  )
}

function flat(content: Json): Texts {
  const { template, style, page, texts } = content as unknown as DocumentTemplate
  return { template, style, ...texts, ...(page ? { page: paperText(page) } : {}) }
}

function paperText({ format, margins }: NonNullable<DocumentTemplate['page']>): string {
  const { top, right, bottom, left } = margins
  return `${PAPERS[format].title}, margens ${[top, right, bottom, left].join(' × ')} mm`
}

const margin = { type: 'string', pattern: '^\\d{1,2}(\\.\\d)?$' } as const
const text = (title: string) => ({ title, type: 'string', maxLength: MAX_TEXT })

/** What a utility's own version of a document looks like; the key is the document type's name, or that of a model. */
export const templateKind: ConfigurationKind = {
  kind: TEMPLATE_KIND,
  title: 'Modelos de documento',
  editor: 'document',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['template', 'style'],
    properties: {
      template: { title: 'Modelo (Handlebars)', type: 'string', maxLength: MAX },
      style: { title: 'Folha de estilo (CSS)', type: 'string', maxLength: MAX },
      page: {
        title: 'Papel',
        type: 'object',
        additionalProperties: false,
        required: ['format', 'margins'],
        properties: {
          format: { title: 'Formato', enum: PAGE_FORMATS },
          margins: {
            title: 'Margens em mm',
            type: 'object',
            additionalProperties: false,
            required: ['top', 'right', 'bottom', 'left'],
            properties: { top: margin, right: margin, bottom: margin, left: margin },
          },
        },
      },
      texts: {
        title: 'Textos',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          Object.entries(TEXT_TITLES).map(([face, title]) => [face, text(title)])
        ),
      },
    },
  },
  titleOf: templateTitle,
  summarize(content) {
    const { template, style, page } = content as unknown as DocumentTemplate
    const paper = page ? `, ${PAPERS[page.format].title}` : ''
    return `${template.split('\n').length} linhas de modelo, ${style.split('\n').length} de estilo${paper}`
  },
  validate,
  compare: compareText,
  studio: ({ key }) => studioData(key),
  defaults: () =>
    registries()
      .documents.all()
      .map((type) => ({
        ...{ key: type.name, title: type.title, legalBasis: null },
        content: contentOf(type),
      })),
}

/** What the product brings of a document, as a utility would write it. */
export const contentOf = ({ template, style, texts }: DocumentType) => ({
  ...{ template, style },
  ...(texts ? { texts: { ...texts } } : {}),
})

/** What the editor needs: the fields and the sample, the commands, the papers, and the type's own face. */
function studioData(key: string): Json {
  const type = typeOfTemplate(key)
  if (!type) return {}
  const { title, schema, sample, paper, find, texts = {} } = type
  const data = {
    title,
    sample,
    fields: fieldsOf(schema),
    helpers: HELPER_DOCS,
    papers: PAPERS,
    paper: { format: paper.format, margins: mapped(paper.margins) },
    outputs: outputsOf(type),
    previews: previewsOf(type),
    texts,
    faces: TEXT_TITLES,
    commands: THERMAL_COMMANDS,
    find: find ? { label: find.label } : null,
    preview: `/documents/preview/${encodeURIComponent(key)}`,
  }
  return JSON.parse(JSON.stringify(data)) as Json
}

const mapped = (margins: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(margins).map(([side, value]) => [side, String(value)]))
