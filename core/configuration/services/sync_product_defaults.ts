import { type CivilDate, addDays, clock } from '#core/calendar/index'
import { type Tx, canonicalJson, sha256, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { versionHash } from '../chain.ts'
import { failedExamples, isCritical, runChecks } from '../check_content.ts'
import { advanceEpoch, lockHead } from '../epoch.ts'
import { errors } from '../errors.ts'
import { PRODUCT_START } from '../timeline.ts'
import type { ConfigurationKind, ProductDefault } from '../types.ts'
import { queryOne } from '../query.ts'
import { sealVersion } from '../seal_version.ts'
import { microseconds } from './approve_version.ts'

/** Product versions belong to no municipality: their days are those of the capital. */
const PRODUCT_TIME_ZONE = 'America/Sao_Paulo'
const REASON = 'Padrão do produto'

export interface SyncReport {
  /** `kind/key` of the versions written. */
  readonly written: readonly string[]
  readonly unchanged: number
  /** Local versions that go on as they are over a default that changed: `Ribeirão: Estimativas seguidas`. */
  readonly kept: readonly string[]
}

interface Known {
  readonly itemId: bigint
  readonly number: number
  readonly contentHash: string | null
  readonly from: CivilDate | null
}

/**
 * Makes the product's own defaults (rulesets of decisions, parameters, whatever kinds bring) versions of owner `product`:
 * from 2000-01-01 the first time, from today when a release changed one (from tomorrow when one started today already).
 * Running it again writes nothing; what utilities wrote is never touched.
 * @throws E_CONFIGURATION_PRODUCT_DEFAULT when a default does not pass its own checks.
 */
export async function syncProductDefaults(tx: Tx): Promise<SyncReport> {
  let head = await lockHead(tx)
  const known = await productVersions(tx)
  const written: string[] = []
  let unchanged = 0
  for (const { kind, one } of productDefaults()) {
    const name = `${kind.kind}/${one.key}`
    const content = canonicalJson(one.content)
    const contentHash = sha256(content)
    const last = known.get(name)
    if (last?.contentHash === contentHash) {
      unchanged++
      continue
    }
    requireSound(kind, one)
    head = await writeVersion(tx, { kind, one, content, contentHash, last, head })
    written.push(name)
  }
  if (head !== null && written.length) await advanceEpoch(tx, head)
  return { written, unchanged, kept: await localVersionsOver(tx, written) }
}

/** What utilities and regulators have of the items whose default changed; it is never touched. */
async function localVersionsOver(tx: Tx, written: readonly string[]): Promise<string[]> {
  if (!written.length) return []
  const rows = await query<{ text: string }>(
    tx,
    `select distinct m.name || ': ' || i.title || ' (' || i.kind || '/' || i.key || ')' as text
       from configuration_items i
       join access_municipalities m on m.id = i.municipality_id
       join configuration_versions v on v.item_id = i.id and v.status = 'approved'
      where i.kind || '/' || i.key = any(?)
        and not exists (select from configuration_acts a where a.version_id = v.id and a.stops_from is not null)
      order by 1`,
    [written]
  )
  return rows.map(({ text }) => text)
}

function productDefaults() {
  return registries()
    .kinds.all()
    .flatMap((kind) => (kind.defaults?.() ?? []).map((one) => ({ kind, one })))
}

function requireSound(kind: ConfigurationKind, { key, content }: ProductDefault): void {
  const checks = runChecks(kind, key, content)
  if (checks.isGreen) return
  const reasons = [...checks.issues.filter(isCritical), ...failedExamples(checks)]
    .map(({ path, message }) => `${path || '/'}: ${message}`)
    .join(' ')
  throw errors.E_CONFIGURATION_PRODUCT_DEFAULT({ kind: kind.kind, key, reasons })
}

async function productVersions(tx: Tx): Promise<Map<string, Known>> {
  const rows = await query<Known & { name: string }>(
    tx,
    `select distinct on (i.id) i.kind || '/' || i.key as name, i.id as "itemId",
            coalesce(last.number, 0) as number, v.content_hash as "contentHash", v.in_force_from as "from"
       from configuration_items i
       left join lateral (select max(number) as number from configuration_versions where item_id = i.id) last on true
       left join configuration_versions v on v.item_id = i.id and v.owner = 'product' and v.status = 'approved'
      where i.municipality_id is null
      order by i.id, v.in_force_from desc nulls last`
  )
  return new Map(rows.map((row) => [row.name, row]))
}

interface Writing {
  readonly kind: ConfigurationKind
  readonly one: ProductDefault
  readonly content: string
  readonly contentHash: string
  readonly last: Known | undefined
  readonly head: string | null
}

async function writeVersion(tx: Tx, writing: Writing): Promise<string> {
  const { kind, one, content, contentHash, last, head } = writing
  const now = clock.now()
  const itemId = last?.itemId ?? (await writeItem(tx, kind, one))
  const version = {
    kind: kind.kind,
    key: one.key,
    municipalityId: null,
    number: (last?.number ?? 0) + 1,
    owner: 'product',
    contentHash,
    from: startAfter(last?.from ?? null),
    until: null,
    reason: REASON,
    legalBasis: one.legalBasis,
    authorId: null,
    approverId: null,
    decidedAt: microseconds(now),
    previousHash: head,
  }
  const hash = versionHash(version)
  const insert = tx.insertQuery().table('configuration_versions').returning('id')
  const [created] = (await insert.insert({
    item_id: itemId,
    number: version.number,
    owner: version.owner,
    status: 'approved',
    content,
    content_hash: contentHash,
    in_force_from: version.from,
    reason: REASON,
    legal_basis: one.legalBasis,
    decided_at: now,
    previous_hash: head,
    hash,
  })) as [{ id: bigint }]
  await sealVersion(tx, created.id)
  return hash
}

function startAfter(last: CivilDate | null): CivilDate {
  if (last === null) return PRODUCT_START
  const today = clock.today(PRODUCT_TIME_ZONE)
  return last < today ? today : addDays(last, 1)
}

async function writeItem(tx: Tx, kind: ConfigurationKind, one: ProductDefault): Promise<bigint> {
  const item = await queryOne<{ id: bigint }>(
    tx,
    'insert into configuration_items (kind, key, title) values (?, ?, ?) returning id',
    [kind.kind, one.key, one.title]
  )
  return item!.id
}
