import type { Parameter } from '#core/configuration/index'

export const BULK_INLINE = 'records.bulk_inline'
export const EXPORT_INLINE = 'records.export_inline'
export const LARGEST_PAGE = 'records.largest_page'
/** Rows of the largest page where nothing else is configured. */
export const LARGEST_ROWS = 200

export default [
  {
    key: BULK_INLINE,
    title: 'Registros por ação em lote feita na hora',
    help: 'Até tantos registros, uma ação em lote é feita na hora, com a pessoa esperando. Acima disso vira uma execução com andamento.',
    schema: { type: 'integer', minimum: 1, maximum: 1000 },
    default: 50,
    unit: 'registros',
    because: 'Decisão do produto: ninguém espera mais que alguns segundos diante da tela.',
  },
  {
    key: EXPORT_INLINE,
    title: 'Linhas por exportação feita na hora',
    help: 'Até tantas linhas, o arquivo é baixado na hora. Acima disso é preparado em uma execução e fica à espera na página dela.',
    schema: { type: 'integer', minimum: 1, maximum: 1_000_000 },
    default: 20_000,
    unit: 'linhas',
    because: 'Decisão do produto: ninguém espera mais que alguns segundos diante da tela.',
  },
  {
    key: LARGEST_PAGE,
    title: 'Linhas por página de lista',
    help: 'Maior página que uma lista ou uma consulta de outro sistema devolve. Quem pede mais recebe este tanto.',
    schema: { type: 'integer', minimum: 10, maximum: 1000 },
    default: LARGEST_ROWS,
    unit: 'linhas',
    because: 'Decisão do produto: mais que isso ninguém lê de uma vez, e a tela abre devagar.',
  },
] as readonly Parameter[]
