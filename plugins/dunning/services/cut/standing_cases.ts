import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { DebtOrigin } from '#plugins/receivables/api'
import type { CutLevel } from '../../domain/cut_policy.ts'

export type CaseState =
  'ordered' | 'cut' | 'not_done' | 'recalled' | 'reconnecting' | 'reconnected' | 'followed'

/** A case as the cycle knows it. */
export interface CutCase {
  readonly id: bigint
  readonly number: string
  readonly premiseId: bigint
  readonly noticeId: bigint
  readonly previousId: bigint | null
  readonly level: CutLevel
  readonly state: CaseState
  readonly amountCents: bigint
  readonly orderId: bigint
  readonly reconnectionId: bigint | null
  readonly executedOn: CivilDate | null
}

const COLUMNS = `c.id, c.number, c.premise_id as "premiseId", c.notice_id as "noticeId", c.previous_id as "previousId", c.level, c.state,
  c.amount_cents as "amountCents", c.order_id as "orderId", c.reconnection_id as "reconnectionId", c.executed_on as "executedOn"`

type Reader = Pick<Tx, 'rawQuery'>

/** Cases that stand (or stood last, being called back) on some debts, locked. */
export function casesOfDebts(
  tx: Reader,
  municipalityId: bigint,
  { origins, states }: { origins: readonly DebtOrigin[]; states: readonly CaseState[] }
): Promise<CutCase[]> {
  return query<CutCase>(
    tx,
    `select ${COLUMNS} from dunning_cases c
      where c.municipality_id = ? and c.state = any(?::text[]) and c.id in (
        select d.case_id from dunning_case_debts d
          join unnest(?::text[], ?::bigint[]) as o (type, id) on o.type = d.origin_type and o.id = d.origin_id
         where d.municipality_id = ?)
      order by c.id for update`,
    [
      ...[municipalityId, states],
      ...[origins.map(({ type }) => type), origins.map(({ id }) => id), municipalityId],
    ]
  )
}

/** The case that stands on a premise, locked; null: none does. */
export async function caseOfPremise(
  tx: Reader,
  municipalityId: bigint,
  premiseId: bigint
): Promise<CutCase | null> {
  const [found] = await query<CutCase>(
    tx,
    `select ${COLUMNS} from dunning_cases c
      where c.municipality_id = ? and c.premise_id = ? and c.state in ('ordered', 'cut', 'reconnecting') for update`,
    [municipalityId, premiseId]
  )
  return found ?? null
}

/** Cases of some notices and levels whose order is out, locked. */
export const ordersOfNotices = (
  tx: Reader,
  municipalityId: bigint,
  { noticeIds, levels }: { noticeIds: readonly bigint[]; levels: readonly CutLevel[] }
): Promise<CutCase[]> =>
  query<CutCase>(
    tx,
    `select ${COLUMNS} from dunning_cases c
      where c.municipality_id = ? and c.notice_id = any(?::bigint[]) and c.level = any(?::int[]) and c.state = 'ordered'
      order by c.id for update`,
    [municipalityId, noticeIds, levels]
  )

/** The case of an order, locked. */
export async function caseOfOrder(
  tx: Reader,
  municipalityId: bigint,
  orderId: bigint
): Promise<CutCase | null> {
  const [found] = await query<CutCase>(
    tx,
    `select ${COLUMNS} from dunning_cases c where c.municipality_id = ? and c.order_id = ? for update`,
    [municipalityId, orderId]
  )
  return found ?? null
}

export interface Ending {
  readonly ids: readonly bigint[]
  readonly state: CaseState
  readonly on: CivilDate
  readonly why: string
}

/** Cases end, all for the same cause. */
export function endCases(tx: Tx, municipalityId: bigint, { ids, state, on, why }: Ending) {
  return query(
    tx,
    `update dunning_cases set state = ?, ended_on = ?, ended_why = ? where municipality_id = ? and id = any(?::bigint[])`,
    [state, on, why, municipalityId, ids]
  )
}

/** The level before stands again: the one that was to follow it was not made. @returns the cases that do */
export async function standAgain(
  tx: Tx,
  municipalityId: bigint,
  followers: readonly CutCase[]
): Promise<CutCase[]> {
  const ids = followers.flatMap(({ previousId }) => previousId ?? [])
  if (!ids.length) return []
  return query<CutCase>(
    tx,
    `update dunning_cases c set state = 'cut', ended_on = null, ended_why = null
      where c.municipality_id = ? and c.id = any(?::bigint[]) and c.state = 'followed' returning ${COLUMNS}`,
    [municipalityId, ids]
  )
}
