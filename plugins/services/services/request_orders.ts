import { type CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { indexSearchAll } from '#core/records/index'
import { errors } from '../errors.ts'

/** What is asked of the field at a premise. */
export interface NewOrder {
  /** Code of the service type. */
  readonly type: string
  readonly premiseId: bigint
  /** What asks it; the same thing is asked once. Null: a person. */
  readonly origin: { readonly type: string; readonly id: bigint } | null
  /** Who asks, in words: a customer, a person of the utility, `Leitura`. */
  readonly requester: string
  readonly reason: string
  readonly remarks?: string | null
  /** What the team tells the customer, printed on the order. */
  readonly customerMessage?: string | null
  /** Of the type, when not said. */
  readonly team?: string | null
  readonly dueOn?: CivilDate | null
}

/** Where, when and by whom orders are opened. */
export interface Requesting {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly by: string
}

export interface OpenedOrder {
  readonly id: bigint
  readonly number: string
  readonly premiseId: bigint
  readonly type: string
}

/**
 * Opens orders, many in one statement. One that its origin asked before, or whose premise has one of the type open, is left
 * out, and so is one of a type that is no longer offered.
 * @returns those that were opened
 */
export async function requestOrders(
  tx: Tx,
  { municipalityId, on, by }: Requesting,
  orders: readonly NewOrder[]
): Promise<OpenedOrder[]> {
  if (!orders.length) return []
  // Numbers follow each other without a gap: who opens orders at the same time waits for its turn.
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('services.orders', ?))`, [
    municipalityId,
  ])
  const column = <K extends keyof NewOrder>(name: K) => orders.map((order) => order[name] ?? null)
  const opened = await query<OpenedOrder>(tx, OPENING, [
    ...[on, municipalityId, on, on, on, by],
    ...[column('type'), column('premiseId')],
    ...[orders.map(({ origin }) => origin?.type ?? null)],
    ...[orders.map(({ origin }) => origin?.id ?? null)],
    ...[
      column('requester'),
      column('reason'),
      column('remarks'),
      column('customerMessage'),
      column('team'),
    ],
    ...[column('dueOn'), municipalityId],
  ])
  const ids = opened.map(({ id }) => id)
  if (ids.length) await indexSearchAll(tx, 'services.orders', municipalityId, ids)
  return opened
}

const OPENING = `
  insert into services_orders (municipality_id, year, sequence, service_type, premise_id, origin_type, origin_id, requester,
    reason, remarks, customer_message, team, opened_on, due_on, opened_by)
  select municipality_id, extract(year from ?::date),
         (select coalesce(max(sequence), 0) from services_orders
           where municipality_id = ? and year = extract(year from ?::date)) + row_number() over (order by place),
         code, premise_id, origin_type, origin_id, requester, reason, remarks, customer_message, coalesce(asked_team, team), ?::date,
         coalesce(due_on, ?::date + deadline_days), ?
    from (
      select distinct on (s.premise_id, t.code) s.*, t.municipality_id, t.code, t.team, t.deadline_days
        from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
               ?::date[]) with ordinality as s (service_type, premise_id, origin_type, origin_id, requester, reason, remarks,
               customer_message, asked_team, due_on, place)
        join services_types t on t.municipality_id = ? and t.code = s.service_type and t.is_active
       where not exists (select from services_orders o
                          where o.premise_id = s.premise_id and o.service_type = t.code and o.state = 'open')
         and not exists (select from services_orders o
                          where o.municipality_id = t.municipality_id and o.origin_type = s.origin_type
                            and o.origin_id = s.origin_id and o.service_type = t.code)
       order by s.premise_id, t.code, place) wanted
  returning id, number, premise_id as "premiseId", service_type as type`

/** Opens one order for a person. @throws E_SERVICES_TYPE_UNKNOWN, E_SERVICES_ORDER_OPEN */
export async function requestOrder(
  tx: Tx,
  where: Requesting,
  order: NewOrder
): Promise<OpenedOrder> {
  const [opened] = await requestOrders(tx, where, [order])
  if (opened) return opened
  const [open] = await query<{ number: string }>(
    tx,
    `select number from services_orders where premise_id = ? and service_type = ? and state = 'open'`,
    [order.premiseId, order.type]
  )
  if (!open) throw errors.E_SERVICES_TYPE_UNKNOWN({ code: order.type })
  throw errors.E_SERVICES_ORDER_OPEN({ premise: order.premiseId, number: open.number })
}
