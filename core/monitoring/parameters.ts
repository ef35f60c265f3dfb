import type { Parameter } from '#core/configuration/index'

export const MINIMUM_POSTGRES = 'monitoring.minimum_postgres'

export const monitoringParameters: readonly Parameter[] = [
  {
    key: MINIMUM_POSTGRES,
    title: 'Versão mínima do banco de dados',
    help: 'Abaixo desta versão do PostgreSQL a página do banco de dados avisa que falta atualizar. Acompanhe as correções publicadas em postgresql.org.',
    schema: { type: 'string', pattern: '^[1-9][0-9](\\.[0-9]{1,2})?$' },
    default: '15.0',
    because: 'A menor versão em que o sistema é testado; suba-a a cada correção de segurança.',
  },
]
