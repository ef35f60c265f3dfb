import type { EnumOption } from '#core/records/index'
import type { Withheld } from '../services/judge_year.ts'

export const CLEARANCE_STATES: readonly EnumOption[] = [
  { value: 'issued', label: 'Emitida', tone: 'good' },
  { value: 'withheld', label: 'Ainda não cabe', tone: 'attention' },
]

/** Why a year is not declared paid. */
export const WITHHELD: Readonly<Record<Withheld, string>> = {
  pending: 'Há débito em aberto do ano ou anterior',
  plan: 'Há débito em parcelamento',
  dispute: 'Há débito em análise no prestador',
  confirming: 'Há pagamento à espera do banco',
  court: 'Todos os meses estão em discussão judicial',
}

export const REASONS: readonly EnumOption[] = Object.entries(WITHHELD).map(([value, label]) => ({
  ...{ value, label },
}))

export const CLEARANCE_MEANS: readonly EnumOption[] = [
  { value: 'invoice', label: 'Na fatura' },
  { value: 'document', label: 'Documento à parte' },
]
