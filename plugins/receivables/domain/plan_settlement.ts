import type { BusinessCalendar, CivilDate } from '#core/calendar/index'
import { Dec, splitCents } from '#core/money/index'
import type { ReceiptClass } from './advice.ts'
import type { BeneficiaryKind, ItemComponent } from './beneficiary.ts'
import { daysLate } from './days_late.ts'

/** An item as the paid document asks for it; `openCents` goes down as receipts of the batch settle it. */
export interface PayableItem {
  readonly id: bigint
  readonly dueOn: CivilDate
  readonly component: ItemComponent
  readonly beneficiaryId: bigint
  readonly beneficiaryKind: BeneficiaryKind
  /** Of what is open, what the payer may keep as withheld tax: no paper asks for it. */
  readonly withheldCents?: bigint
  openCents: bigint
}

export interface PaidDocument {
  readonly isLive: boolean
  /** Nothing is owed for it any more, and nothing took its place: what is paid all the same is too much. */
  readonly isCancelled?: boolean
  readonly validUntil: CivilDate
  readonly items: readonly PayableItem[]
  /** Of a payment that was shared by a person (DECISIONS 55): what each item gets, whatever is open of it. */
  readonly shares?: ReadonlyMap<bigint, bigint>
}

export interface SettlementTerms {
  /** Shortfalls up to this are forgiven. */
  readonly toleranceCents: bigint
  readonly banks: BusinessCalendar
}

export interface PlannedSettlement {
  readonly item: PayableItem
  readonly amountCents: bigint
  readonly transferredCents: bigint
  readonly forgivenCents: bigint
  /** Closed without money: kept by the payer as tax. */
  readonly withheldCents: bigint
}

/** What was paid late of one due date: the base of fine and interest. */
export interface LateBase {
  readonly dueOn: CivilDate
  readonly daysLate: number
  readonly baseCents: bigint
  /** The first of its items, which names premise and debtor. */
  readonly itemId: bigint
}

export interface SettlementPlan {
  readonly class: ReceiptClass
  readonly appliedCents: bigint
  readonly creditCents: bigint
  readonly creditCause: 'overpayment' | 'duplicate' | null
  readonly settlements: readonly PlannedSettlement[]
  readonly late: readonly LateBase[]
}

/**
 * What one receipt does to the items of the document it paid. A document whose items are all settled was paid twice: the
 * money becomes a credit; so does money for what was cancelled. What was not paid is first the tax that the payer may keep
 * (DECISIONS 23), whole or, of who paid more than the paper asked, what is missing of the debt. A shortfall is shared over the
 * items in proportion; all of them are settled, and the difference is forgiven or moves to the next document (DECISIONS 42).
 * Takes the settled amounts off the items' open amounts.
 */
export function planSettlement(
  receipt: { readonly amountCents: bigint; readonly paidOn: CivilDate },
  document: PaidDocument,
  terms: SettlementTerms
): SettlementPlan {
  const open = document.items.filter((item) => item.openCents > 0n)
  const due = sum(open.map(({ openCents }) => openCents))
  if (due === 0n) return allCredit(receipt.amountCents, document.isCancelled === true)
  const shares = document.shares && open.map(({ id }) => document.shares!.get(id) ?? 0n)
  const kept = shares ? keptBeside(open, shares) : withheldOf(open, due - receipt.amountCents)
  const owed = due - sum(kept)
  const most = shares ? sum(shares) : owed
  const applied = receipt.amountCents < most ? receipt.amountCents : most
  const late = lateBases(open, receipt.paidOn, terms.banks)
  const settlements = settle(open, kept, {
    ...{ applied, isForgiven: owed - applied <= terms.toleranceCents },
    ...(shares && { shares }),
  })
  const credit = receipt.amountCents - applied
  return {
    class: classOf(shares ? { ...receipt, amountCents: applied } : receipt, document, {
      due: owed,
      isLate: late.length > 0 || isLate(open, receipt, terms),
    }),
    appliedCents: applied,
    creditCents: credit,
    creditCause: credit > 0n ? 'overpayment' : null,
    settlements,
    late,
  }
}

