import type { CivilDate } from '#core/calendar/index'
import { type Tx, canonicalJson, takeIds } from '#core/database/index'
import type { NewCredit, NewPendingCharge, ReceiptClass, SettledItem } from '../domain/advice.ts'
import type { ChargeType } from '../domain/beneficiary.ts'
import {
  type PlannedSettlement,
  type SettlementPlan,
  planSettlement,
} from '../domain/plan_settlement.ts'
import { chargeTypeNamed, chargeTypes } from './charge_types.ts'
import { computeLateCharges } from './late_charges.ts'
import { type LockedDocument, type LockedItem, lockPaidDocuments } from './paid_documents.ts'
import { lateSettlement, payLate } from './settle_late.ts'
import { type Terms, settlementTerms } from './settlement_terms.ts'
import { writeSettlements } from './write_settlements.ts'

/** Money that has found its document. */
export interface ReceiptToSettle {
  readonly id: bigint
  readonly documentId: bigint
  readonly amountCents: bigint
  readonly paidOn: CivilDate
}

export interface SettledOne {
  readonly receiptId: bigint
  readonly documentId: bigint
  readonly premiseId: bigint | null
  readonly class: ReceiptClass
  readonly appliedCents: bigint
  readonly creditCents: bigint
}

export type Pending = NewPendingCharge & {
  readonly explanation: string
  /** Settled by the receipt itself, whose document asked for it. */
  readonly isPaid?: boolean
}
type Draft<T> = Omit<T, 'id'>

export interface SettlementEffects {
  readonly receipts: readonly SettledOne[]
  readonly settlements: readonly SettledItem[]
  readonly credits: readonly NewCredit[]
  readonly pending: readonly Pending[]
  /** Late charges that were paid at once, as items of their own: settlement and whose it is. */
  readonly lateItems: readonly LateItem[]
  /** First day on which the credits may be used. */
  readonly heldUntil: CivilDate
  readonly postedOn: CivilDate
}

export interface LateItem {
  readonly settled: SettledItem
  readonly debtorId: bigint
}

export interface SettlementRequest {
  readonly municipalityId: bigint
  readonly postedOn: CivilDate
  readonly receipts: readonly ReceiptToSettle[]
}

/**
 * Applies money to the items of the documents it paid, in order of payment date, and writes settlements, credits, pending
 * charges and the receipts' class. A constant number of statements, whatever the number of receipts.
 */
export async function settleReceipts(
  tx: Tx,
  request: SettlementRequest
): Promise<SettlementEffects> {
  const effects = await planSettlements(tx, request)
  await writeSettlements(tx, request.municipalityId, effects)
  return effects
}

/** What settling will write; the items stay locked until the transaction ends. Receipts may be written after it, whole at once. */
export async function planSettlements(
  tx: Tx,
  { municipalityId, postedOn, receipts }: SettlementRequest
): Promise<SettlementEffects> {
  const none = { receipts: [], settlements: [], credits: [], pending: [], lateItems: [] }
  if (receipts.length === 0) return { ...none, heldUntil: postedOn, postedOn }
  const documents = await lockPaidDocuments(tx, municipalityId, [
    ...new Set(receipts.map(({ documentId }) => documentId)),
  ])
  const dueDates = [...documents.values()].flatMap(({ items }) => items.map(({ dueOn }) => dueOn))
  const terms = await settlementTerms(tx, { municipalityId, dueDates, postedOn })
  const types = await chargeTypes(tx, municipalityId)
  const planner = new Planner(terms, types, postedOn)
  const ordered = [...receipts].sort((a, b) =>
    a.paidOn < b.paidOn ? -1 : a.paidOn > b.paidOn ? 1 : 0
  )
  for (const receipt of ordered) planner.add(receipt, documents.get(receipt.documentId)!)
  return numbered(tx, planner)
}

/** Turns plans into the rows that they write. */
class Planner {
  readonly receipts: SettledOne[] = []
  readonly settlements: Draft1<SettledItem>[] = []
  readonly credits: Draft<NewCredit>[] = []
  readonly pending: Draft<Pending>[] = []
  readonly lateItems: { settled: Omit<Draft1<SettledItem>, 'itemId'>; debtorId: bigint }[] = []
  readonly postedOn: CivilDate
  readonly #terms: Terms
  readonly #types: ReadonlyMap<string, ChargeType>

  constructor(terms: Terms, types: ReadonlyMap<string, ChargeType>, postedOn: CivilDate) {
    this.#terms = terms
    this.#types = types
    this.postedOn = postedOn
  }

  get heldUntil(): CivilDate {
    return this.#terms.banks.addBusinessDays(this.postedOn, this.#terms.holdDays)
  }

