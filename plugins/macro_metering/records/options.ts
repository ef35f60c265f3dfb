import type { EnumOption } from '#core/records/index'

export const POINT_KINDS: readonly EnumOption[] = [
  { value: 'abstraction', label: 'Captação de água bruta' },
  { value: 'treatment_outlet', label: 'Saída de ETA ou UTS' },
  { value: 'well', label: 'Poço ou água sem tratamento, na entrada da distribuição' },
  { value: 'reservoir', label: 'Reservatório' },
  { value: 'imported_treated', label: 'Importação de água tratada' },
  { value: 'imported_raw', label: 'Importação de água bruta' },
  { value: 'exported_treated', label: 'Exportação de água tratada' },
  { value: 'sewage_inlet', label: 'Entrada de ETE' },
  { value: 'imported_sewage', label: 'Importação de esgoto' },
  { value: 'exported_sewage', label: 'Exportação de esgoto' },
]

export const PRINCIPLES: readonly EnumOption[] = [
  { value: 'electromagnetic', label: 'Eletromagnético' },
  { value: 'ultrasonic', label: 'Ultrassônico' },
  { value: 'woltmann', label: 'Woltmann' },
  { value: 'differential', label: 'Pressão diferencial' },
  { value: 'flume', label: 'Calha Parshall ou vertedor' },
  { value: 'other', label: 'Outro' },
]

export const CALIBRATION_STATES: readonly EnumOption[] = [
  { value: 'ordered', label: 'Pedida', tone: 'attention' },
  { value: 'done', label: 'Feita', tone: 'good' },
  { value: 'cancelled', label: 'Cancelada', tone: 'neutral' },
]

export const CALIBRATION_RESULTS: readonly EnumOption[] = [
  { value: 'approved', label: 'Aprovado', tone: 'good' },
  { value: 'rejected', label: 'Reprovado', tone: 'bad' },
]

export const VOLUME_ORIGINS: readonly EnumOption[] = [
  { value: 'measured', label: 'Medido', tone: 'good' },
  { value: 'estimated', label: 'Estimado', tone: 'attention' },
]

export const VOLUME_SOURCES: readonly EnumOption[] = [
  { value: 'supervisory', label: 'Sistema supervisório', tone: 'good' },
  { value: 'typed', label: 'Digitado', tone: 'neutral' },
  { value: 'file', label: 'Planilha importada', tone: 'attention' },
]
