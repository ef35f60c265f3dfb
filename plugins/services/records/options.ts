import type { EnumOption } from '#core/records/index'

export const KINDS: readonly EnumOption[] = [
  { value: 'work', label: 'Serviço' },
  { value: 'inspection', label: 'Fiscalização' },
]

export const ORDER_STATES: readonly EnumOption[] = [
  { value: 'open', label: 'Aberta', tone: 'attention' },
  { value: 'done', label: 'Feita', tone: 'good' },
  { value: 'not_done', label: 'Não feita', tone: 'bad' },
  { value: 'cancelled', label: 'Cancelada', tone: 'neutral' },
]

export const RESULTS: readonly EnumOption[] = ORDER_STATES.filter(({ value }) =>
  ['done', 'not_done'].includes(value)
)
