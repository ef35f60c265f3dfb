/** What people may be responsible for. */
export const TOPICS = {
  run: 'Execução em lote que falhou',
  schedule: 'Agendamento que não começou',
  queue: 'Fila parada',
  mail: 'Servidor de e-mail fora do ar',
  trail: 'Trilha de auditoria sem selo',
  disk: 'Disco quase cheio',
  backup: 'Cópia de segurança em falta',
  database: 'Banco de dados fora do ar',
  webhook: 'Outro sistema não recebe os avisos',
  report: 'Envio de relatório que parou',
  rule: 'Alerta programado com erro',
  delivery: 'Entrega de terceiro que falta ou difere',
  deadline: 'Prazo legal que se aproxima',
  limit: 'Limite do controle interno ultrapassado',
  goal: 'Meta do gestor não alcançada',
  equipment: 'Equipamento com verificação vencida',
  emergency: 'Versão de emergência sem ratificação',
} as const

export type Topic = keyof typeof TOPICS
