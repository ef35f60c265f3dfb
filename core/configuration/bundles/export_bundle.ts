import { clock } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import { municipalityOf } from '#core/access/index'
import { errors } from '../errors.ts'
import { queryOne } from '../query.ts'
import { type Version, currentVersions, parseContent, versionsByIds } from '../versions.ts'
import { type Moment, momentIn, versionToday } from '../view/state_text.ts'
import { type Bundle, type BundleItem, FORMAT, PRODUCT_VERSION, signedText } from './bundle.ts'
import { ownKey, signText } from './keys.ts'

export interface ExportRequest {
  readonly municipalityId: bigint
  /** `kind/key`, or `kind/*`; none: everything that the utility or the regulator put in force. */
  readonly items: readonly string[]
  /** Who exports. */
  readonly by: string
}

/** What is in force today of the utility's and the regulator's items asked for, signed by the installation's key. */
export async function exportBundle(tx: Tx, request: ExportRequest): Promise<Bundle> {
  const { name, timeZone } = await municipalityOf(request.municipalityId)
  const versions = await exportable(tx, request, momentIn(timeZone))
  const ids = versions.flatMap(({ baseId }) => (baseId === null ? [] : [String(baseId)]))
  const found = await versionsByIds(tx, ids)
  const bases = new Map(found.map(({ id, contentHash }) => [id, contentHash]))
  const key = await ownKey(tx)
  const epoch = await queryOne<{ head: string | null }>(tx, 'select head from configuration_epoch')
  const body = {
    format: FORMAT,
    product: PRODUCT_VERSION,
    source: name,
    exported_at: clock.now().toISOString(),
    exported_by: request.by,
    chain_head: epoch!.head,
    key: key.fingerprint,
    items: versions.map((version) => itemOf(version, bases.get(version.baseId!) ?? null)),
  }
  return { ...body, signature: await signText(tx, signedText(body)) }
}

/** @throws E_CONFIGURATION_BUNDLE_EMPTY when a name asked for has nothing that can be exported. */
async function exportable(
  tx: Tx,
  { municipalityId, items }: ExportRequest,
  moment: Moment
): Promise<Version[]> {
  const byName = new Map<string, Version[]>()
  for (const version of await currentVersions(tx, municipalityId)) {
    const name = `${version.kind}/${version.key}`
    byName.set(name, [...(byName.get(name) ?? []), version])
  }
  const found = [...byName.values()]
    .map((all) => versionToday(all, moment))
    .filter((one) => one?.owner === 'utility' || one?.owner === 'regulator') as Version[]
  const isAsked = (pattern: string) => (version: Version) => {
    const name = `${version.kind}/${version.key}`
    return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
  }
  const empty = items.find((pattern) => !found.some(isAsked(pattern)))
  if (empty !== undefined || !found.length) {
    throw errors.E_CONFIGURATION_BUNDLE_EMPTY({ items: empty ?? 'todos' })
  }
  return items.length ? found.filter((one) => items.some((item) => isAsked(item)(one))) : found
}

const itemOf = (version: Version, baseHash: string | null): BundleItem => ({
  kind: version.kind,
  key: version.key,
  title: version.title,
  owner: version.owner,
  number: version.number,
  from: version.from!,
  until: version.until,
  reason: version.reason,
  legal_basis: version.legalBasis,
  content: parseContent(version.content),
  content_hash: version.contentHash,
  previous_hash: version.previousHash,
  hash: version.hash!,
  base_hash: baseHash,
})
