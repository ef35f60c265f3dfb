import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { cancelServiceCharges, liftMarksOfSources } from '#plugins/receivables/api'
import { recallOfNotices } from './cut/review_cases.ts'
import { NOTICE_SOURCE } from './write_notices.ts'

export type EndState = 'paid' | 'agreed' | 'void' | 'cancelled' | 'expired'

export interface Ending {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly participate: <P>(point: string, payload: P) => Promise<Issue[]>
}

interface How {
  readonly ids: readonly bigint[]
  readonly state: EndState
  /** In words, as the page tells it. */
  readonly why: string
}

/** Pending notices end, and their debts are noticed by them no more. @returns those that ended now */
export async function endNotices(
  tx: Tx,
  { municipalityId, on, participate }: Ending,
  { ids, state, why }: How
): Promise<readonly bigint[]> {
  if (!ids.length) return []
  const rows = await query<{ id: bigint }>(
    tx,
    `update dunning_notices set state = ?, ended_on = ?, ended_why = ?
      where municipality_id = ? and id = any(?::bigint[]) and state = 'pending' returning id`,
    [state, on, why, municipalityId, ids]
  )
  const ended = rows.map(({ id }) => id)
  if (ended.length) {
    await liftMarksOfSources(
      tx,
      { municipalityId, participate },
      { sourceType: NOTICE_SOURCE, sourceIds: ended, on, why }
    )
  }
  return ended
}

/** Notices that support no cut any more end by themselves. @returns how many */
export async function expireNotices(tx: Tx, ending: Ending): Promise<number> {
  const rows = await query<{ id: bigint }>(
    tx,
    `select id from dunning_notices
      where municipality_id = ? and state = 'pending' and valid_until < ? order by id for update`,
    [ending.municipalityId, ending.on]
  )
  const ids = rows.map(({ id }) => id)
  const why = 'Passou a validade sem corte'
  const noticeIds = await endNotices(tx, ending, { ids, state: 'expired', why })
  // The first cut asks a notice that is valid; the levels after it go on with the cut that stands.
  const recalling = { ...ending, why: 'a notificação não vale mais' }
  await recallOfNotices(tx, recalling, { noticeIds, levels: [1] })
  return noticeIds.length
}

/** The charge for issuing goes with the notice, where no invoice asked for it yet. */
export const giveUpFee = (tx: Tx, municipalityId: bigint, id: bigint) =>
  cancelServiceCharges(tx, { municipalityId, sourceType: NOTICE_SOURCE, sourceId: id })
