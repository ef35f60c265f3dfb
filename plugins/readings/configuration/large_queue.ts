import type { Parameter } from '#core/configuration/index'

export const LARGE_QUEUE = 'readings.large_customers_queue'

/** Where held readings of large customers wait (CM-25a). */
export const largeQueue: Parameter = {
  key: LARGE_QUEUE,
  title: 'Fila de crítica dos grandes clientes',
  help: 'Onde esperam as leituras retidas dos imóveis marcados no cadastro como grande consumidor: numa fila só deles, fora da geral, ou junto com as demais.',
  schema: {
    type: 'string',
    title: 'As leituras de grandes clientes esperam',
    enum: ['separate', 'together'],
    enumTitles: ['Numa fila própria', 'Na fila geral'],
  },
  default: 'separate',
  because:
    'Padrão do produto: quem responde pelos grandes clientes decide as suas leituras à parte.',
}
