import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { type CivilDate, type RefMonth, monthOf } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { withdrawOrigins } from '#plugins/receivables/api'
import { premiseFactsByIds } from '#plugins/registry/api'
import { plannedSlips } from '../../domain/booklet.ts'
import type { ReversedBatch } from '../../domain/reversed_batch.ts'
import { errors } from '../../errors.ts'
import { issueDay } from '../apart/issue_paper.ts'
import { type IssuedBooklet } from './issue_booklet.ts'
import { SLIP_ORIGIN, writeSlips } from './write_slips.ts'

interface Booklet {
  readonly id: bigint
  readonly premise_id: bigint
  readonly first_reference: RefMonth
  readonly pack_id: bigint
  readonly round: number
  readonly state: 'current' | 'cancelled'
}

interface OpenSlip {
  readonly id: bigint
  readonly total_cents: bigint
}

type Context = Pick<ActionContext, 'tx' | 'municipalityId' | 'actor' | 'participate'>

export interface Reissue {
  readonly id: bigint
  readonly instalments: number
  readonly firstDueOn: CivilDate
}

/**
 * Issues anew, to who holds the premise today, what is not yet due of a booklet: its slips are taken back and the same money is
 * asked for by others. Slips that fell due stay with whom they were issued to. @throws E_BILLING_BOOKLET_UNKNOWN,
 * E_BILLING_BOOKLET_CLOSED, E_BILLING_BOOKLET_PAID, E_BILLING_DUE_PAST, E_BILLING_FINAL_HOLDER
 */
export async function reissueBooklet(context: Context, given: Reissue): Promise<IssuedBooklet> {
  const { tx, municipalityId } = context
  const booklet = await lockBooklet(context, given.id)
  const { id, premise_id: premiseId, pack_id: packId } = booklet
  const issuedOn = await issueDay(context, given.firstDueOn)
  const open = await openSlips(tx, id, issuedOn)
  if (open.length === 0) throw errors.E_BILLING_BOOKLET_PAID({ id })
  const [premise] = await premiseFactsByIds(tx, municipalityId, [premiseId], issuedOn)
  const customerId = premise?.holderId
  if (!customerId) throw errors.E_BILLING_FINAL_HOLDER({ premise: premiseId })
  await takeBack(context, { booklet, slips: open, on: issuedOn })
  const totalCents = open.reduce((sum, { total_cents: cents }) => sum + cents, 0n)
  const round = booklet.round + 1
  const { instalments, firstDueOn } = given
  await query(tx, 'update billing_waste_booklets set round = ?, customer_id = ? where id = ?', [
    ...[round, customerId, id],
  ])
  await writeSlips(context, {
    ...{ bookletId: id, premiseId, customerId, packId, round, issuedOn },
    slips: plannedSlips({ totalCents, instalments, firstDueOn }),
  })
  return { id, premise_id: premiseId, instalments, totalCents }
}

export interface CancelledBooklet {
  readonly id: bigint
  readonly premise_id: bigint
}

/**
 * Takes a whole booklet back, before any slip was paid and any load was made in its months: bills charge the waste again.
 * @throws E_BILLING_BOOKLET_UNKNOWN, E_BILLING_BOOKLET_CLOSED, E_BILLING_BOOKLET_USED
 */
export async function cancelBooklet(context: Context, id: bigint): Promise<CancelledBooklet> {
  const { tx, municipalityId, actor } = context
  const booklet = await lockBooklet(context, id)
  const { premise_id: premiseId } = booklet
  await requireUnused(tx, municipalityId, booklet)
  const slips = await openSlips(tx, id, null)
  await takeBack(context, { booklet, slips, on: await todayIn(tx, municipalityId) })
  await query(
    tx,
    `update billing_waste_booklets set state = 'cancelled', cancelled_by = ? where id = ?`,
    [actor.name, id]
  )
  return { id, premise_id: premiseId }
}

/** @throws E_BILLING_BOOKLET_UNKNOWN, E_BILLING_BOOKLET_CLOSED */
async function lockBooklet({ tx, municipalityId }: Context, id: bigint): Promise<Booklet> {
  const [booklet] = await query<Booklet>(
    tx,
    'select * from billing_waste_booklets where municipality_id = ? and id = ? for update',
    [municipalityId, id]
  )
  if (!booklet) throw errors.E_BILLING_BOOKLET_UNKNOWN({ id })
  if (booklet.state === 'cancelled') throw errors.E_BILLING_BOOKLET_CLOSED({ id })
  return booklet
}

/** Slips that are not paid; from a day on only those not due before it. */
const openSlips = (tx: Tx, bookletId: bigint, from: CivilDate | null): Promise<OpenSlip[]> =>
  query<OpenSlip>(
    tx,
    `select id, total_cents from billing_waste_slips
      where booklet_id = ? and settlement = 'open' and (?::date is null or due_on >= ?::date) order by id`,
    [bookletId, from, from]
  )

/** @throws E_BILLING_BOOKLET_USED */
async function requireUnused(tx: Tx, municipalityId: bigint, booklet: Booklet): Promise<void> {
  const { id, premise_id: premiseId, first_reference: first } = booklet
  const [used] = await query(
    tx,
    `select 1 from billing_waste_slips where booklet_id = ? and settlement in ('partly_settled', 'settled')
     union all
     select 1 from readings_load_items m join readings_loads l on l.id = m.load_id
      where m.municipality_id = ? and m.premise_id = ? and l.reference >= ? limit 1`,
    [id, municipalityId, premiseId, first]
  )
  if (used) throw errors.E_BILLING_BOOKLET_USED({ id })
}

interface TakenBack {
  readonly booklet: Booklet
  readonly slips: readonly OpenSlip[]
  readonly on: CivilDate
}

/** Nothing is owed for the slips any more; what they had charged is posted back. */
async function takeBack(
  { tx, municipalityId, participate }: Context,
  { booklet, slips, on }: TakenBack
): Promise<void> {
  const ids = slips.map(({ id }) => id)
  const { forgiven, late, paid } = await withdrawOrigins(tx, {
    ...{ municipalityId, originType: SLIP_ORIGIN, originIds: ids, on },
    ...{ state: 'cancelled', forgivesDelay: false },
  })
  // A payment that came between reading the slips and locking what they ask for.
  if (paid.length > 0) throw errors.E_BILLING_BOOKLET_USED({ id: booklet.id })
  await query(
    tx,
    `update billing_waste_slips set settlement = 'cancelled' where id = any(?::bigint[])`,
    [ids]
  )
  await participate<ReversedBatch>('billing.reversed', {
    ...{ correctionId: null, kind: 'cancel', sourceType: SLIP_ORIGIN, reference: monthOf(on) },
    ...{ postedOn: on, forgiven, late, credits: [] },
    invoices: ids.map((invoiceId) => ({
      ...{ invoiceId, premiseId: booklet.premise_id, successorId: null },
    })),
  })
}
