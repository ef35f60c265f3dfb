import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import {
  type CivilDate,
  type RefMonth,
  addDays,
  formatDate,
  formatRefMonth,
} from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { indexSearch, startColumns } from '#core/records/index'
import { type HeldBatch, type InvoiceVersion, placeHold } from '#plugins/billing/api'
import { customerContact, premiseIdentity } from '#plugins/registry/api'
import { DEADLINE_DAYS, HOLDS_INVOICE } from '../configuration/parameters.ts'
import { errors } from '../errors.ts'
import { reviews } from '../records/reviews.ts'
import { titleOf } from './find_review.ts'
import { type MonthOf, standingInvoice } from './standing_invoice.ts'
import { type HouseAnswers, HOUSE_COLUMNS, houseValues } from './house_answers.ts'

export interface NewReview extends HouseAnswers {
  readonly origin: 'customer' | 'user'
  readonly premise_id: number
  readonly reference: RefMonth
  readonly requested_on: CivilDate
  readonly requester_name?: string | undefined
  readonly description: string
}

export interface OpenedReview {
  readonly id: bigint
  readonly number: string
  readonly premiseId: bigint
  readonly registration: string
  readonly isHeld: boolean
}

/**
 * Opens a review for the customer who answers for the premise today, numbered within the year of its request. Errors:
 * E_REVIEWS_NO_HOLDER, _OPEN_ALREADY, _FUTURE, _REQUESTER, _SOURCE, E_REGISTRY_PREMISE_UNKNOWN.
 */
export async function openReview(context: ActionContext, given: NewReview): Promise<OpenedReview> {
  const { tx, municipalityId } = context
  const today = await todayIn(tx, municipalityId)
  const requester = requesterOf(context, given)
  if (given.requested_on > today) {
    throw errors.E_REVIEWS_FUTURE({ requested: formatDate(given.requested_on) })
  }
  const premiseId = BigInt(given.premise_id)
  const premise = await premiseIdentity(tx, municipalityId, { premiseId, on: today })
  if (premise.holder_id === null) {
    throw errors.E_REVIEWS_NO_HOLDER({ registration: premise.registration_number })
  }
  const holder = await customerContact(tx, municipalityId, premise.holder_id)
  const year = Number(given.requested_on.slice(0, 4))
  const sequence = await takeNumber(tx, municipalityId, year)
  await refuseSecond(tx, municipalityId, { premiseId, reference: given.reference })
  const tank = premise.has_water_tank === null ? undefined : yesNo(premise.has_water_tank)
  const house = await houseValues(tx, municipalityId, {
    ...given,
    has_water_tank: given.has_water_tank ?? tank,
  })
  const invoice = await standingInvoice(tx, municipalityId, { premiseId, ...given })
  const days = await parameterWithin<number>(tx, {
    ...{ key: DEADLINE_DAYS, municipalityId, date: today },
  })
  const row = await insertReview(context, {
    ...{ year, sequence, house, requester, given, premiseId, customerId: holder.id },
    ...{ dueOn: addDays(given.requested_on, days), invoiceId: invoice?.id ?? null },
  })
  const isHeld = await holdInvoice(context, { invoice, title: titleOf(row), today })
  return {
    ...{ id: row.id, number: row.number, premiseId, isHeld },
    registration: premise.registration_number,
  }
}

const yesNo = (is: boolean) => (is ? 'yes' : 'no') as 'yes' | 'no'

/** Who asked; by the utility's own initiative, who opens it. @throws BusinessError E_REVIEWS_REQUESTER */
function requesterOf({ actor }: ActionContext, { origin, requester_name: name }: NewReview) {
  const typed = name?.trim()
  if (typed) return typed
  if (origin === 'customer') throw errors.E_REVIEWS_REQUESTER()
  return actor.name
}

/** The next number of a year. Who asks at the same moment waits for this transaction; undone, it is given again. */
async function takeNumber(tx: Tx, municipalityId: bigint, year: number): Promise<number> {
  const [row] = await query<{ last: number }>(
    tx,
    `insert into reviews_numbers (municipality_id, year, last) values (?, ?, 1)
     on conflict (municipality_id, year) do update set last = reviews_numbers.last + 1 returning last`,
    [municipalityId, year]
  )
  return row!.last
}

/** @throws BusinessError E_REVIEWS_OPEN_ALREADY */
async function refuseSecond(tx: Tx, municipalityId: bigint, { premiseId, reference }: MonthOf) {
  const [open] = await query<{ number: string }>(
    tx,
    `select number from reviews_reviews
      where municipality_id = ? and premise_id = ? and reference = ? and closed_on is null`,
    [municipalityId, premiseId, reference]
  )
  if (!open) return
  throw errors.E_REVIEWS_OPEN_ALREADY({
    ...{ number: open.number, premise: premiseId, reference: formatRefMonth(reference) },
  })
}

interface Inserted {
  readonly year: number
  readonly sequence: number
  readonly given: NewReview
  readonly premiseId: bigint
  readonly customerId: bigint
  readonly requester: string
  readonly dueOn: CivilDate
  readonly house: readonly (string | number | null)[]
  readonly invoiceId: bigint | null
}

async function insertReview(
  { tx, municipalityId, actor, now }: ActionContext,
  { given, house, ...made }: Inserted
): Promise<{ readonly id: bigint; readonly number: string }> {
  const start = await startColumns(tx, reviews, municipalityId)
  const columns = {
    municipality_id: municipalityId,
    ...{ year: made.year, sequence: made.sequence, origin: given.origin },
    ...{ premise_id: made.premiseId, customer_id: made.customerId, reference: given.reference },
    ...{ requested_on: given.requested_on, due_on: made.dueOn, requester_name: made.requester },
    ...Object.fromEntries(HOUSE_COLUMNS.map((name, index) => [name, house[index]!])),
    ...{ description: given.description, invoice_id: made.invoiceId },
    ...{ opened_at: now, opened_by_name: actor.name },
    ...(start as { readonly status: string; readonly workflow_version: bigint }),
  }
  const names = Object.keys(columns)
  const [row] = await query<{ id: bigint; number: string; requester_name: string }>(
    tx,
    `insert into reviews_reviews (${names.join(', ')}) values (${names.map(() => '?').join(', ')})
     returning id, number, requester_name`,
    Object.values(columns)
  )
  await indexSearch(tx, reviews, row!.id, { ...row!, municipality_id: municipalityId })
  return row!
}

interface Holding {
  readonly invoice: InvoiceVersion | null
  readonly title: string
  readonly today: CivilDate
}

/** Keeps an invoice that is still owed out of collection, where the utility wants it; another hold stays as it is. */
async function holdInvoice(
  { tx, municipalityId, actor, now, participate }: ActionContext,
  { invoice, title, today }: Holding
): Promise<boolean> {
  const isOwed = invoice && ['open', 'partly_settled'].includes(invoice.settlement)
  if (!isOwed || invoice.hold !== null) return false
  const asked = { key: HOLDS_INVOICE, municipalityId, date: today }
  if (!(await parameterWithin<boolean>(tx, asked))) return false
  await placeHold(tx, {
    ...{ municipalityId, invoiceId: invoice.id, kind: 'review', at: now, untilOn: null },
    ...{ reasonCode: 'review', reason: title, author: actor },
  })
  await participate<HeldBatch>('billing.held', { invoiceIds: [invoice.id], kind: 'review' })
  return true
}
