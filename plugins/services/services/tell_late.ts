import { todayIn } from '#core/access/index'
import { writeEvents } from '#core/actions/index'
import { type CivilDate, daysBetween, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

interface LateOrder {
  readonly id: bigint
  readonly number: string
  readonly type: string
  readonly title: string
  readonly premiseId: bigint
  readonly registration_number: string
  readonly team: string
  readonly dueOn: CivilDate
}

/**
 * Tells that open orders passed their deadline: event `services.order_late`, once for each deadline of an order.
 * @returns how many were told of; what was closed or postponed meanwhile is not
 */
export async function tellLate(
  tx: Tx,
  municipalityId: bigint,
  ids: readonly bigint[]
): Promise<number> {
  const today = await todayIn(tx, municipalityId)
  const late = await query<LateOrder>(
    tx,
    `update services_orders o set late_told_for = o.due_on
       from services_types t, registry_premises p
      where o.id = any(?::bigint[]) and o.municipality_id = ? and o.state = 'open' and o.due_on < ?
        and o.late_told_for is distinct from o.due_on
        and t.municipality_id = o.municipality_id and t.code = o.service_type and p.id = o.premise_id
      returning o.id, o.number, o.service_type as type, t.title, o.premise_id as "premiseId",
                p.registration_number, coalesce(o.team, '') as team, o.due_on as "dueOn"`,
    [ids, municipalityId, today]
  )
  await writeEvents(
    tx,
    municipalityId,
    late.map(({ id, premiseId, dueOn, ...told }) => ({
      event: 'services.order_late',
      payload: {
        ...told,
        ...{ order: String(id), premise: String(premiseId), due_on: formatDate(dueOn) },
        days: String(daysBetween(dueOn, today)),
      },
    }))
  )
  return late.length
}
