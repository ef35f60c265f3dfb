import type { Parameter } from '#core/configuration/index'

export const REPEAT_MINUTES = 'alerts.repeat_minutes'
export const PATIENCE_SECONDS = 'alerts.patience_seconds'
export const DISK_PERCENT = 'alerts.disk_percent'

export const alertParameters: readonly Parameter[] = [
  {
    key: REPEAT_MINUTES,
    title: 'Repetição de alertas',
    help: 'Depois de quantos minutos um alerta cuja causa continua é mandado de novo.',
    schema: { type: 'integer', minimum: 5, maximum: 10_080 },
    default: 240,
    unit: 'minutes',
    because: 'Uma mensagem por causa e intervalo: quem recebe muitas deixa de ler.',
  },
  {
    key: PATIENCE_SECONDS,
    title: 'Tolerância antes do alerta',
    help: 'Por quantos segundos um serviço pode falhar antes que os responsáveis sejam avisados.',
    schema: { type: 'integer', minimum: 0, maximum: 86_400 },
    default: 120,
    unit: 'seconds',
    because: 'Falhas de poucos segundos se resolvem sozinhas.',
  },
  {
    key: DISK_PERCENT,
    title: 'Disco quase cheio',
    help: 'A partir de quantos por cento de ocupação do disco os responsáveis são avisados.',
    schema: { type: 'integer', minimum: 50, maximum: 99 },
    default: 90,
    unit: 'percent',
    because: 'Um banco de dados sem espaço para de gravar.',
  },
]