  add(receipt: ReceiptToSettle, document: LockedDocument): void {
    const planned = planSettlement(receipt, document, this.#terms)
    const asked = this.#lateCharges(receipt, planned, document)
    const { plan, charges } = payLate(planned, asked, receipt, document)
    const premiseId = document.premiseId ?? document.items[0]?.premiseId ?? null
    this.receipts.push({
      receiptId: receipt.id,
      documentId: receipt.documentId,
      premiseId,
      class: plan.class,
      appliedCents: plan.appliedCents,
      creditCents: plan.creditCents,
    })
    this.settlements.push(...plan.settlements.map((one) => this.#settled(receipt, one)))
    if (plan.creditCause) {
      this.credits.push({
        receiptId: receipt.id,
        premiseId,
        customerId: document.debtorId,
        cause: plan.creditCause,
        amountCents: plan.creditCents,
      })
    }
    this.pending.push(...this.#shortfalls(receipt, plan), ...charges)
    for (const charge of charges.filter(({ isPaid }) => isPaid)) {
      const source = document.items.find(({ id }) => id === charge.sourceItemId)!
      this.lateItems.push({
        settled: { ...lateSettlement(charge, source, receipt), postedOn: this.postedOn },
        debtorId: charge.debtorId,
      })
    }
  }

  #settled(receipt: ReceiptToSettle, one: PlannedSettlement): Draft1<SettledItem> {
    const item = one.item as LockedItem
    return {
      receiptId: receipt.id,
      itemId: item.id,
      premiseId: item.premiseId,
      originType: item.originType,
      originId: item.originId,
      reference: item.reference,
      chargeType: item.chargeType,
      category: item.category,
      component: item.component,
      beneficiaryId: item.beneficiaryId,
      beneficiaryKind: item.beneficiaryKind,
      amountCents: one.amountCents,
      transferredCents: one.transferredCents,
      forgivenCents: one.forgivenCents,
      withheldCents: one.withheldCents,
      settledOn: receipt.paidOn,
      postedOn: this.postedOn,
    }
  }

  /** One pending charge per beneficiary and component for what was not paid: an unpaid fine stays one and bears no other. */
  #shortfalls(receipt: ReceiptToSettle, { settlements }: SettlementPlan): Draft<Pending>[] {
    const short = settlements.filter(({ transferredCents }) => transferredCents > 0n)
    const groups = Map.groupBy(short, ({ item }) => `${item.beneficiaryId}/${item.component}`)
    return [...groups.values()].map((group) => {
      const item = group[0]!.item as LockedItem
      const items = group.map((one) => ({ item: one.item.id, cents: one.transferredCents }))
      return {
        ...ownerOf(item),
        receiptId: receipt.id,
        chargeType: 'underpayment',
        component: item.component,
        beneficiaryId: item.beneficiaryId,
        beneficiaryKind: item.beneficiaryKind,
        amountCents: items.reduce((sum, { cents }) => sum + cents, 0n),
        cause: 'underpayment',
        explanation: canonicalJson({ paid_cents: receipt.amountCents, items }),
      }
    })
  }

  #lateCharges(
    receipt: ReceiptToSettle,
    { late }: SettlementPlan,
    document: LockedDocument
  ): Draft<Pending>[] {
    return late.flatMap((base) => {
      const item = document.items.find(({ id }) => id === base.itemId)!
      return computeLateCharges(this.#terms, base, receipt.paidOn).map((charge) => {
        const { beneficiary } = chargeTypeNamed(this.#types, charge.chargeType)
        return {
          ...ownerOf(item),
          ...charge,
          receiptId: receipt.id,
          beneficiaryId: beneficiary.id,
          beneficiaryKind: beneficiary.kind,
          cause: 'late' as const,
        }
      })
    })
  }
}

type Draft1<T> = Omit<T, 'settlementId'>

const ownerOf = (item: LockedItem) => ({
  sourceItemId: item.id,
  premiseId: item.premiseId,
  debtorId: item.debtorId,
  category: null,
})

async function numbered(tx: Tx, planner: Planner): Promise<SettlementEffects> {
  const { credits, pending, receipts, heldUntil, postedOn } = planner
  const itemIds = await takeIds(tx, 'receivables_items', planner.lateItems.length)
  const late = planner.lateItems.map((one, i) => ({ ...one.settled, itemId: itemIds[i]! }))
  const settlements = [...planner.settlements, ...late]
  const settlementIds = await takeIds(tx, 'receivables_settlements', settlements.length)
  const creditIds = await takeIds(tx, 'receivables_credits', credits.length)
  const pendingIds = await takeIds(tx, 'receivables_pending_charges', pending.length)
  const numberedOnes = settlements.map((one, i) => ({ ...one, settlementId: settlementIds[i]! }))
  return {
    receipts,
    settlements: numberedOnes,
    lateItems: planner.lateItems.map(({ debtorId }, i) => ({
      settled: numberedOnes[planner.settlements.length + i]!,
      debtorId,
    })),
    credits: credits.map((one, i) => ({ ...one, id: creditIds[i]! })),
    pending: pending.map((one, i) => ({ ...one, id: pendingIds[i]! })),
    heldUntil,
    postedOn,
  }
}
