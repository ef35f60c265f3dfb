import { type ConfigurationKind, compareJson } from '#core/configuration/index'
import type { Json, JsonObject } from '#core/database/index'
import { type Issue, registries } from '#core/kernel/index'
import { MESSAGE_KIND, renderMessage } from './render_message.ts'
import type { MessageTexts } from './types.ts'

const NAMES = {
  subject: 'Assunto',
  html: 'Corpo',
  text: 'Corpo sem formatação',
} as const
const text = (name: keyof typeof NAMES, maxLength: number) => ({
  ...{ type: 'string', title: NAMES[name], minLength: 1, maxLength },
})

const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['subject', 'html', 'text'],
  properties: {
    subject: text('subject', 300),
    html: text('html', 50_000),
    text: text('text', 20_000),
  },
}

/** Every datum that the texts may name, with the value that the sample gives it; lists are named by rules of their own. */
const dataOf = (sample: JsonObject, prefix = ''): { name: string; sample: string }[] =>
  Object.entries(sample).flatMap(([name, value]) => {
    if (Array.isArray(value)) return []
    return typeof value === 'object' && value !== null
      ? dataOf(value as JsonObject, `${prefix}${name}.`)
      : [{ name: `${prefix}${name}`, sample: String(value ?? '') }]
  })

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
  editor: 'form',
  schema: SCHEMA,
  studio: ({ key }) => ({
    schema: SCHEMA,
    data: dataOf(registries().messages.find(key)?.sample ?? {}),
  }),
  preview: (key, content) => {
    const sample = registries().messages.find(key)?.sample
    if (!sample) return []
    const { subject, html, text: plain } = renderMessage(content as unknown as MessageTexts, sample)
    return [
      { title: NAMES.subject, text: subject },
      { title: NAMES.html, html },
      { title: NAMES.text, text: plain },
    ]
  },
  titleOf: (key) => registries().messages.find(key)?.title ?? key,
  summarize: (content) => (content as unknown as MessageTexts).subject,
  validate,
  compare: (before, after) =>
    compareJson(before, after, {
      path: '',
      label: 'Mensagem',
      nameOf: (field) => (NAMES as Readonly<Record<string, string>>)[field] ?? field,
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
