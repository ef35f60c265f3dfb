import type { ActionContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { errors } from '../errors.ts'

export const CASE = 'collections.cases'

export interface CollectionCase {
  readonly id: bigint
  readonly number: string
  readonly premiseId: bigint
  readonly debtorId: bigint
  readonly state: string
  readonly collectorId: bigint | null
  readonly collector: string | null
  readonly overdueCents: bigint
  readonly openedOn: CivilDate
}

/**
 * A case that somebody is about to work: locked, open, within their places, and theirs or nobody's; who supervises works any.
 * @throws E_COLLECTIONS_UNKNOWN, E_COLLECTIONS_CLOSED, E_COLLECTIONS_NOT_COLLECTOR
 */
export async function lockCase(
  { tx, municipalityId, actor }: ActionContext,
  id: bigint
): Promise<CollectionCase> {
  const [found] = await query<CollectionCase>(
    tx,
    `select c.id, c.number, c.premise_id as "premiseId", c.debtor_id as "debtorId", c.state, c.collector_id as "collectorId",
            u.full_name as collector, c.overdue_cents as "overdueCents", c.opened_on as "openedOn"
       from collections_cases c left join access_users u on u.id = c.collector_id
      where c.municipality_id = ? and c.id = ? for update of c`,
    [municipalityId, id]
  )
  if (!found || (await isOutside(tx, actor, { type: CASE, id }))) {
    throw errors.E_COLLECTIONS_UNKNOWN({ what: 'caso', id })
  }
  const { number, collectorId, collector } = found
  if (found.state === 'closed') throw errors.E_COLLECTIONS_CLOSED({ number })
  const isTheirs = collectorId === null || collectorId === actor.userId
  if (!isTheirs && !actor.permissions.has('collections.manage')) {
    throw errors.E_COLLECTIONS_NOT_COLLECTOR({ number, collector: collector ?? '' })
  }
  return found
}
