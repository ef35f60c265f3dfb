import { knownEvents } from '#core/actions/index'
import { type ConfigurationKind, compareJson } from '#core/configuration/index'
import type { Json, JsonObject } from '#core/database/index'
import { compileTemplate } from '#core/documents/index'
import type { Issue } from '#core/kernel/index'
import { checkRuleset } from '#core/rules/index'
import type { Addressees } from './recipients.ts'
import { alertDecision, alertRuleset } from './condition.ts'

export const ALERT_KIND = 'alert'

/** A business event that people want to be told of. */
export interface ProgrammedAlert {
  readonly event: string
  readonly is_active: boolean
  /** JSON-Logic over the fields of the event; null: always. */
  readonly condition: Json
  readonly title: string
  readonly text: string
  readonly to: Addressees
  /** By e-mail too, or in the inbox only. */
  readonly with_email: boolean
}

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength })
const texts = { type: 'array', maxItems: 200, items: text(254) }

const NAMES: Readonly<Record<string, string>> = {
  event: 'Evento',
  is_active: 'Em uso',
  condition: 'Condição',
  title: 'Título',
  text: 'Texto',
  to: 'Para',
  with_email: 'Também por e-mail',
}

export const asAlert = (content: Json) => content as unknown as ProgrammedAlert

/** Sample values of an event's fields: what its texts are tried with. */
export function sampleOf(event: string): JsonObject {
  const fields = knownEvents().get(event)?.fields ?? {}
  return Object.fromEntries(Object.entries(fields).map(([name, { sample }]) => [name, sample]))
}

function validate(_key: string, content: Json): Issue[] {
  const alert = asAlert(content)
  const issues: Issue[] = []
  const add = (code: string, path: string, message: string) =>
    void issues.push({ code, severity: 'critical', path, message })
  if (!knownEvents().has(alert.event)) {
    add('unknown_event', '/event', `Não existe o evento “${alert.event}” nesta instalação.`)
    return issues
  }
  for (const field of ['title', 'text'] as const) {
    try {
      compileTemplate(alert[field])(sampleOf(alert.event))
    } catch (error) {
      const { people, message } = error as { people?: string; message: string }
      add('template_fails', `/${field}`, `${NAMES[field]}: ${people ?? message}`)
    }
  }
  const { profiles, users, emails } = alert.to
  if (!profiles.length && !users.length && !emails.length) {
    add('nobody', '/to', 'Escolha ao menos um perfil, uma pessoa ou um e-mail.')
  }
  if (alert.condition !== null) {
    const found = checkRuleset(alertDecision(alert.event), alertRuleset(alert))
    issues.push(...found.filter(({ severity }) => severity === 'critical'))
  }
  return issues
}

/** Programmed alerts: event, condition, words, people. The key is the alert's own name. */
export const alertKind: ConfigurationKind = {
  kind: ALERT_KIND,
  title: 'Alertas programados',
  editor: 'json',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['event', 'is_active', 'condition', 'title', 'text', 'to', 'with_email'],
    properties: {
      event: text(100),
      is_active: { type: 'boolean' },
      condition: {},
      title: text(200),
      text: text(2000),
      with_email: { type: 'boolean' },
      to: {
        type: 'object',
        additionalProperties: false,
        required: ['profiles', 'users', 'emails'],
        properties: { profiles: texts, users: texts, emails: texts },
      },
    },
  },
  titleOf: (key) => key.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase()),
  summarize: (content) => {
    const { event, is_active: isActive, to } = asAlert(content)
    const whom = [...to.profiles, ...to.users, ...to.emails].join(', ')
    const title = knownEvents().get(event)?.title ?? event
    return isActive ? `${title} → ${whom}` : `Desligado: ${title}`
  },
  validate,
  compare: (before, after) =>
    compareJson(before, after, {
      path: '',
      label: 'Alerta',
      nameOf: (field) => NAMES[field] ?? field,
    }),
}
