import type { DEMO_USERS } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { approveVersion, saveDraft, submitVersion } from '#core/configuration/index'
import { type Json, type Tx, query } from '#core/database/index'

const AUTHOR = 'bruno.faturamento@demo.aqueduto' satisfies (typeof DEMO_USERS)[number]['email']
const APPROVER = 'diego.admin@demo.aqueduto' satisfies (typeof DEMO_USERS)[number]['email']

export interface UtilityVersion {
  readonly municipalityId: bigint
  readonly kind: string
  readonly key: string
  readonly content: Json
  readonly from: CivilDate
  readonly reason: string
  readonly legalBasis?: string
}

export type UtilityParameter = Omit<UtilityVersion, 'kind' | 'content'> & { readonly value: Json }

/** A parameter of the utility, written by one of its people and approved by another on the day it starts. */
export function putInForce(tx: Tx, { value, ...rest }: UtilityParameter): Promise<void> {
  return putVersionInForce(tx, { ...rest, kind: 'parameter', content: { value } })
}

/** The same for a version of any kind. */
export async function putVersionInForce(tx: Tx, wanted: UtilityVersion): Promise<void> {
  const { municipalityId, kind, key, content, from, reason, legalBasis } = wanted
  const now = noonOf(from)
  const authorId = await userId(tx, AUTHOR)
  const versionId = await saveDraft(tx, { kind, key, municipalityId, content, authorId })
  await submitVersion(tx, { versionId, municipalityId, authorId, from, reason, legalBasis, now })
  await approveVersion(tx, { versionId, municipalityId, userId: await userId(tx, APPROVER), now })
}

/** In Cuiabá, four hours behind. */
const noonOf = (date: CivilDate) => new Date(`${date}T12:00:00-04:00`)

async function userId(tx: Tx, email: string): Promise<bigint> {
  const [user] = await query<{ id: bigint }>(tx, 'select id from access_users where email = ?', [
    email,
  ])
  return user!.id
}
