import type { EnumOption } from '#core/records/index'

export const METER_SITUATIONS: readonly EnumOption[] = [
  { value: 'stock', label: 'Em estoque', tone: 'info' },
  { value: 'installed', label: 'Instalado', tone: 'good' },
  { value: 'maintenance', label: 'Em manutenção', tone: 'attention' },
  { value: 'scrapped', label: 'Sucata', tone: 'neutral' },
]

/** Where a meter that comes off a connection may go. */
export const DESTINATIONS: readonly EnumOption[] = [
  { value: 'stock', label: 'Estoque' },
  { value: 'maintenance', label: 'Manutenção' },
  { value: 'scrapped', label: 'Sucata' },
]

export const TRANSMISSIONS: readonly EnumOption[] = [
  { value: 'magnetic', label: 'Magnética' },
  { value: 'mechanical', label: 'Mecânica' },
  { value: 'electronic', label: 'Eletrônica' },
]

export const MOVEMENT_KINDS: readonly EnumOption[] = [
  { value: 'registered', label: 'Entrada no estoque', tone: 'info' },
  { value: 'installed', label: 'Instalação', tone: 'good' },
  { value: 'removed', label: 'Retirada', tone: 'attention' },
  { value: 'sent', label: 'Transferência', tone: 'neutral' },
]

export const ORDER_KINDS: readonly EnumOption[] = [
  { value: 'exchange', label: 'Troca' },
  { value: 'verification', label: 'Aferição' },
  { value: 'installation', label: 'Instalação' },
]

export const ORDER_STATES: readonly EnumOption[] = [
  { value: 'open', label: 'Aberta', tone: 'attention' },
  { value: 'done', label: 'Encerrada', tone: 'good' },
  { value: 'cancelled', label: 'Cancelada', tone: 'neutral' },
]

export const ORDER_ORIGINS: readonly EnumOption[] = [
  { value: 'age', label: 'Fim da validade' },
  { value: 'occurrence', label: 'Ocorrência de leitura' },
  { value: 'customer', label: 'Pedido do cliente' },
  { value: 'utility', label: 'Iniciativa do prestador' },
]

export const VERIFICATION_RESULTS: readonly EnumOption[] = [
  { value: 'approved', label: 'Aprovado', tone: 'good' },
  { value: 'rejected', label: 'Reprovado', tone: 'bad' },
]

/** What people call a value, in lower case. */
export const words = (options: readonly EnumOption[], value: string): string =>
  (options.find((option) => option.value === value)?.label ?? value).toLowerCase()
