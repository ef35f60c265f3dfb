import type { CivilDate } from '#core/calendar/index'
import { type SqlValue, type Tx, query } from '#core/database/index'
import { type CutLevel, type CutPolicy, SITUATIONS } from '../../domain/cut_policy.ts'

/** A notice that may become an order: of the first level by itself, of the others by the case of the level before. */
export interface Candidate {
  readonly noticeId: bigint
  readonly previousId: bigint | null
}

export interface CandidatesWanted {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly level: CutLevel
  readonly policy: CutPolicy
}

const ORDERS: Readonly<Record<CutPolicy['priority'], string>> = {
  location: 'l.code, p.lot_code nulls last, p.street, p.number nulls last, n.id',
  due_date: 'n.due_on, n.id',
  amount: 'n.amount_cents desc, n.id',
}

const PLACE =
  'join registry_premises p on p.id = n.premise_id join registry_localities l on l.id = p.locality_id'

/**
 * Notices whose day passed unpaid and premises cut for long enough, in the order of priority: the first level takes pending notices
 * that are still valid, the others go on with the cut that stands.
 */
export async function candidates(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, on, level, policy }: CandidatesWanted
): Promise<Candidate[]> {
  const order = ORDERS[policy.priority]
  if (level === 1) {
    return query<Candidate>(
      tx,
      `select n.id as "noticeId", null::bigint as "previousId" from dunning_notices n ${PLACE}
        where n.municipality_id = ? and n.kind = 'cut_notice' and n.state = 'pending' and n.due_on < ? and n.valid_until >= ?
          and not exists (select from dunning_cases c where c.premise_id = n.premise_id
                             and c.state in ('ordered', 'cut', 'reconnecting'))
        order by ${order}`,
      [municipalityId, on, on]
    )
  }
  const bindings: SqlValue[] = [municipalityId, level - 1, on, policy[`level_${level}`].days_after]
  return query<Candidate>(
    tx,
    `select n.id as "noticeId", c.id as "previousId"
       from dunning_cases c join dunning_notices n on n.id = c.notice_id ${PLACE}
      where c.municipality_id = ? and c.state = 'cut' and c.level = ? and c.executed_on <= ?::date - ?::int
        and n.state in ('pending', 'expired')
      order by ${order}`,
    bindings
  )
}

/** What is known of a candidate on a day, besides its debts. */
export interface CandidateRow extends Candidate {
  readonly number: string
  readonly premiseId: bigint
  readonly debtorId: bigint
  readonly registration: string
  readonly noticeCents: bigint
  readonly dueOn: CivilDate
  readonly deliveredOn: CivilDate | null
  readonly validUntil: CivilDate
  readonly noticeState: string
  readonly holderId: bigint | null
  readonly category: string | null
  readonly isSocial: boolean
  readonly isBlocked: boolean
  readonly protection: string | null
  readonly situation: string | null
  readonly cutOn: CivilDate | null
  readonly hasOrder: boolean
}

interface Asked {
  readonly municipalityId: bigint
  readonly on: CivilDate
  /** Code of the service that the order would have. */
  readonly service: string
}

/** The same for many, in the order in which they are named. */
export function candidateRows(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, on, service }: Asked,
  wanted: readonly Candidate[]
): Promise<CandidateRow[]> {
  return query<CandidateRow>(
    tx,
    `select w.notice as "noticeId", w.previous as "previousId", n.number, n.premise_id as "premiseId", n.debtor_id as "debtorId",
            p.registration_number as registration, n.amount_cents as "noticeCents", n.due_on as "dueOn",
            n.delivered_on as "deliveredOn", n.valid_until as "validUntil", n.state as "noticeState", h.customer_id as "holderId", e.category,
            exists (select from registry_social_benefits b where b.premise_id = p.id and b.from_on <= ?
                       and b.last_on >= ?) as "isSocial",
            exists (select from dunning_blocks b where b.premise_id = p.id and b.state = 'standing' and b.what <> 'notices'
                       and b.since_on <= ? and coalesce(b.until_on, ?) >= ?) as "isBlocked",
            (select s.kind from dunning_protections s where s.premise_id = p.id and s.state = 'standing' and s.since_on <= ?
                and coalesce(s.until_on, ?) >= ? order by s.kind limit 1) as protection,
            c.situation, k.executed_on as "cutOn",
            exists (select from services_orders o where o.premise_id = p.id and o.service_type = ? and o.state = 'open') as "hasOrder"
       from unnest(?::bigint[], ?::bigint[]) with ordinality as w (notice, previous, place)
       join dunning_notices n on n.id = w.notice and n.municipality_id = ?
       join registry_premises p on p.id = n.premise_id
       left join registry_connections c on c.premise_id = p.id and c.service = 'water'
       left join dunning_cases k on k.id = w.previous
       left join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.from_on <= ?
        and coalesce(h.until_on, ?) >= ?
       left join lateral (
         select category from registry_premise_economies
          where municipality_id = p.municipality_id and premise_id = p.id and until_on is null
          order by economies desc, category limit 1) e on true
      order by w.place`,
    [
      ...[on, on, on, on, on, on, on, on, service],
      ...[wanted.map(({ noticeId }) => noticeId), wanted.map(({ previousId }) => previousId)],
      ...[municipalityId, on, on, on],
    ]
  )
}

/** In which situation the water has to be for a level. */
export const startsFrom = (level: CutLevel): string => SITUATIONS[level].from
