import { type CivilDate, addMonths, daysBetween } from '#core/calendar/index'

/** What the law itself keeps out of a bureau: no rule of a utility can bring it in. */
export const OBSTACLES = {
  third_party: 'Só valores de terceiros',
  hold: 'Em processo: suspensa enquanto se decide',
  plan: 'Em acordo',
  prescribed: 'Vencida há mais de 5 anos (CDC, art. 43, § 1º)',
  listed: 'Já está neste órgão',
  notice: 'Sem aviso prévio com o prazo cumprido (CDC, art. 43, § 2º)',
} as const
export type Obstacle = keyof typeof OBSTACLES

const PRESCRIPTION_MONTHS = 60

export interface DebtFacts {
  readonly listingCents: bigint
  readonly dueOn: CivilDate
  readonly marks: readonly string[]
  readonly isHeld: boolean
  /** It stands at the same bureau, or is about to. */
  readonly isListed: boolean
  /** When the last notice that covers it was sent; null: none since it was last taken off. */
  readonly noticedOn: CivilDate | null
}

/** Past the fifth year of its due date, nothing of a debt may be told to bureaus. */
export const isPrescribed = (dueOn: CivilDate, today: CivilDate): boolean =>
  addMonths(dueOn, PRESCRIPTION_MONTHS) < today

/** Why a debt may not be listed on a day; null when it may. */
export function obstacleOf(
  debt: DebtFacts,
  { today, noticeDays }: { readonly today: CivilDate; readonly noticeDays: number }
): Obstacle | null {
  if (debt.isListed) return 'listed'
  if (debt.listingCents <= 0n) return 'third_party'
  if (debt.marks.includes('plan') || debt.marks.includes('renegotiated')) return 'plan'
  if (debt.isHeld) return 'hold'
  if (isPrescribed(debt.dueOn, today)) return 'prescribed'
  const hasNotice = debt.noticedOn !== null && daysBetween(debt.noticedOn, today) >= noticeDays
  return hasNotice ? null : 'notice'
}
