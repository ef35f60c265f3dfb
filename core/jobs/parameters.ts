import type { Parameter } from '#core/configuration/index'

export const LOCAL_HOLIDAYS = 'jobs.local_holidays'

export const jobParameters: readonly Parameter[] = [
  {
    key: LOCAL_HOLIDAYS,
    title: 'Feriados locais dos agendamentos',
    help: 'Feriados estaduais e municipais que os agendamentos de execuções tratam como dias não úteis; os nacionais já são conhecidos.',
    schema: {
      type: 'array',
      maxItems: 200,
      items: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    },
    default: [],
    because:
      'Lei 9.093/1995, arts. 1º e 2º: feriados civis dos estados e religiosos dos municípios.',
  },
]
