import { actorOfUser } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import type { Tx } from '#core/database/index'
import type { ProposedChange } from '#core/records/index'
import { errors } from '../errors.ts'

/** A portfolio is of somebody who may collect, and its limits are in order. */
export async function checkPortfolio(
  { tx, municipalityId }: ActionContext,
  { before, changes }: ProposedChange
): Promise<void> {
  const values = { ...before, ...changes }
  for (const [from, until] of [
    ['min_cents', 'max_cents'],
    ['min_days', 'max_days'],
  ] as const) {
    const [least, most] = [values[from], values[until]] as (bigint | number | string | null)[]
    if (least !== null && least !== undefined && most !== null && most !== undefined) {
      if (BigInt(least) > BigInt(most)) throw errors.E_COLLECTIONS_LIMITS()
    }
  }
  if (changes.collector_id !== undefined) {
    await requireCollector(tx, municipalityId, BigInt(changes.collector_id as string))
  }
}

/** @throws E_COLLECTIONS_CANNOT_COLLECT */
export async function requireCollector(
  tx: Tx,
  municipalityId: bigint,
  userId: bigint
): Promise<void> {
  const person = await actorOfUser(userId, municipalityId, tx)
  const isHere = person?.municipalityId === municipalityId
  if (!isHere || !person.permissions.has('collections.work'))
    throw errors.E_COLLECTIONS_CANNOT_COLLECT({ id: userId })
}
