import { Dec, formatDecimal } from '#core/money/index'

/** Content of parameter `registry.social_tariff`. */
export interface SocialPolicy {
  /** Highest income for each person of the family, whole cents as text. */
  readonly income_per_person_cents: string
  readonly categories: readonly string[]
  readonly most_economies: number
  /** Highest average of the last months, m³ a month; null: no limit. */
  readonly most_m3: number | null
  readonly validity_months: number
}

/** Half of the minimum wage of 2026 (R$ 1.621,00), by Lei 14.898/2024, art. 2º; the regulator's numbers take its place. */
export const DEFAULT_SOCIAL_POLICY: SocialPolicy = {
  income_per_person_cents: '81050',
  categories: ['RES'],
  most_economies: 1,
  most_m3: null,
  validity_months: 24,
}

export interface SocialCase {
  readonly programmeNumber: string
  readonly incomeCents: bigint
  readonly familySize: number
  readonly economies: readonly { readonly category: string; readonly economies: number }[]
  /** m³ a month as decimal text, not rounded; null: not known yet. */
  readonly averageM3: string | null
  readonly isHolder: boolean
  /** Registration number of the other unit of the holder or of the family that has the benefit. */
  readonly otherUnit: string | null
}

const WEIGHTS = [3, 2, 9, 8, 7, 6, 5, 4, 3, 2]
const MODULUS = 11
const TEN = 10

/** Whether a NIS or PIS has its right check digit: modulus 11, weights 3, 2, 9 to 2; 10 and 11 give 0. */
export function isProgrammeNumber(text: string): boolean {
  if (!/^\d{11}$/.test(text) || /^(\d)\1*$/.test(text)) return false
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0)
  const digit = MODULUS - (sum % MODULUS)
  return (digit >= TEN ? 0 : digit) === Number(text[TEN])
}

/** Up, so that a mean just over the limit is not shown as the limit. */
const shown = (m3: Dec) => formatDecimal(m3.round(2, 'up'))

/** The criteria that a case does not meet, in Portuguese; none: it fits. */
export function unmetCriteria(one: SocialCase, policy: SocialPolicy): string[] {
  const unmet: string[] = []
  const count = one.economies.reduce((sum, { economies }) => sum + economies, 0)
  const isCategory = one.economies.every(({ category }) => policy.categories.includes(category))
  const limit = BigInt(policy.income_per_person_cents)
  if (!one.isHolder) unmet.push('o beneficiário não é o titular da unidade')
  if (!isProgrammeNumber(one.programmeNumber))
    unmet.push('o número do programa social não é válido (onze algarismos, com dígito verificador)')
  if (!one.economies.length || !isCategory) unmet.push('a categoria da unidade não é residencial')
  if (count > policy.most_economies)
    unmet.push(`a unidade tem ${count} economias, e o limite é ${policy.most_economies}`)
  if (one.incomeCents > limit * BigInt(one.familySize))
    unmet.push('a renda por pessoa passa do limite')
  if (policy.most_m3 !== null && one.averageM3 !== null) {
    const average = Dec.of(one.averageM3)
    if (average.gt(Dec.of(policy.most_m3)))
      unmet.push(`o consumo médio, ${shown(average)} m³, passa de ${policy.most_m3} m³`)
  }
  if (one.otherUnit !== null) unmet.push(`a família já tem o benefício na unidade ${one.otherUnit}`)
  return unmet
}
