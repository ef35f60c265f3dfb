import type { EnumOption } from '#core/records/index'

export const CASE_STATES: readonly EnumOption[] = [
  { value: 'open', label: 'Em andamento', tone: 'info' },
  { value: 'closed', label: 'Encerrado', tone: 'neutral' },
]

export const DECISION_KINDS: readonly EnumOption[] = [
  { value: 'correct_bill', label: 'Corrigir a fatura', tone: 'attention' },
  { value: 'keep_bill', label: 'Manter a fatura', tone: 'neutral' },
  { value: 'special', label: 'Condição especial', tone: 'info' },
  { value: 'other', label: 'Outra', tone: 'neutral' },
]

export const CORRECTION_STATES: readonly EnumOption[] = [
  { value: 'waiting', label: 'Correção a fazer', tone: 'attention' },
  { value: 'done', label: 'Corrigida', tone: 'good' },
]

export const PROSPECT_KINDS: readonly EnumOption[] = [
  { value: 'company', label: 'Pessoa jurídica' },
  { value: 'public_body', label: 'Órgão público' },
  { value: 'person', label: 'Pessoa física' },
]

export const PROSPECT_STATES: readonly EnumOption[] = [
  { value: 'open', label: 'Em prospecção', tone: 'info' },
  { value: 'converted', label: 'Virou cliente', tone: 'good' },
  { value: 'lost', label: 'Perdido', tone: 'neutral' },
]

export const VISIT_STATES: readonly EnumOption[] = [
  { value: 'scheduled', label: 'Marcada', tone: 'info' },
  { value: 'done', label: 'Feita', tone: 'good' },
  { value: 'cancelled', label: 'Desmarcada', tone: 'neutral' },
]
