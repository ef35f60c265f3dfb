import type { Parameter } from '#core/configuration/index'

export const BACKUP_HOURS = 'backup.hours'
export const BACKUPS_KEPT = 'backup.kept'

export const backupParameters: readonly Parameter[] = [
  {
    key: BACKUP_HOURS,
    title: 'Intervalo das cópias de segurança',
    help: 'Depois de quantas horas sem uma cópia completa os responsáveis são avisados.',
    schema: { type: 'integer', minimum: 1, maximum: 720 },
    default: 26,
    unit: 'hours',
    because: 'Uma cópia por dia, com folga de duas horas para a que demora.',
  },
  {
    key: BACKUPS_KEPT,
    title: 'Cópias de segurança guardadas',
    help: 'Quantas cópias ficam na pasta; a mais antiga sai quando a nova está completa.',
    schema: { type: 'integer', minimum: 1, maximum: 400 },
    default: 14,
    because: 'Duas semanas: um erro percebido tarde ainda encontra uma cópia anterior a ele.',
  },
]
