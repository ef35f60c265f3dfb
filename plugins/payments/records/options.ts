import type { EnumOption } from '#core/records/index'

export const FILE_STATUSES: readonly EnumOption[] = [
  { value: 'importing', label: 'Em importação', tone: 'info' },
  { value: 'imported', label: 'Importado', tone: 'good' },
  { value: 'rejected', label: 'Recusado', tone: 'bad' },
  { value: 'quarantined', label: 'Em quarentena', tone: 'attention' },
  { value: 'repeated', label: 'Repetido', tone: 'neutral' },
]

export const LINE_FATES: readonly EnumOption[] = [
  { value: 'waiting', label: 'Aguardando', tone: 'info' },
  { value: 'settled', label: 'Baixada', tone: 'good' },
  { value: 'joined', label: 'Já recebida', tone: 'neutral' },
  { value: 'duplicate', label: 'Em dobro', tone: 'attention' },
  { value: 'unidentified', label: 'A identificar', tone: 'attention' },
  { value: 'returned', label: 'Não debitada', tone: 'attention' },
  { value: 'noted', label: 'Anotada', tone: 'neutral' },
  { value: 'rejected', label: 'Recusada', tone: 'bad' },
]

export const AGREEMENT_KINDS: readonly EnumOption[] = [
  { value: 'collection_return', label: 'Arrecadação por código de barras' },
  { value: 'direct_debit', label: 'Débito automático em conta' },
]

export const LAYOUT_VERSIONS: readonly EnumOption[] = ['04', '05', '06', '07'].map((value) => ({
  value,
  label: `Versão ${value}`,
}))
