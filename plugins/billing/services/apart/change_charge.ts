import { todayIn } from '#core/access/index'
import { type CivilDate, monthOf } from '#core/calendar/index'
import { query, takeIds } from '#core/database/index'
import { isOutside } from '#core/records/index'
import {
  chargeTypeNamed,
  chargeTypes,
  linkSuccessors,
  withdrawOrigins,
} from '#plugins/receivables/api'
import type { ActionContext } from '#core/actions/index'
import type { ReversedBatch } from '../../domain/reversed_batch.ts'
import { errors } from '../../errors.ts'
import { APART_ORIGIN, issueCharge, postCharge } from './charge_customer.ts'
import { SERVICE } from './charge_service.ts'
import { issueDay } from './issue_paper.ts'

type Context = Pick<ActionContext, 'tx' | 'municipalityId' | 'actor' | 'now' | 'participate'>

interface Charge {
  readonly id: bigint
  readonly number: string
  readonly customer_id: bigint
  readonly service_code: string
  readonly title: string
  readonly executed_on: CivilDate
  readonly quantity: number
  readonly unit_cents: bigint
  readonly total_cents: bigint
  readonly reference: ReversedBatch['reference']
  readonly due_on: CivilDate
  readonly settlement: string
  readonly version_id: bigint
  readonly reason_code: string
  readonly remarks: string | null
}

export interface ChangedCharge {
  /** The charge that stands: of a cancelled one itself. */
  readonly id: bigint
  readonly number: string
  readonly customerId: bigint
  readonly formerNumber: string
  readonly formerDueOn: CivilDate
  readonly totalCents: bigint
}

/**
 * Another due date for a charge of which nothing was paid: a new charge takes its place, lateness counts from the new day, and
 * money for the former paper settles the new one. @throws E_BILLING_CHARGE_UNKNOWN, E_BILLING_CHARGE_CLOSED, E_BILLING_DUE_PAST
 */
export async function redateCharge(
  context: Context,
  { id, dueOn }: { readonly id: bigint; readonly dueOn: CivilDate }
): Promise<ChangedCharge> {
  const { tx, municipalityId } = context
  const charge = await lockOpen(context, id)
  const issuedOn = await issueDay(context, dueOn)
  await withdraw(context, charge, { on: issuedOn, state: 'replaced' })
  const [newId] = await takeIds(tx, 'billing_customer_charges', 1)
  const issuing = {
    ...{ id: newId!, customerId: charge.customer_id, code: charge.service_code, dueOn, issuedOn },
    totalCents: charge.total_cents,
    type: chargeTypeNamed(await chargeTypes(tx, municipalityId), SERVICE),
  }
  const { documentId, number } = await issueCharge(context, issuing)
  await insertSuccessor(context, charge, { id: newId!, dueOn, issuedOn, documentId, number })
  await linkSuccessors(tx, { municipalityId, originType: APART_ORIGIN }, [
    { originId: charge.id, successorId: newId! },
  ])
  await end(context, charge, { settlement: 'replaced', on: issuedOn, successorId: newId! })
  await postCharge(context, issuing)
  return changedOf(charge, { id: newId!, number })
}

/** Nothing is owed for a charge any more. @throws E_BILLING_CHARGE_UNKNOWN, E_BILLING_CHARGE_CLOSED */
export async function cancelCharge(context: Context, id: bigint): Promise<ChangedCharge> {
  const charge = await lockOpen(context, id)
  const on = await todayIn(context.tx, context.municipalityId)
  await withdraw(context, charge, { on, state: 'cancelled' })
  await end(context, charge, { settlement: 'cancelled', on, successorId: null })
  return changedOf(charge, charge)
}

const changedOf = (
  charge: Charge,
  { id, number }: Pick<ChangedCharge, 'id' | 'number'>
): ChangedCharge => ({
  ...{ id, number, customerId: charge.customer_id, formerNumber: charge.number },
  ...{ formerDueOn: charge.due_on, totalCents: charge.total_cents },
})

async function lockOpen({ tx, municipalityId, actor }: Context, id: bigint): Promise<Charge> {
  const [charge] = await query<Charge>(
    tx,
    'select * from billing_customer_charges where municipality_id = ? and id = ? for update',
    [municipalityId, id]
  )
  if (!charge || (await isOutside(tx, actor, { type: APART_ORIGIN, id }))) {
    throw errors.E_BILLING_CHARGE_UNKNOWN({ id })
  }
  if (charge.settlement !== 'open') throw errors.E_BILLING_CHARGE_CLOSED({ number: charge.number })
  return charge
}

/** Of an open charge nothing was paid, so that nothing is given back. */
const withdraw = (
  { tx, municipalityId }: Context,
  { id }: Charge,
  { on, state }: { readonly on: CivilDate; readonly state: 'cancelled' | 'replaced' }
) =>
  withdrawOrigins(tx, {
    ...{ municipalityId, originType: APART_ORIGIN, originIds: [id], on, state },
    forgivesDelay: false,
  })

interface Successor {
  readonly id: bigint
  readonly dueOn: CivilDate
  readonly issuedOn: CivilDate
  readonly documentId: bigint
  readonly number: string
}

function insertSuccessor(
  { tx, actor, now }: Context,
  { id: formerId }: Charge,
  { id, dueOn, issuedOn, documentId, number }: Successor
): Promise<unknown> {
  return query(
    tx,
    `insert into billing_customer_charges (id, municipality_id, customer_id, service_code, title, executed_on, quantity,
       unit_cents, total_cents, reference, issued_on, due_on, document_id, number, version_id, reason_code, remarks, issued_by,
       issued_at, replaces_id)
     select ?, municipality_id, customer_id, service_code, title, executed_on, quantity, unit_cents, total_cents, ?, ?, ?, ?, ?,
            version_id, reason_code, remarks, ?, ?, id
       from billing_customer_charges where id = ?`,
    [
      ...[id, monthOf(issuedOn), issuedOn, dueOn, documentId, number],
      ...[actor.name, now, formerId],
    ]
  )
}

interface Ending {
  readonly settlement: 'cancelled' | 'replaced'
  readonly on: CivilDate
  readonly successorId: bigint | null
}

async function end(
  { tx, actor, participate }: Context,
  { id, reference }: Charge,
  { settlement, on, successorId }: Ending
): Promise<void> {
  await query(tx, 'update billing_customer_charges set settlement = ?, ended_by = ? where id = ?', [
    ...[settlement, actor.name, id],
  ])
  await participate<ReversedBatch>('billing.reversed', {
    ...{ correctionId: null, kind: successorId === null ? 'cancel' : 'due_date' },
    ...{ sourceType: APART_ORIGIN, reference, postedOn: on, forgiven: [], late: [], credits: [] },
    invoices: [{ invoiceId: id, premiseId: null, successorId }],
  })
}
