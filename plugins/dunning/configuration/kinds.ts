import {
  type ConfigurationKind,
  type StudioItem,
  baseKey,
  compareJson,
  compareLists,
  conditionText,
  inWords,
  localKeys,
  namedDecision,
} from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { formatMoney } from '#core/money/index'
import { policyPlaces } from '#plugins/registry/api'
import { noticeEligibility } from '../decisions/notice_eligibility.ts'
import { checkPolicy } from '../domain/check_policy.ts'
import { DEFAULT_POLICY } from '../domain/default_policy.ts'
import {
  CHANNELS,
  DUE,
  type Policy,
  type PolicyStep,
  STEP_KINDS,
  type StepAuthority,
  STOPS,
  WEEKDAYS,
  daysFromDue,
} from '../domain/policy.ts'
import { checkSteps, isPaper } from './check_step.ts'
import { STEP_FACTS } from './step_rule.ts'

export const POLICY_KIND = 'dunning-policy'
export const POLICY_KEY = 'default'
/** In packs: those of agencies and localities. */
export const LOCAL_POLICIES = localKeys(POLICY_KEY)

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
    ...{ type: 'string', title: 'Contado a partir de', pattern: '^[a-z][a-z0-9_]{0,29}$' },
    choicesFrom: {
      ...{ list: '/steps', value: 'id', title: 'title' },
      first: [{ value: DUE, title: 'vencimento do débito' }],
    },
  },
  days: { type: 'integer', minimum: 0, maximum: 3650, title: 'Dias depois, pelo menos' },
  weekdays: several('Dias da semana', WEEKDAYS, 'Em que dias a etapa é feita.'),
  channel: choice('Meio', CHANNELS),
  cost_cents: {
    ...{ type: 'integer', minimum: 0, maximum: 100_000_000, unit: 'cents' },
    title: 'Custo de cada uma para o prestador',
  },
  stops: several('O que a faz parar', STOPS, 'Qualquer um destes encerra a etapa.'),
  because: { type: 'string', minLength: 3, maxLength: 300, title: 'Base legal' },
}

/** Policies of before have none of these. */
const LATER = {
  eligibility: { title: 'Para quem é', condition: STEP_FACTS },
  document: {
    ...{ type: ['string', 'null'], minLength: 3, maxLength: 80, title: 'Documento' },
    description: 'Modelo que se imprime; vazio, o do tipo da etapa.',
  },
  authority: {
    ...{ type: ['object', 'null'], additionalProperties: false, title: 'Quem confirma' },
    required: ['permission', 'above_cents'],
    properties: {
      permission: { type: 'string', minLength: 3, maxLength: 80, title: 'Permissão' },
      above_cents: {
        ...{ type: 'integer', minimum: 0, maximum: 100_000_000_000, unit: 'cents' },
        title: 'Só acima do valor de (zero: todas)',
      },
    },
  },
}

const STEPS = { ...STEP, ...LATER }

const NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({ ...STEPS, ...LATER.authority.properties }).map(([key, { title }]) => [
    key,
    title,
  ])
)

/** A step as people compare it: choices by their titles, money in R$, its rule in a sentence; what is absent, as it works. */
function wordsOf({ steps }: Policy, step: PolicyStep): Json {
  const { after, eligibility = true, document = null, authority = null } = step
  const from = steps.find(({ id }) => id === after)
  const words = inWords({ properties: STEPS }, { ...step } as unknown as Json) as object
  return {
    ...words,
    after: after === DUE ? 'vencimento do débito' : (from?.title ?? after),
    eligibility: eligibility === true ? 'sempre' : conditionText(eligibility, STEP_FACTS),
    document: document ? (registries().documents.find(document)?.title ?? document) : 'do tipo',
    authority: authority ? authorityText(authority) : 'ninguém',
  } as Json
}

const authorityText = ({ permission, above_cents: cents }: StepAuthority): string => {
  const title = registries().permissions.find(permission) ?? permission
  return cents === 0 ? title : `${title}, acima de ${formatMoney(BigInt(cents))}`
}

const policyOf = (content: Json) => content as unknown as Policy

/** The form offers documents and permissions by their titles, and the rule the names of the municipality's codes. */
async function studio({ municipalityId, today }: StudioItem): Promise<Json> {
  const { documents, permissions } = registries()
  const papers = documents.names().filter(isPaper)
  const { facts } = await namedDecision(
    { ...noticeEligibility, facts: STEP_FACTS },
    { municipalityId, today }
  )
  const { authority } = LATER
  const properties = {
    ...STEPS,
    eligibility: { ...LATER.eligibility, condition: facts },
    document: {
      ...LATER.document,
      enum: [...papers, null],
      enumTitles: papers.map((name) => documents.get(name).title),
    },
    authority: {
      ...authority,
      properties: {
        ...authority.properties,
        permission: {
          ...authority.properties.permission,
          enum: permissions.names(),
          enumTitles: permissions.names().map((name) => permissions.get(name)),
        },
      },
    },
  }
  const { schema } = policyKind
  const { steps, ...others } = schema.properties as { readonly steps: { readonly items: object } }
  return {
    schema: {
      ...schema,
      properties: { ...others, steps: { ...steps, items: { ...steps.items, properties } } },
    },
  } as unknown as Json
}

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
          properties: STEPS,
        },
      },
    },
  },
  studio,
  titleOf: (key) =>
    baseKey(key) === POLICY_KEY ? 'Política de cobrança' : `Política de cobrança ${key}`,
  places: (reader, { municipalityId }) => policyPlaces(reader, municipalityId),
  summarize(content) {
    const policy = policyOf(content)
    const steps = policy.steps.map(({ id, title }) => `${title} (${daysFromDue(policy, id)} dias)`)
    return `${policy.title}: ${steps.join(', ')}`
  },
  validate(_key, content) {
    const policy = policyOf(content)
    return [...checkPolicy(policy), ...checkSteps(policy)]
  },
  compare: (before, after) =>
    compareLists(policyOf(before).steps, policyOf(after).steps, {
      path: '/steps',
      keyOf: ({ id }) => id,
      titleOf: ({ title }) => `Etapa “${title}”`,
      compareItem: (was, is, path) =>
        compareJson(wordsOf(policyOf(before), was), wordsOf(policyOf(after), is), {
          path,
          label: `Etapa “${is.title}”`,
          nameOf: (key) => NAMES[key]?.toLowerCase() ?? key,
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
