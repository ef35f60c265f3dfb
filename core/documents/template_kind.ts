import { type ConfigurationKind, compareJson } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { type Issue, registries } from '#core/kernel/index'
import type { DocumentTemplate } from './document_type.ts'
import { DocumentError } from './errors.ts'
import { renderHtml } from './render_html.ts'
import { TEMPLATE_KIND } from './template_in_force.ts'

const MAX = 500_000
const TITLES: Readonly<Record<string, string>> = { template: 'Modelo', style: 'Folha de estilo' }

/** The template must be sound and print the sample of its document type. */
function validate(key: string, content: Json): Issue[] {
  const type = registries().documents.find(key)
  const issue = (code: string, message: string): Issue[] => [
    { code, severity: 'critical', path: '/template', message },
  ]
  if (!type) return issue('unknown_document', `Não existe o documento “${key}” nesta instalação.`)
  try {
    renderHtml(type, content as unknown as DocumentTemplate, type.sample)
    return []
  } catch (error) {
    if (error instanceof DocumentError) return issue('template', error.pt)
    throw error
  }
}

/** Lines that differ, of the markup or of the style sheet, one difference for each of the two. */
function compareText(before: Json, after: Json) {
  return compareJson(linesOnly(before, after), linesOnly(after, before), {
    nameOf: (key) => TITLES[key] ?? key,
  })
}

function linesOnly(content: Json, other: Json): Json {
  const [own, their] = [content, other] as unknown as Record<string, string>[]
  return Object.fromEntries(
    Object.entries(own!).map(([name, text]) => {
      const known = new Set((their![name] ?? '').split('\n'))
      const lines = text.split('\n').filter((line) => !known.has(line))
      return [name, text === their![name] ? '' : lines.map((line) => line.trim()).join(' ⏎ ')]
    })
  )
}

/** What a utility's own version of a document looks like; the key is the document type's name. */
export const templateKind: ConfigurationKind = {
  kind: TEMPLATE_KIND,
  title: 'Modelos de documento',
  editor: 'json',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['template', 'style'],
    properties: {
      template: { title: 'Modelo (Handlebars)', type: 'string', maxLength: MAX },
      style: { title: 'Folha de estilo (CSS)', type: 'string', maxLength: MAX },
    },
  },
  titleOf: (key) => registries().documents.find(key)?.title ?? key,
  summarize(content) {
    const { template, style } = content as unknown as DocumentTemplate
    return `${template.split('\n').length} linhas de modelo, ${style.split('\n').length} de estilo`
  },
  validate,
  compare: compareText,
  defaults: () =>
    registries()
      .documents.all()
      .map(({ name, title, template, style }) => ({
        ...{ key: name, title, legalBasis: null },
        content: { template, style },
      })),
}
