import { type ConfigurationKind, compareJson } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { type Issue, registries } from '#core/kernel/index'
import { MESSAGE_KIND, renderMessage } from './render_message.ts'
import type { MessageTexts } from './types.ts'

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength })
const NAMES: Readonly<Record<string, string>> = {
  subject: 'Assunto',
  html: 'Corpo',
  text: 'Corpo sem formatação',
}

function validate(key: string, content: Json): Issue[] {
  const critical = (code: string, message: string): Issue[] => [
    { code, severity: 'critical', path: '', message },
  ]
  const template = registries().messages.find(key)
  if (!template) {
    return critical('unknown_template', `Não existe a mensagem “${key}” nesta instalação.`)
  }
  try {
    renderMessage(content as unknown as MessageTexts, template.sample)
    return []
  } catch (error) {
    const { people, message } = error as { people?: string; message: string }
    return critical('template_fails', people ?? message)
  }
}

/** The words of a message; the key is the template's name. */
export const messageKind: ConfigurationKind = {
  kind: MESSAGE_KIND,
  title: 'Textos das mensagens',
  editor: 'json',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['subject', 'html', 'text'],
    properties: { subject: text(300), html: text(50_000), text: text(20_000) },
  },
  titleOf: (key) => registries().messages.find(key)?.title ?? key,
  summarize: (content) => (content as unknown as MessageTexts).subject,
  validate,
  compare: (before, after) =>
    compareJson(before, after, {
      path: '',
      label: 'Mensagem',
      nameOf: (field) => NAMES[field] ?? field,
    }),
  defaults: () =>
    registries()
      .messages.all()
      .map(({ name, title, subject, html, text: body }) => ({
        key: name,
        title,
        content: { subject, html, text: body },
        legalBasis: null,
      })),
}
