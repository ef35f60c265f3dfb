import type { PolicyStep } from './policy.ts'
import { NO_NOTICE } from './reasons.ts'

/** Why a step that has come to somebody is not made, by code. */
export const LEFT_OUT = {
  ...NO_NOTICE,
  rule: 'Fora da condição da etapa',
  inscribed: 'Débitos em dívida ativa',
  in_court: 'Débitos em juízo',
  listed: 'Débitos já negativados',
  authority: 'Espera a confirmação da etapa',
  unreachable: 'Sem celular ou e-mail válido e autorizado: avise de outra forma',
  nobody: 'Nenhum módulo ligado faz esta etapa',
} as const

export type LeftOut = keyof typeof LEFT_OUT

interface Standing {
  readonly isHeld: boolean
  readonly marks: readonly string[]
  readonly isHolder: boolean
  readonly isBlocked: boolean
}

/**
 * What keeps a debt out of a step; null: nothing. What is disputed or agreed is asked for by nobody (DECISIONS 29), and what went
 * further is not called back to an earlier step; change of holder and blocks stop the steps that say so.
 */
export function keptOutBy(
  { kind, stops }: PolicyStep,
  { isHeld, marks, isHolder, isBlocked }: Standing
): LeftOut | null {
  if (isHeld) return 'held'
  if (marks.includes('plan') || marks.includes('renegotiated')) return 'arranged'
  if (marks.includes('in_court')) return 'in_court'
  if (kind !== 'judicial' && marks.includes('inscribed')) return 'inscribed'
  if (kind === 'bureau' && marks.includes('listed')) return 'listed'
  if (stops.includes('holder_change') && !isHolder) return 'former_holder'
  return stops.includes('block') && isBlocked ? 'blocked' : null
}
