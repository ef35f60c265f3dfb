import { type CivilDate, daysBetween } from '#core/calendar/index'

/** What became of a debt that a notice listed, as to the cut. */
export type DebtStanding =
  'supports' | 'paid' | 'held' | 'plan' | 'restored' | 'old' | 'other_debtor' | 'third_party'

/** A debt as its notice listed it, with what is known of it now. */
export interface NoticedDebt {
  readonly originType: string
  readonly originId: bigint
  readonly number: string | null
  readonly reference: string
  readonly dueOn: CivilDate
  readonly noticedCents: bigint
  /** Zero: nothing of it is open. */
  readonly openCents: bigint
  /** Of it, what beneficiaries that count for a cut ask (DECISIONS 44). */
  readonly cutCents: bigint
  readonly debtorId: bigint | null
  readonly isHeld: boolean
  readonly isInPlan: boolean
  /** It was in a plan that was broken (DECISIONS 28). */
  readonly wasInPlan: boolean
}

export interface JudgedDebt extends NoticedDebt {
  readonly standing: DebtStanding
}

interface Asked {
  readonly on: CivilDate
  /** Who answers for the premise now. */
  readonly holderId: bigint | null
  /** What fell due earlier is collected by ordinary means. */
  readonly recentDays: number
}

/** Which debts of a notice still support a cut, and what became of the others. */
export function judgeDebts(debts: readonly NoticedDebt[], asked: Asked): JudgedDebt[] {
  return debts.map((debt) => ({ ...debt, standing: standingOf(debt, asked) }))
}

function standingOf(debt: NoticedDebt, { on, holderId, recentDays }: Asked): DebtStanding {
  if (debt.openCents === 0n) return 'paid'
  if (debt.isHeld) return 'held'
  if (debt.isInPlan) return 'plan'
  if (debt.wasInPlan) return 'restored'
  if (debt.debtorId !== holderId) return 'other_debtor'
  if (debt.cutCents === 0n) return 'third_party'
  return daysBetween(debt.dueOn, on) > recentDays ? 'old' : 'supports'
}

/** What supports the cut, in cents. */
export const supportCents = (debts: readonly JudgedDebt[]): bigint =>
  debts.reduce(
    (sum, { standing, cutCents }) => (standing === 'supports' ? sum + cutCents : sum),
    0n
  )

/** Each standing in words, as the log and the case file tell it. */
export const STANDINGS: Readonly<Record<DebtStanding, string>> = {
  supports: 'sustenta o corte',
  paid: 'pago ou corrigido',
  held: 'em processo ou com pagamento a confirmar',
  plan: 'em parcelamento',
  restored: 'restabelecido de parcelamento desfeito',
  old: 'antigo: cobra-se pelos meios ordinários',
  other_debtor: 'de outro responsável',
  third_party: 'de terceiros, que não contam para o corte',
}

/** Why nothing supports a cut, by the debts that are left; null when something does. */
export function unsupported(debts: readonly JudgedDebt[]): string | null {
  if (supportCents(debts) > 0n) return null
  const open = debts.find(({ standing }) => standing !== 'paid')
  return open ? `débito ${STANDINGS[open.standing]}` : 'débitos pagos'
}