function allCredit(amountCents: bigint, isCancelled: boolean): SettlementPlan {
  return {
    class: isCancelled ? 'overpaid' : 'duplicate',
    appliedCents: 0n,
    creditCents: amountCents,
    creditCause: isCancelled ? 'overpayment' : 'duplicate',
    settlements: [],
    late: [],
  }
}

function classOf(
  receipt: { readonly amountCents: bigint; readonly paidOn: CivilDate },
  document: PaidDocument,
  { due, isLate: late }: { readonly due: bigint; readonly isLate: boolean }
): ReceiptClass {
  if (receipt.amountCents > due) return 'overpaid'
  if (receipt.amountCents < due) return 'underpaid'
  if (!document.isLive || receipt.paidOn > document.validUntil) return 'expired_document'
  return late ? 'late' : 'exact'
}

function isLate(
  items: readonly PayableItem[],
  { paidOn }: { readonly paidOn: CivilDate },
  { banks }: SettlementTerms
): boolean {
  return items.some((item) => daysLate(item.dueOn, paidOn, banks) > 0)
}

/** What the payer kept of each item: nothing of who paid the whole debt, all that may be kept of who paid what the paper asks. */
function withheldOf(items: readonly PayableItem[], unpaid: bigint): bigint[] {
  const declared = items.map(({ withheldCents = 0n }) => withheldCents)
  const most = sum(declared)
  if (unpaid >= most) return declared
  if (unpaid <= 0n) return declared.map(() => 0n)
  return splitCents(
    unpaid,
    declared.map((cents) => Dec.ofCents(cents)),
    'largest-remainder'
  )
}

/** Of a shared payment: of each item, the tax that its share leaves unpaid. */
const keptBeside = (items: readonly PayableItem[], shares: readonly bigint[]): bigint[] =>
  items.map(({ openCents, withheldCents = 0n }, index) => {
    const unpaid = openCents - shares[index]!
    return unpaid < withheldCents ? unpaid : withheldCents
  })

const sum = (cents: readonly bigint[]): bigint => cents.reduce((total, one) => total + one, 0n)

interface Settling {
  readonly applied: bigint
  readonly shares?: readonly bigint[]
  readonly isForgiven: boolean
}

function settle(
  items: readonly PayableItem[],
  kept: readonly bigint[],
  { applied, isForgiven, shares: given }: Settling
): PlannedSettlement[] {
  const weights = items.map((item, index) => Dec.ofCents(item.openCents - kept[index]!))
  const shares = given ?? splitCents(applied, weights, 'largest-remainder')
  return items.map((item, index) => {
    const amountCents = shares[index]!
    const withheldCents = kept[index]!
    const missing = item.openCents - withheldCents - amountCents
    item.openCents = 0n
    return {
      ...{ item, amountCents, withheldCents },
      transferredCents: isForgiven ? 0n : missing,
      forgivenCents: isForgiven ? missing : 0n,
    }
  })
}

/** Only the utility's own principal bears late charges: not third parties' items, charges for an earlier delay or withheld tax. */
function lateBases(
  items: readonly PayableItem[],
  paidOn: CivilDate,
  banks: BusinessCalendar
): LateBase[] {
  const bearing = items.filter(
    (item) =>
      item.component === 'principal' &&
      item.beneficiaryKind === 'utility' &&
      daysLate(item.dueOn, paidOn, banks) > 0
  )
  return [...Map.groupBy(bearing, (item) => item.dueOn)].map(([dueOn, group]) => ({
    dueOn,
    daysLate: daysLate(dueOn, paidOn, banks),
    baseCents: sum(group.map(({ openCents, withheldCents = 0n }) => openCents - withheldCents)),
    itemId: group[0]!.id,
  }))
}
