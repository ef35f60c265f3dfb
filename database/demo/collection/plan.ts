import {
  type CivilDate,
  type RefMonth,
  addDays,
  daysBetween,
  lastDay,
  maxDate,
  minDate,
  nextMonth,
} from '#core/calendar/index'
import type { PaymentBehaviour } from '../bank_simulator.ts'
import { type Random, createRandom } from '../generator/random.ts'

/** A document that asks for the money of the month. */
export interface AskedDocument {
  readonly id: bigint
  readonly number: string
  readonly due_on: CivilDate
  readonly amount_cents: bigint
  readonly pix_txid: string | null
  readonly group_code: string
}

/** A second copy that its customer pays after it ran out. */
export interface ExpiredCopy {
  readonly number: string
  readonly amountCents: bigint
  readonly validUntil: CivilDate
}

/** One payment at a bank. */
export interface PlannedPayment {
  readonly number: string
  readonly behaviour: PaymentBehaviour
  readonly paidOn: CivilDate
  readonly amountCents: bigint
  /** Place of the agreement at which it is paid. */
  readonly bank: number
}

/** A Pix of which its bank gives notice at once. */
export interface PlannedPix {
  readonly document: AskedDocument
  readonly paidOn: CivilDate
  readonly bank: number
}

export interface MonthPlan {
  readonly payments: readonly PlannedPayment[]
  readonly pix: readonly PlannedPix[]
}

export interface PlanRequest {
  readonly reference: RefMonth
  readonly documents: readonly AskedDocument[]
  readonly copies: readonly ExpiredCopy[]
  /** How many banks collect. */
  readonly banks: number
  /** Nobody pays before the day after. */
  readonly issuedOn: CivilDate
  /** Of so many who pay as they should, one never does; 17 when not given. */
  readonly unpaidOf?: number
}

/** Of each group's documents: so many are asked again as second copies, and as many are paid by Pix. */
export const SECOND_COPIES = 3
const PIX = 8

/**
 * Who pays what of a month, when and where: a pure function of its documents, so that a month that stopped in the middle goes on
 * as it began. Some pay before the month ends, most until the due date, some late, some twice, too much, too little or with a
 * code that nobody knows, some not at all.
 */
export function planMonth(request: PlanRequest): MonthPlan {
  const { documents, copies, banks, reference } = request
  const last = lastDay(nextMonth(reference))
  const payments: PlannedPayment[] = []
  const pix: PlannedPix[] = []
  const places = new Map<string, number>()
  for (const document of documents) {
    const place = places.get(document.group_code) ?? 0
    places.set(document.group_code, place + 1)
    const random = createRandom(`${reference}/${document.number}`)
    const bank = random.integer(0, banks - 1)
    if (place < SECOND_COPIES) continue
    if (place < SECOND_COPIES + PIX && document.pix_txid) {
      const paidOn = within(addDays(document.due_on, -random.integer(1, 6)), request, last)
      pix.push({ document, paidOn, bank })
      payments.push(paymentOf(document, { behaviour: 'notified_pix', paidOn, bank }))
    } else {
      const later = place - SECOND_COPIES - PIX
      payments.push(...paymentsOf(document, later, { request, random, bank, last }))
    }
  }
  copies.forEach(({ number, amountCents, validUntil }, index) => {
    const paidOn = addDays(validUntil, 1 + (index % 2))
    if (paidOn > last) return
    payments.push({ number, amountCents, paidOn, behaviour: 'expired', bank: index % banks })
  })
  return { payments, pix }
}

const within = (day: CivilDate, { issuedOn }: PlanRequest, last: CivilDate): CivilDate =>
  minDate(maxDate(day, addDays(issuedOn, 1)), last)

interface Where {
  readonly behaviour: PaymentBehaviour
  readonly paidOn: CivilDate
  readonly bank: number
  readonly amountCents?: bigint
}

const paymentOf = (
  { number, amount_cents: amountCents }: AskedDocument,
  where: Where
): PlannedPayment => ({ number, amountCents, ...where })

/** What the ones that come first in a group do; then most pay on time. */
const FIRST: readonly PaymentBehaviour[] = [
  ...(['duplicate', 'duplicate', 'overpaid', 'overpaid'] as const),
  ...(['underpaid', 'underpaid', 'unknown', 'unknown'] as const),
]
const NEVER = 17
const LATE = 11
const EARLY = 7

interface Context {
  readonly request: PlanRequest
  readonly random: Random
  readonly bank: number
  readonly last: CivilDate
}

function paymentsOf(document: AskedDocument, place: number, context: Context): PlannedPayment[] {
  const { request, random, bank, last } = context
  const onTime = within(addDays(document.due_on, -random.integer(0, 6)), request, last)
  const behaviour = FIRST[place]
  if (behaviour === 'duplicate') {
    const again = within(addDays(onTime, random.integer(1, 3)), request, last)
    const other = (bank + 1) % request.banks
    // Each of the two is an ordinary payment for the bank that takes it.
    return [
      paymentOf(document, { behaviour: 'on_time', paidOn: onTime, bank }),
      paymentOf(document, { behaviour: 'on_time', paidOn: again, bank: other }),
    ]
  }
  if (behaviour) {
    const amountCents = amountOf(behaviour, document.amount_cents, random)
    return [paymentOf(document, { behaviour, paidOn: onTime, bank, amountCents })]
  }
  if (place % (request.unpaidOf ?? NEVER) === 0) return []
  if (place % LATE === 0) {
    const paidOn = minDate(addDays(document.due_on, random.integer(2, 14)), last)
    return [paymentOf(document, { behaviour: 'late', paidOn, bank })]
  }
  const paidOn = place % EARLY === 0 ? earlyDay(request, random) : onTime
  return [paymentOf(document, { behaviour: 'on_time', paidOn, bank })]
}

/** Before the month itself is over. */
function earlyDay({ issuedOn, reference }: PlanRequest, random: Random): CivilDate {
  const first = addDays(issuedOn, 1)
  const days = daysBetween(first, lastDay(reference))
  return days > 0 ? addDays(first, random.integer(0, days)) : first
}

function amountOf(behaviour: PaymentBehaviour, due: bigint, random: Random): bigint {
  if (behaviour === 'overpaid') return due + BigInt(random.integer(1, 2000))
  if (behaviour === 'underpaid') return due - BigInt(random.integer(1, 10)) * (due / 20n || 1n)
  return due
}
