import { type ConfigurationKind, compareJson, compareLists } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { checkPolicy } from '../domain/check_policy.ts'
import { DEFAULT_POLICY } from '../domain/default_policy.ts'
import {
  CHANNELS,
  type Policy,
  STEP_KINDS,
  STOPS,
  WEEKDAYS,
  daysFromDue,
} from '../domain/policy.ts'

export const POLICY_KIND = 'dunning-policy'
export const POLICY_KEY = 'default'

const FIELD_NAMES: Readonly<Record<string, string>> = {
  kind: 'o que se faz',
  title: 'título',
  after: 'conta de',
  days: 'dias',
  weekdays: 'dias da semana',
  channel: 'meio',
  cost_cents: 'custo',
  stops: 'o que a faz parar',
  because: 'base legal',
}

type Options = readonly { readonly value: string; readonly label: string }[]
const choice = (title: string, options: Options) => ({
  enum: options.map(({ value }) => value),
  enumTitles: options.map(({ label }) => label),
  title,
})
const several = (title: string, options: Options, description: string) => ({
  ...{ type: 'array', title, description, uniqueItems: true, maxItems: options.length },
  items: choice(title, options),
})

const STEP = {
  id: {
    ...{ type: 'string', title: 'Código', pattern: '^[a-z][a-z0-9_]{0,29}$' },
    description: 'Letras minúsculas, algarismos e _; outra etapa pode contar dela.',
  },
  kind: choice('O que se faz', STEP_KINDS),
  title: { type: 'string', minLength: 3, maxLength: 80, title: 'Título' },
  after: {
    ...{ type: 'string', title: 'Conta de', pattern: '^[a-z][a-z0-9_]{0,29}$' },
    description: '“due” para o vencimento do débito, ou o código de outra etapa.',
  },
  days: { type: 'integer', minimum: 0, maximum: 3650, title: 'Dias depois, pelo menos' },
  weekdays: several('Dias da semana', WEEKDAYS, 'Em que dias a etapa é feita.'),
  channel: choice('Meio', CHANNELS),
  cost_cents: {
    ...{ type: 'integer', minimum: 0, maximum: 100_000_000, title: 'Custo de cada uma (centavos)' },
    description: 'O que custa ao prestador; não é o que se cobra do cliente.',
  },
  stops: several('O que a faz parar', STOPS, 'Qualquer um destes encerra a etapa.'),
  because: { type: 'string', minLength: 3, maxLength: 300, title: 'Base legal' },
}

const policyOf = (content: Json) => content as unknown as Policy

/** Which steps a debt goes through, when, and what stops each: dated, approved by two, and never laxer than the law. */
const policyKind: ConfigurationKind = {
  kind: POLICY_KIND,
  title: 'Política de cobrança',
  editor: 'form',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['title', 'steps'],
    properties: {
      title: { type: 'string', minLength: 3, maxLength: 120, title: 'Título' },
      steps: {
        ...{ type: 'array', title: 'Etapas', keyedBy: 'id', minItems: 1, maxItems: 30 },
        items: {
          type: 'object',
          additionalProperties: false,
          required: Object.keys(STEP),
          properties: STEP,
        },
      },
    },
  },
  titleOf: (key) => (key === POLICY_KEY ? 'Política de cobrança' : `Política de cobrança ${key}`),
  summarize(content) {
    const policy = policyOf(content)
    const steps = policy.steps.map(({ id, title }) => `${title} (${daysFromDue(policy, id)} dias)`)
    return `${policy.title}: ${steps.join(', ')}`
  },
  validate: (_key, content) => checkPolicy(policyOf(content)),
  compare: (before, after) =>
    compareLists(policyOf(before).steps, policyOf(after).steps, {
      path: '/steps',
      keyOf: ({ id }) => id,
      titleOf: ({ title }) => `Etapa “${title}”`,
      compareItem: (was, is, path) =>
        compareJson(was as unknown as Json, is as unknown as Json, {
          path,
          label: `Etapa “${is.title}”`,
          nameOf: (key) => FIELD_NAMES[key] ?? key,
        }),
    }),
  defaults: () => [
    {
      key: POLICY_KEY,
      title: 'Política de cobrança',
      content: DEFAULT_POLICY as unknown as Json,
      legalBasis: 'Lei 11.445/2007, art. 40; Lei 14.015/2020; CDC, arts. 42 e 43',
    },
  ],
}

export default [policyKind] as readonly ConfigurationKind[]
