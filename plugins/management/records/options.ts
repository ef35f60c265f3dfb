import type { EnumOption } from '#core/records/index'

export const ACTION_KINDS: readonly EnumOption[] = [
  { value: 'meter_exchange', label: 'Troca de hidrômetros parados' },
  { value: 'reconnection', label: 'Ligações inativas com consumo' },
  { value: 'category', label: 'Categoria a corrigir' },
  { value: 'other', label: 'Outra' },
]

export const ACTION_STATES: readonly EnumOption[] = [
  { value: 'open', label: 'Em andamento', tone: 'info' },
  { value: 'closed', label: 'Encerrada', tone: 'neutral' },
]

export const GOAL_UNITS: readonly EnumOption[] = [
  { value: 'units', label: 'Unidades feitas' },
  { value: 'billed', label: 'R$ a mais faturados' },
  { value: 'collected', label: 'R$ a mais arrecadados' },
  { value: 'm3', label: 'm³ a mais faturados' },
]

/** Why a unit is worth an action. */
export const SIGNS: readonly EnumOption[] = [
  { value: 'exchange_asked', label: 'Troca pedida pela leitura' },
  { value: 'still_dial', label: 'Ponteiro parado' },
  { value: 'inactive_use', label: 'Consumo em ligação inativa' },
  { value: 'other_category', label: 'Categoria diferente vista em campo' },
]

export const UNIT_STATES: readonly EnumOption[] = [
  { value: 'waiting', label: 'A fazer', tone: 'attention' },
  { value: 'done', label: 'Feita', tone: 'good' },
]

/** Where the units of a new action come from. */
export const UNIT_SOURCES: readonly EnumOption[] = [
  { value: 'candidates', label: 'As que têm indícios, pelo tipo da ação' },
  { value: 'place', label: 'Todas do lugar' },
  { value: 'none', label: 'Nenhuma por enquanto (virão por arquivo)' },
]
