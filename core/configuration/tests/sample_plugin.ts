import db from '@adonisjs/lucid/services/db'
import type { Group } from '@japa/runner/core'
import type { Json, Tx } from '#core/database/index'
import {
  type PluginManifest,
  buildRegistries,
  installRegistries,
  registries,
} from '#core/kernel/index'
import type { Decision, JsonSchema, RulesetContent } from '#core/rules/index'
import { coreContributions } from '#core/contributions'
import type { ConfigurationKind, Parameter } from '../types.ts'
import { approveVersion } from '../services/approve_version.ts'
import { saveDraft } from '../services/save_draft.ts'
import { submitVersion } from '../services/submit_version.ts'
import { syncProductDefaults } from '../services/sync_product_defaults.ts'
import type { CivilDate } from '#core/calendar/index'

const closed = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})

/** A ruleset of the sample decision: so much per m³, read from the table of prices when not said. */
export function pricing(
  price: unknown = { field: [{ lookup: ['sample-table/prices'] }, 'm3'] }
): RulesetContent {
  return {
    decision: 'sample.price',
    rules: [
      {
        id: 'por_volume',
        title: 'Preço por volume',
        when: { '>': [{ var: ['volume'] }, 0] },
        then: { amount: { '*': [{ var: ['volume'] }, price] } },
        because: 'Resolução 1/2026, art. 2º',
      },
    ],
    default: { amount: '0' },
    examples: [
      {
        title: 'dez metros cúbicos',
        facts: { volume: 10, category: 'RES' },
        lookups: { 'sample-table/prices': { m3: '3' } },
        outcome: { amount: '30' },
      },
    ],
  } as RulesetContent
}

const decision: Decision = {
  name: 'sample.price',
  title: 'Preço de exemplo',
  facts: closed({
    volume: { type: 'integer', title: 'Volume', unit: 'm3' },
    category: { type: 'string', title: 'Categoria' },
  }),
  outcome: closed({ amount: { type: 'string', format: 'decimal', title: 'Valor' } }),
  hit: 'first',
  dates: [],
  ruleset: pricing(),
}

export const limit: Parameter = {
  key: 'sample.limit',
  title: 'Limite de exemplo',
  help: 'Um inteiro para os testes.',
  schema: { type: 'integer', minimum: 0, maximum: 100 },
  default: 10,
  because: 'Lei 1/2026, art. 5º',
}

const table: ConfigurationKind = {
  kind: 'sample-table',
  approval: 'sample.approve',
  title: 'Tabela de exemplo',
  editor: 'json',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['m3'],
    properties: { m3: { type: 'string', format: 'decimal', title: 'Preço por m³' } },
  },
  titleOf: () => 'Tabela de exemplo',
  summarize: (content) => `R$ ${(content as { m3: string }).m3} por m³`,
  validate: () => [],
  compare: () => [],
  defaults: () => [
    { key: 'prices', title: 'Preços', content: { m3: '3' }, legalBasis: 'Resolução 1/2026' },
  ],
}

export interface SampleOptions {
  readonly limit?: Parameter
  /** The product's default answer to the sample decision. */
  readonly ruleset?: RulesetContent
}

const manifest = (options: SampleOptions): PluginManifest => ({
  name: 'sample',
  title: 'Exemplo',
  contract: '1.0',
  requires: [],
  tables: [],
  events: [],
  permissions: { 'sample.approve': 'Aprovar a tabela de exemplo' },
  kinds: async () => ({ default: [table] }),
  parameters: async () => ({ default: [options.limit ?? limit] }),
  decisions: async () => ({
    default: [options.ruleset ? { ...decision, ruleset: options.ruleset } : decision],
  }),
})

/** Replaces the registries by the kernel's and one sample plugin's, as a start with only that plugin would. */
export async function installSample(options: SampleOptions = {}): Promise<void> {
  installRegistries(await buildRegistries([manifest(options)], coreContributions))
}

/** The sample plugin with its product defaults, for the tests of one group; its database is a fresh one. */
export function withSamplePlugin(group: Group): void {
  group.setup(async () => {
    const before = registries()
    await installSample()
    await db.transaction((tx) => syncProductDefaults(tx))
    return () => installRegistries(before)
  })
}

export interface People {
  readonly municipalityId: bigint
  readonly author: bigint
  readonly approver: bigint
}

/** The municipality of the template database, who writes there and who approves. */
export async function people(): Promise<People> {
  const { rows } = await db.rawQuery(
    'select id, municipality_id, email from access_users order by id'
  )
  const users = rows as { id: bigint; municipality_id: bigint; email: string }[]
  const byName = (start: string) => users.find(({ email }) => email.startsWith(start))!
  return {
    municipalityId: users[0]!.municipality_id,
    author: byName('bruno.').id,
    approver: byName('ana.').id,
  }
}

export interface Published {
  readonly kind: string
  readonly key: string
  readonly content: Json
  readonly from: string
  readonly until?: string
  readonly now: Date
}

/** Drafts, submits and approves by two people. */
export async function publish(tx: Tx, version: Published): Promise<bigint> {
  const { municipalityId, author, approver } = await people()
  const { now } = version
  const versionId = await saveDraft(tx, { ...version, municipalityId, authorId: author })
  await submitVersion(tx, {
    versionId,
    municipalityId,
    authorId: author,
    from: version.from as CivilDate,
    until: (version.until ?? null) as CivilDate | null,
    reason: 'Reajuste',
    legalBasis: 'Resolução 2/2026',
    now,
  })
  await approveVersion(tx, { versionId, municipalityId, userId: approver, now })
  return versionId
}
