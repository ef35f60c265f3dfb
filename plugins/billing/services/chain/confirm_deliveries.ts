import type { ActionContext } from '#core/actions/index'
import { type CivilDate, type RefMonth, formatDate } from '#core/calendar/index'
import { todayIn } from '#core/access/index'
import { query } from '#core/database/index'
import { andInside, registeredCodes } from '#core/records/index'
import { errors } from '../../errors.ts'

export interface Deliveries {
  readonly group: bigint
  readonly reference: RefMonth
  readonly on: CivilDate
  /** Registration numbers whose paper came back, all for one reason. */
  readonly returned: readonly string[]
  readonly reasonCode: string | undefined
  /** All others that are still to be delivered were. */
  readonly restDelivered: boolean
}

export interface Delivered {
  readonly delivered: number
  readonly returned: number
}

interface Waiting {
  readonly id: bigint
  readonly premise_id: bigint
  readonly run_id: bigint
  readonly registration_number: string
}

type Context = Pick<ActionContext, 'tx' | 'municipalityId' | 'actor' | 'now'>

/**
 * What deliverers tell of the invoices of a group and month: those that came back, and that the others were delivered. What was
 * delivered stays so. Errors: E_BILLING_DELIVERY_FUTURE, …_DELIVERY_REASON, …_DELIVERY_UNKNOWN, …_DELIVERY_NOTHING.
 */
export async function confirmDeliveries(context: Context, given: Deliveries): Promise<Delivered> {
  const { tx, municipalityId } = context
  const { on, returned, reasonCode, restDelivered } = given
  const today = await todayIn(tx, municipalityId)
  if (on > today) throw errors.E_BILLING_DELIVERY_FUTURE({ on: formatDate(on) })
  if (returned.length > 0) {
    const reasons = await registeredCodes('billing.delivery_reasons', municipalityId, tx)
    if (!reasons.some(({ value }) => value === reasonCode)) {
      throw errors.E_BILLING_DELIVERY_REASON()
    }
  }
  const waiting = await toDeliver(context, given)
  const byNumber = new Map(waiting.map((one) => [plain(one.registration_number), one]))
  const back = returned.map(plain).map((number) => {
    const invoice = byNumber.get(number)
    if (!invoice) throw errors.E_BILLING_DELIVERY_UNKNOWN({ registration: number })
    return invoice
  })
  const isBack = new Set(back.map(({ id }) => id))
  const rest = restDelivered ? waiting.filter(({ id }) => !isBack.has(id)) : []
  if (back.length + rest.length === 0) throw errors.E_BILLING_DELIVERY_NOTHING()
  await write(context, given, { outcome: 'returned', invoices: back })
  await write(context, given, { outcome: 'delivered', invoices: rest })
  return { delivered: rest.length, returned: isBack.size }
}

const plain = (registration: string) => registration.replaceAll(/\D/g, '').replace(/^0+/, '')

/** Standing invoices not delivered yet, where the person may act. */
function toDeliver(
  { tx, municipalityId, actor }: Context,
  { group, reference }: Deliveries
): Promise<Waiting[]> {
  const inside = andInside('i.premise_id', 'registry.premises', actor)
  return query<Waiting>(
    tx,
    `select i.id, i.premise_id, i.run_id, p.registration_number
       from billing_invoices i join billing_runs r on r.id = i.run_id join registry_premises p on p.id = i.premise_id
      where i.municipality_id = ? and r.billing_group_id = ? and r.reference = ? and i.settlement not in ('cancelled', 'replaced')
        and not exists (select from billing_deliveries d where d.invoice_id = i.id and d.outcome = 'delivered')${inside.sql}
      order by i.id`,
    [municipalityId, group, reference, ...inside.bindings]
  )
}

interface Written {
  readonly outcome: 'delivered' | 'returned'
  readonly invoices: readonly Waiting[]
}

async function write(
  { tx, municipalityId, actor, now }: Context,
  { reference, on, reasonCode }: Deliveries,
  { outcome, invoices }: Written
): Promise<void> {
  if (invoices.length === 0) return
  await query(
    tx,
    `insert into billing_deliveries
       (municipality_id, invoice_id, premise_id, run_id, reference, outcome, on_date, reason_code, recorded_by, recorded_at)
     select ?, one.invoice_id, one.premise_id, one.run_id, ?, ?, ?, ?, ?, ?
       from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as one (invoice_id, premise_id, run_id) on conflict do nothing`,
    [
      ...[municipalityId, reference, outcome, on, outcome === 'returned' ? reasonCode! : null],
      ...[actor.name, now.toISOString(), invoices.map(({ id }) => id)],
      invoices.map(({ premise_id: id }) => id),
      invoices.map(({ run_id: id }) => id),
    ]
  )
}
