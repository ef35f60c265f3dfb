import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { type UtilityIdentity, premiseFactsByIds, printedSketch } from '#plugins/registry/api'
import type { OrderPaperData } from '../documents/order_paper.ts'
import { ORDER_STATES } from '../records/options.ts'

interface About {
  readonly municipalityId: bigint
  readonly id: bigint
  readonly on: CivilDate
  readonly by: string
}

interface Row extends Pick<
  OrderPaperData['order'],
  | 'number'
  | 'service'
  | 'state'
  | 'requester'
  | 'reason'
  | 'remarks'
  | 'customer_message'
  | 'opened_on'
  | 'opened_by'
  | 'due_on'
  | 'team'
  | 'employee'
> {
  readonly premise_id: bigint
  readonly executed_on: string | null
  readonly executed_time: string | null
  readonly reading: number | null
  readonly findings: string | null
  readonly not_done_reason: string | null
  readonly closed_by: string | null
}

/** What the paper of an order says on a day; null: there is no such order. */
export async function orderPaperData(
  tx: Tx,
  { municipalityId, id, on, by }: About
): Promise<OrderPaperData | null> {
  const row = await orderRow(tx, municipalityId, id)
  if (!row) return null
  const {
    name,
    cnpj,
    address,
    sac_phone: phone,
  } = await parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId, date: on },
  })
  const [premise] = await premiseFactsByIds(tx, municipalityId, [row.premise_id], on)
  const { registrationNumber: registration, address: place, district, holderName } = premise!
  return {
    utility: { name, cnpj, address, sac_phone: phone },
    order: {
      ...{ number: row.number, service: row.service, requester: row.requester },
      ...{ reason: row.reason, remarks: row.remarks, customer_message: row.customer_message },
      ...{ opened_on: row.opened_on, opened_by: row.opened_by, due_on: row.due_on },
      ...{ team: row.team, employee: row.employee },
      state: ORDER_STATES.find(({ value }) => value === row.state)!.label,
    },
    premise: { registration, address: place, district },
    holder: holderName,
    sketch: await printedSketch(tx, { municipalityId, premiseId: row.premise_id }),
    result: resultOf(row),
    printed: { on, by },
  }
}

const resultOf = (row: Row): OrderPaperData['result'] =>
  row.closed_by === null
    ? null
    : {
        ...{ executed_on: row.executed_on, executed_time: row.executed_time },
        ...{ findings: row.findings, not_done_reason: row.not_done_reason },
        ...{ reading: row.reading === null ? null : String(row.reading), closed_by: row.closed_by },
      }

async function orderRow(tx: Tx, municipalityId: bigint, id: bigint): Promise<Row | null> {
  const [row] = await query<Row>(
    tx,
    `select o.number, t.title as service, o.state, o.requester, o.reason, o.remarks, o.customer_message, o.opened_on, o.opened_by,
            o.due_on, e.title as team, p.name as employee, o.premise_id, o.executed_on, o.executed_time, o.reading, o.findings,
            coalesce(r.title, o.not_done_reason) as not_done_reason, o.closed_by
       from services_orders o
       join services_types t on t.municipality_id = o.municipality_id and t.code = o.service_type
       left join services_teams e on e.municipality_id = o.municipality_id and e.code = o.team
       left join services_not_done_reasons r on r.municipality_id = o.municipality_id and r.code = o.not_done_reason
       left join registry_employees p on p.id = o.employee_id
      where o.municipality_id = ? and o.id = ?`,
    [municipalityId, id]
  )
  return row ?? null
}
