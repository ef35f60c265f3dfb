import { type CivilDate, daysBetween } from '#core/calendar/index'
import { LEGACY_ORIGIN, type OpenDebt } from '#plugins/receivables/api'

const INVOICE = 'billing.invoice'
/** Under these a debt is collected by another way, or not at all. */
const ARRANGED: readonly string[] = ['plan', 'renegotiated']
const ELSEWHERE: readonly string[] = ['inscribed', 'in_court']

/** What is known of a premise on the day, besides its debts. */
export interface PremiseState {
  readonly premiseId: bigint
  readonly registration: string
  readonly category: string | null
  readonly situation: string | null
  readonly isSocial: boolean
  readonly holderId: bigint | null
  readonly customerType: string | null
  readonly isBlocked: boolean
  /** Code of the billing group. */
  readonly group: string | null
  readonly district: string
}

/** The debts of one debtor at one premise: those that count for a notice, and why others do not. */
export interface Candidate {
  readonly premise: PremiseState
  readonly debtorId: bigint
  readonly debts: readonly OpenDebt[]
  readonly held: number
  readonly arranged: number
  readonly hasPending: boolean
}

export interface Sorting {
  readonly premises: ReadonlyMap<bigint, PremiseState>
  /** Invoices in process. */
  readonly held: ReadonlySet<bigint>
  /** Debts of pending notices: `premise/debtor` to `type/id`. */
  readonly pending: ReadonlyMap<string, ReadonlySet<string>>
  readonly includesSundry: boolean
  /** False: all that is open counts, also of who is not cut for. */
  readonly isForCut?: boolean
}

export const pairKey = (premiseId: bigint, debtorId: bigint): string => `${premiseId}/${debtorId}`
export const originKey = ({ type, id }: OpenDebt['origin']): string => `${type}/${id}`
/** An invoice, or a bill of the system before that asked for water. */
export const isInvoice = ({ origin, hasWater }: OpenDebt): boolean =>
  origin.type === INVOICE || (origin.type === LEGACY_ORIGIN && hasWater)
/** Invoices alone are in process. */
export const isInProcess = ({ origin }: OpenDebt, held: ReadonlySet<bigint>): boolean =>
  origin.type === INVOICE && held.has(origin.id)

/** Debts by premise and debtor, sorted into those that count and those that do not. */
export function candidates(
  debts: readonly OpenDebt[],
  { premises, held, pending, includesSundry, isForCut = true }: Sorting
): Candidate[] {
  const pairs = Map.groupBy(
    debts.filter(({ premiseId }) => premiseId !== null && premises.has(premiseId)),
    ({ premiseId, debtorId }) => pairKey(premiseId!, debtorId)
  )
  return [...pairs].map(([key, of]) => {
    const noticed = pending.get(key)
    const isHeld = (debt: OpenDebt) => isInProcess(debt, held)
    const has = (debt: OpenDebt, marks: readonly string[]) =>
      debt.marks.some((mark) => marks.includes(mark))
    const counts = (debt: OpenDebt) =>
      (debt.cutCents > 0n || !isForCut) &&
      (includesSundry || isInvoice(debt)) &&
      !isHeld(debt) &&
      !has(debt, ARRANGED) &&
      !has(debt, ELSEWHERE) &&
      !noticed?.has(originKey(debt.origin))
    return {
      premise: premises.get(of[0]!.premiseId!)!,
      debtorId: of[0]!.debtorId,
      debts: of.filter(counts),
      held: of.filter(isHeld).length,
      arranged: of.filter((debt) => has(debt, ARRANGED)).length,
      hasPending: noticed !== undefined,
    }
  })
}

/** What the decision is asked of a candidate, the parameters apart. */
export function noticeFacts(
  { premise, debtorId, debts, held, arranged, hasPending }: Candidate,
  on: CivilDate
) {
  const invoices = debts.filter(isInvoice)
  return {
    today: on,
    invoices: invoices.length,
    water_invoices: invoices.filter(({ hasWater }) => hasWater).length,
    sundry: debts.length - invoices.length,
    debt_cents: Number(debts.reduce((sum, { cutCents }) => sum + cutCents, 0n)),
    oldest_days: debts.reduce((days, { dueOn }) => Math.max(days, daysBetween(dueOn, on)), 0),
    ...{ held, arranged },
    ...{ category: premise.category, situation: premise.situation, is_social: premise.isSocial },
    ...{ customer_type: premise.customerType, is_holder: premise.holderId === debtorId },
    ...{ is_blocked: premise.isBlocked, has_pending: hasPending },
  }
}
