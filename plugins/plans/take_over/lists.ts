import { type CivilDate, type RefMonth, isRefMonth } from '#core/calendar/index'
import { centsOf, refuse, requiredDay } from '#plugins/registry/api'
import type { Instalment } from '../domain/schedule.ts'

/** A part of a debt that a plan took, as its cell tells it. */
export interface ListedDebt {
  readonly chargeType: string
  readonly reference: RefMonth
  readonly dueOn: CivilDate
  readonly openCents: bigint
  readonly fineCents: bigint
  readonly interestCents: bigint
  readonly correctionCents: bigint
}

export const wordsOf = (text: string | undefined): string[] =>
  (text ?? '').split(/\s+/).filter(Boolean)

/** 2026-09, of `2026-09` or `09/2026`. */
export function referenceOf(text: string): RefMonth {
  const reference = text.replace(/^(\d{2})\/(\d{4})$/, '$2-$1')
  return isRefMonth(reference) ? reference : refuse(`Referência inválida: “${text}”`)
}

const centsNotNegative = (text: string, title: string): bigint => {
  const cents = centsOf(text, title)
  return cents < 0n ? refuse(`${title}: “${text}” é negativo`) : cents
}

/** Instalments to come, `principal+juros` each: `85,50+3,20 85,50`. */
export const instalmentsOf = (text: string | undefined): Instalment[] =>
  wordsOf(text).map((word) => {
    const [principal = '', interest = '0,00', ...more] = word.split('+')
    if (more.length) return refuse(`Parcela “${word}”: use principal+juros`)
    const principalCents = centsNotNegative(principal, 'Principal da parcela')
    const interestCents = centsNotNegative(interest, 'Juros da parcela')
    if (principalCents === 0n) return refuse(`Parcela “${word}”: falta o principal`)
    return { principalCents, interestCents }
  })

const DEBT = 'tipo|referência|vencimento|valor+multa+juros+correção'

/** Debts that a plan took: `water|2025-03|2025-04-10|120,00+2,40+1,20+0,00`. */
export const debtsOf = (text: string | undefined): ListedDebt[] =>
  wordsOf(text).map((word) => {
    const [chargeType = '', reference = '', due = '', amounts = '', ...more] = word.split('|')
    if (more.length || !amounts) return refuse(`Débito “${word}”: use ${DEBT}`)
    const [open = '', ...late] = amounts.split('+')
    if (late.length > 3) return refuse(`Débito “${word}”: use ${DEBT}`)
    const openCents = centsOf(open, 'Valor do débito')
    if (openCents <= 0n) return refuse(`Débito “${word}”: o valor precisa ser maior que zero`)
    const [fineCents, interestCents, correctionCents] = [0, 1, 2].map((at) =>
      centsNotNegative(late[at] ?? '0,00', 'Encargos do débito')
    ) as [bigint, bigint, bigint]
    return {
      ...{ chargeType, reference: referenceOf(reference), dueOn: requiredDay(due, 'Vencimento') },
      ...{ openCents, fineCents, interestCents, correctionCents },
    }
  })
