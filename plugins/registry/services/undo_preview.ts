import db from '@adonisjs/lucid/services/db'
import { type ActionContext, type Actor, participate } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { BusinessError } from '#core/kernel/index'
import { errors } from '../errors.ts'
import { type MergeRow, type UndoneMerge, mergeInside, undoMerge } from './undo_merge.ts'

interface Told extends Pick<
  MergeRow,
  'id' | 'kept_id' | 'merged_id' | 'merged_at' | 'merged_by' | 'reason'
> {
  readonly kept_name: string
  readonly kept_code: string
  readonly merged_name: string
  readonly merged_code: string
}

/** What undoing a merge would do, tried in a transaction that is undone, or the sentence that says why it cannot be. */
export async function undoPreview(actor: Actor, id: bigint) {
  const { municipalityId } = actor
  const tx = await db.transaction()
  try {
    const inside = mergeInside(actor)
    const [merge] = await query<Told>(
      tx,
      `select m.id, m.kept_id, m.merged_id, m.merged_at, m.merged_by, m.reason, k.name as kept_name, k.code as kept_code,
              o.name as merged_name, o.code as merged_code
         from registry_customer_merges m join registry_customers k on k.id = m.kept_id
         join registry_customers o on o.id = m.merged_id where m.municipality_id = ? and m.id = ?${inside.sql}`,
      [municipalityId, id, ...inside.bindings]
    )
    if (!merge) throw errors.E_REGISTRY_MERGE_UNKNOWN({ id })
    const now = clock.now()
    const context: ActionContext = {
      ...{ tx, actor, municipalityId, now, reason: null },
      emit: () => undefined,
      participate: (point, payload) =>
        participate(point, payload, { tx, actor, municipalityId, now }),
    }
    return { merge, ...(await tried(context, id)) }
  } finally {
    await tx.rollback()
  }
}

async function tried(
  context: ActionContext,
  id: bigint
): Promise<{ readonly done: UndoneMerge | null; readonly refusal: string | null }> {
  try {
    return { done: await undoMerge(context, id), refusal: null }
  } catch (error) {
    if (error instanceof BusinessError) return { done: null, refusal: error.people }
    throw error
  }
}
