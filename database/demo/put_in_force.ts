import type { DEMO_USERS } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { approveVersion, saveDraft, submitVersion } from '#core/configuration/index'
import { type Json, type Tx, query } from '#core/database/index'

const AUTHOR = 'bruno.faturamento@demo.aqueduto' satisfies (typeof DEMO_USERS)[number]['email']
const APPROVER = 'diego.admin@demo.aqueduto' satisfies (typeof DEMO_USERS)[number]['email']

export interface UtilityParameter {
  readonly municipalityId: bigint
  readonly key: string
  readonly value: Json
  readonly from: CivilDate
  readonly reason: string
}

/** A parameter of the utility, written by one of its people and approved by another on the day it starts. */
export async function putInForce(tx: Tx, wanted: UtilityParameter): Promise<void> {
  const { municipalityId, key, value, from, reason } = wanted
  const now = noonOf(from)
  const authorId = await userId(tx, AUTHOR)
  const versionId = await saveDraft(tx, {
    kind: 'parameter',
    key,
    municipalityId,
    content: { value },
    authorId,
  })
  await submitVersion(tx, { versionId, municipalityId, authorId, from, reason, now })
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
