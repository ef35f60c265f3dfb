import type { EnumOption } from '#core/records/index'

export const METER_SITUATIONS: readonly EnumOption[] = [
  { value: 'stock', label: 'Em estoque', tone: 'info' },
  { value: 'installed', label: 'Instalado', tone: 'good' },
  { value: 'removed', label: 'Retirado', tone: 'attention' },
  { value: 'scrapped', label: 'Sucata', tone: 'neutral' },
]
