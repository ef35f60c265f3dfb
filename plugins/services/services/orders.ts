import type { Actor } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { errors } from '../errors.ts'

/** An order as it stands, with its type. */
export interface Order {
  readonly id: bigint
  readonly number: string
  readonly type: string
  readonly typeTitle: string
  readonly kind: 'work' | 'inspection'
  readonly tariffService: string | null
  readonly premiseId: bigint
  readonly state: 'open' | 'done' | 'not_done' | 'cancelled'
  readonly openedOn: CivilDate
  readonly originType: string | null
  readonly originId: bigint | null
  readonly consequence: string | null
}

/** An order. @throws E_SERVICES_ORDER_UNKNOWN */
export async function readOrder(
  tx: Tx,
  { municipalityId, id }: { readonly municipalityId: bigint; readonly id: bigint },
  { isLocked = false } = {}
): Promise<Order> {
  const [order] = await query<Order>(
    tx,
    `select o.id, o.number, o.service_type as type, t.title as "typeTitle", t.kind, t.tariff_service as "tariffService",
            o.premise_id as "premiseId", o.state, o.opened_on as "openedOn", o.origin_type as "originType",
            o.origin_id as "originId", o.consequence
       from services_orders o
       join services_types t on t.municipality_id = o.municipality_id and t.code = o.service_type
      where o.municipality_id = ? and o.id = ? ${isLocked ? 'for update of o' : ''}`,
    [municipalityId, id]
  )
  if (!order) throw errors.E_SERVICES_ORDER_UNKNOWN({ id })
  return order
}

/** An open order, locked. @throws E_SERVICES_ORDER_UNKNOWN, E_SERVICES_ORDER_CLOSED */
export async function lockOpen(tx: Tx, municipalityId: bigint, id: bigint): Promise<Order> {
  const order = await readOrder(tx, { municipalityId, id }, { isLocked: true })
  const { number, state } = order
  if (state !== 'open') throw errors.E_SERVICES_ORDER_CLOSED({ number, state })
  return order
}

interface Asked {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly premiseId: bigint
}

/** Whether the premise is one of the person's. @throws E_SERVICES_PREMISE_UNKNOWN */
export async function requirePremise(tx: Tx, { municipalityId, actor, premiseId: id }: Asked) {
  const [premise] = await query(
    tx,
    'select from registry_premises where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  if (premise && !(await isOutside(tx, actor, { type: 'registry.premises', id }))) return
  throw errors.E_SERVICES_PREMISE_UNKNOWN({ id })
}
