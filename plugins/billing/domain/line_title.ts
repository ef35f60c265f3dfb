import type { Component } from './invoice_line.ts'

const TITLES: Readonly<Record<string, string>> = {
  water: 'Água',
  sewage: 'Esgoto',
  water_basic: 'Tarifa fixa de água',
  sewage_basic: 'Tarifa fixa de esgoto',
  regulation_fee: 'Taxa de regulação',
  garbage: 'Taxa de coleta de lixo',
  delivery_fee: 'Taxa de entrega',
  service: 'Serviços',
  water_excess: 'Água além da demanda contratada',
  sewage_excess: 'Esgoto além da demanda contratada',
  late_fine: 'Multa por atraso',
  late_interest: 'Juros de mora',
  late_correction: 'Correção monetária',
  underpayment: 'Diferença de pagamento a menor',
  plan: 'Parcelamento',
  plan_interest: 'Juros de parcelamento',
}

const CATEGORIES: Readonly<Record<string, string>> = {
  RES: 'residencial',
  COM: 'comercial',
  IND: 'industrial',
  PUB: 'pública',
}

export const categoryTitle = (code: string): string => CATEGORIES[code] ?? code
export const chargeTitle = (code: string): string => TITLES[code] ?? code

interface Titled {
  readonly chargeType: string
  readonly category: string | null
  readonly component: Component
  readonly isCarriedIn: boolean
  readonly label?: string
}

/** A line as the customer reads it: `Água, residencial`; `Água (de mês anterior)`. */
export function lineTitle({ chargeType, category, isCarriedIn, label }: Titled): string {
  if (label !== undefined) return label
  const suffix = category === null ? '' : `, ${categoryTitle(category)}`
  return `${chargeTitle(chargeType)}${suffix}${isCarriedIn ? ' (de mês anterior)' : ''}`
}
