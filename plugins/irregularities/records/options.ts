import type { EnumOption } from '#core/records/index'

export const DEGREES: readonly EnumOption[] = [
  { value: 'light', label: 'Leve', tone: 'info' },
  { value: 'moderate', label: 'Moderado', tone: 'attention' },
  { value: 'severe', label: 'Grave', tone: 'bad' },
]

export const CASE_STATES: readonly EnumOption[] = [
  { value: 'found', label: 'Constatada, a notificar', tone: 'attention' },
  { value: 'notified', label: 'Notificada, em prazo de defesa', tone: 'info' },
  { value: 'defended', label: 'Com defesa, a decidir', tone: 'attention' },
  { value: 'upheld', label: 'Procedente', tone: 'bad' },
  { value: 'dismissed', label: 'Improcedente', tone: 'good' },
]

export const labelOf = (options: readonly EnumOption[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value
