import { type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { keepAsKnown } from './known_permissions.ts'
import { isQueryPermission } from './permissions.ts'

/** What each profile may do: a test over every permission that the kernel and the plugins declare. */
export interface ProductProfile {
  readonly code: string
  readonly name: string
  readonly description: string
  readonly isQueryOnly?: boolean
  may(permission: string): boolean
}

const isRead = (permission: string) => permission.endsWith('.read')
const KEPT_FOR_ADMINISTRATORS = new Set([
  'configuration.approve',
  ...[
    'configuration.emergency',
    'configuration.correct',
    'configuration.import',
    'configuration.keys',
  ],
  ...[
    'access.read',
    'access.manage',
    'access.review',
    'access.exceptions',
    'audit.review',
    'archive.run',
  ],
  ...['alerts.manage', 'webhooks.manage', 'reports.send_outside', 'billing.reopen_month'],
])
/** Reading reports, composing one's own, and having them sent to colleagues. */
const REPORTING = new Set(['reports.read', 'reports.design', 'reports.send'])
/** Tasks that somebody gave them. */
const TASKS = new Set(['tasks.read', 'tasks.move'])
/** What the desk does of consumption reviews, and who is in the field. */
const REVIEWS_OF_DESK = new Set(['reviews.open', 'reviews.write', 'reviews.schedule'])
const REVIEWS_OF_FIELD = new Set(['reviews.read', 'reviews.move', 'reviews.visit'])
/** Working the debtors that they were given. */
const DEBTORS = new Set(['collections.work', 'collections.personal_data'])
/** Giving out papers of what is decided already. */
const PAPERS = new Set([
  ...['receivables.issue', 'registry.issue_notices', 'documents.reprint', 'billing.print'],
  ...['reviews.print'],
])
/** What managers look at: the desk has nothing to do with it. */
const OF_MANAGERS = /^management\./
const OF_THE_SYSTEM = /^(access|archive|audit|jobs|configuration|messaging|system)\./

/** The profiles that the product brings; a utility changes them, copies them or makes its own. */
export const PRODUCT_PROFILES: readonly ProductProfile[] = [
  {
    code: 'administrator',
    name: 'Administrador',
    description: 'Faz tudo, inclusive aprovar configuração escrita por outra pessoa.',
    may: () => true,
  },
  {
    code: 'billing',
    name: 'Analista de faturamento',
    description:
      'Cadastra, fatura e escreve configuração; não aprova o que escreveu nem administra usuários.',
    may: (permission) => !KEPT_FOR_ADMINISTRATORS.has(permission),
  },
  {
    code: 'attendant',
    name: 'Atendente',
    description:
      'Consulta cadastros, leituras, faturas e pagamentos, emite segunda via, avisos, termos e certidões, negocia parcelamentos e cobra os casos da sua fila.',
    may: (permission) =>
      TASKS.has(permission) ||
      REVIEWS_OF_DESK.has(permission) ||
      PAPERS.has(permission) ||
      permission === 'plans.negotiate' ||
      permission === 'certificates.issue' ||
      DEBTORS.has(permission) ||
      (isRead(permission) && !OF_THE_SYSTEM.test(permission) && !OF_MANAGERS.test(permission)),
  },
  {
    code: 'reading',
    name: 'Coordenador de leitura',
    description: 'Gera cargas, distribui roteiros, importa retornos e decide leituras retidas.',
    may: (permission) =>
      /^readings\./.test(permission) ||
      REPORTING.has(permission) ||
      TASKS.has(permission) ||
      REVIEWS_OF_FIELD.has(permission) ||
      // With a key of their own, devices work without anybody's password.
      ['registry.read', 'metering.read', 'metering.write', 'jobs.read', 'access.tokens'].includes(
        permission
      ),
  },
  {
    code: 'collection',
    name: 'Arrecadação e finanças',
    description:
      'Importa arquivos dos bancos, acompanha débitos e recebimentos, supervisiona a mesa de cobrança e confere a contabilidade.',
    may: (permission) =>
      /^(payments|debits|receivables|accounting|plans|collections)\./.test(permission) ||
      REPORTING.has(permission) ||
      TASKS.has(permission) ||
      ['billing.read', 'billing.print', 'registry.read', 'jobs.read'].includes(permission),
  },
  {
    code: 'query',
    name: 'Consulta',
    description: 'Auditores e controle interno: vê tudo, não grava nada.',
    isQueryOnly: true,
    may: (permission) => isQueryPermission(permission) && !permission.endsWith('.personal_data'),
  },
]

/**
 * Writes the product's profiles that are not there.
 * @param isRenewed also gives those that are there the rights of this release
 * @returns the id of each by its code
 */
export async function writeProductProfiles(
  tx: Tx,
  { isRenewed }: { readonly isRenewed: boolean }
): Promise<ReadonlyMap<string, bigint>> {
  const ids = new Map<string, bigint>()
  const isFirst = await hasNoProfile(tx)
  for (const profile of PRODUCT_PROFILES) {
    const { id, isNew } = await writeProfile(tx, profile)
    if (isNew || isRenewed) await writeRights(tx, id, profile)
    ids.set(profile.code, id)
  }
  if (isFirst || isRenewed) await keepAsKnown(tx, registries().permissions.names())
  return ids
}

async function hasNoProfile(tx: Tx): Promise<boolean> {
  const rows = await query(tx, 'select 1 from access_profiles limit 1')
  return !rows.length
}

async function writeProfile(
  tx: Tx,
  { code, name, description, isQueryOnly = false }: ProductProfile
) {
  const [written] = await query<{ id: bigint }>(
    tx,
    `insert into access_profiles (code, name, description, is_query_only) values (?, ?, ?, ?)
     on conflict do nothing returning id`,
    [code, name, description, isQueryOnly]
  )
  if (written) return { id: written.id, isNew: true }
  const [known] = await query<{ id: bigint }>(
    tx,
    'select id from access_profiles where code = ? or lower(name) = lower(?) order by code = ? desc limit 1',
    [code, name, code]
  )
  return { id: known!.id, isNew: false }
}

async function writeRights(tx: Tx, id: bigint, profile: ProductProfile): Promise<void> {
  const permissions = registries()
    .permissions.names()
    .filter((permission) => profile.may(permission))
  await query(tx, 'delete from access_profile_permissions where profile_id = ?', [id])
  await query(
    tx,
    'insert into access_profile_permissions (profile_id, permission) select ?, unnest(?::text[])',
    [id, permissions]
  )
}
