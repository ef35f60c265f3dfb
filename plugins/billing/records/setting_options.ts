import type { EnumOption } from '#core/records/index'
import { CHARGE_TYPES } from '#plugins/receivables/api'

/** What nobody is exempt of: what was late or is owed from before, and lines that follow another. */
const OF_THE_PAST = /^(late_|underpayment|water_|sewage_)/

export const EXEMPTED: readonly EnumOption[] = [
  { value: 'all', label: 'Tudo: lê e não emite fatura' },
  ...CHARGE_TYPES.filter(({ value }) => !OF_THE_PAST.test(value)),
]

/** Whether an exemption ends when the holder changes. */
export const BELONGS_TO = [
  { value: 'premise', label: 'Do imóvel: fica com ele' },
  { value: 'person', label: 'Pessoal: termina com o titular' },
] as const satisfies readonly EnumOption[]

export const CONTRACT_SERVICES: readonly EnumOption[] = [
  { value: 'water', label: 'Água' },
  { value: 'sewage', label: 'Esgoto' },
  { value: 'garbage', label: 'Coleta de lixo' },
]

export const CONTRACT_KINDS: readonly EnumOption[] = [
  { value: 'fixed_volume', label: 'Consumo fixo' },
  { value: 'min_max', label: 'Consumo mínimo e máximo' },
  { value: 'fixed_value', label: 'Valor fixo' },
  { value: 'demand', label: 'Demanda contratada' },
]

export const ABOVE_MAX: readonly EnumOption[] = [
  { value: 'capped', label: 'Não é cobrado' },
  { value: 'tariff', label: 'É cobrado pela tarifa' },
]

export const MESSAGE_CONDITIONS: readonly EnumOption[] = [
  { value: 'every', label: 'Toda fatura com valor' },
  { value: 'zero', label: 'Fatura sem valor a pagar' },
  { value: 'direct_debit', label: 'Fatura em débito automático' },
  { value: 'overdue', label: 'Há débitos vencidos' },
  { value: 'excess', label: 'Consumo acima da média' },
]

export const MESSAGE_TONES: readonly EnumOption[] = [
  { value: 'info', label: 'Informação', tone: 'info' },
  { value: 'attention', label: 'Atenção', tone: 'attention' },
]

export const labelOf = (options: readonly EnumOption[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value
