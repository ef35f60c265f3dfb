import type { EnumOption } from '#core/records/index'

export const LOAD_STATE_OPTIONS: readonly EnumOption[] = [
  { value: 'generated', label: 'Gerada', tone: 'neutral' },
  { value: 'distributed', label: 'Distribuída', tone: 'info' },
  { value: 'in_field', label: 'Em campo', tone: 'info' },
  { value: 'returned', label: 'Retornada', tone: 'attention' },
  { value: 'processed', label: 'Processada', tone: 'info' },
  { value: 'billed', label: 'Faturada', tone: 'good' },
]
export const QUALIFICATION_OPTIONS: readonly EnumOption[] = [
  { value: 'read', label: 'Ler', tone: 'info' },
  { value: 'not_read', label: 'Não ler', tone: 'neutral' },
  { value: 'unmetered', label: 'Sem hidrômetro', tone: 'neutral' },
]
export const KIND_OPTIONS: readonly EnumOption[] = [
  { value: 'measured', label: 'Medido', tone: 'good' },
  { value: 'estimated', label: 'Estimado', tone: 'attention' },
  { value: 'average', label: 'Média', tone: 'attention' },
  { value: 'minimum', label: 'Mínimo', tone: 'attention' },
  { value: 'unmetered', label: 'Sem medição', tone: 'neutral' },
]
export const READING_STATE_OPTIONS: readonly EnumOption[] = [
  { value: 'accepted', label: 'Aceita', tone: 'good' },
  { value: 'held', label: 'Retida na crítica', tone: 'bad' },
  { value: 'confirmed', label: 'Decidida por pessoa', tone: 'info' },
]
export const ORIGIN_OPTIONS: readonly EnumOption[] = [
  { value: 'load', label: 'Carga de leitura' },
  { value: 'amr', label: 'Leitura automática (AMR)', tone: 'info' },
  { value: 'legacy', label: 'Sistema anterior', tone: 'neutral' },
]
export const FILE_STATUS_OPTIONS: readonly EnumOption[] = [
  { value: 'accepted', label: 'Aceito', tone: 'good' },
  { value: 'partial', label: 'Aceito em parte', tone: 'attention' },
  { value: 'rejected', label: 'Recusado', tone: 'bad' },
]
export const FATE_OPTIONS: readonly EnumOption[] = [
  { value: 'accepted', label: 'Aceita', tone: 'good' },
  { value: 'rejected', label: 'Recusada', tone: 'bad' },
  { value: 'unknown', label: 'Matrícula desconhecida', tone: 'bad' },
  { value: 'duplicate', label: 'Repetida', tone: 'attention' },
  { value: 'review', label: 'Revisão em campo', tone: 'info' },
]
export const FILE_SOURCE_OPTIONS: readonly EnumOption[] = [
  { value: 'file', label: 'Arquivo de coletor' },
  { value: 'device', label: 'Coletor' },
  { value: 'sheet', label: 'Boletim digitado' },
  { value: 'amr', label: 'Leitura automática (AMR)' },
]

/** The words and colour of a load's state. */
export const statusOf = (state: string): EnumOption =>
  LOAD_STATE_OPTIONS.find(({ value }) => value === state) ?? LOAD_STATE_OPTIONS[0]!
export const REVIEW_STATE_OPTIONS: readonly EnumOption[] = [
  { value: 'asked', label: 'Esperando a visita', tone: 'attention' },
  { value: 'returned', label: 'Voltou do campo', tone: 'good' },
  { value: 'withdrawn', label: 'Decidida sem a visita', tone: 'neutral' },
]
export const FAULT_OPTIONS: readonly EnumOption[] = [
  { value: 'none', label: 'Ninguém', tone: 'neutral' },
  { value: 'customer', label: 'Cliente', tone: 'neutral' },
  { value: 'utility', label: 'Prestador', tone: 'attention' },
]
export const AUTOMATIC_FATE_OPTIONS: readonly EnumOption[] = [
  { value: 'accepted', label: 'Guardada', tone: 'good' },
  { value: 'repeated', label: 'Repetida', tone: 'attention' },
  { value: 'unknown', label: 'Hidrômetro desconhecido', tone: 'bad' },
  { value: 'rejected', label: 'Recusada', tone: 'bad' },
]
export const AUTOMATIC_SOURCE_OPTIONS: readonly EnumOption[] = [
  { value: 'api', label: 'Transmissão' },
  { value: 'file', label: 'Arquivo' },
]
export const SOURCE_MEASUREMENTS: readonly EnumOption[] = [
  { value: 'metered', label: 'Com hidrômetro' },
  { value: 'estimated', label: 'Volume estimado' },
]
export const SOURCE_KIND_OPTIONS: readonly EnumOption[] = [
  { value: 'measured', label: 'Medido', tone: 'good' },
  { value: 'average', label: 'Média', tone: 'attention' },
  { value: 'estimated', label: 'Estimado', tone: 'attention' },
  { value: 'unread', label: 'Sem leitura', tone: 'bad' },
]

export const FINDING_FIELDS: readonly EnumOption[] = [
  { value: 'category', label: 'Categoria' },
  { value: 'economies', label: 'Economias' },
  { value: 'meter_number', label: 'Número do hidrômetro' },
  { value: 'address', label: 'Endereço' },
  { value: 'sewage', label: 'Esgoto ligado' },
]
export const FINDING_STATES: readonly EnumOption[] = [
  { value: 'pending', label: 'A conferir', tone: 'attention' },
  { value: 'corrected', label: 'Corrigida no cadastro', tone: 'good' },
  { value: 'rejected', label: 'Recusada', tone: 'bad' },
]
