import { BusinessError, defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_JOBS_UNKNOWN: {
    status: 404,
    message: 'There is no job "{name}"',
    pt: 'O processo em lote “{name}” não existe nesta instalação. O módulo dele pode estar desligado.',
  },
  E_JOBS_TERRITORY: {
    status: 403,
    message: 'Job "{job}" reaches the whole municipality and {user} works in some localities only',
    pt: '“{job}” alcança o município todo, e {user} trabalha só em algumas localidades. Peça a quem trabalha em todas.',
  },
  E_JOBS_RUN_UNKNOWN: {
    status: 404,
    message: 'There is no run {id}',
    pt: 'A execução {id} não foi encontrada. Ela pode ser de outro município.',
  },
  E_JOBS_OVER: {
    status: 409,
    message: 'Run {id} is {status}',
    pt: 'A execução {id} já terminou ({status}); não há o que cancelar.',
  },
  E_JOBS_NOT_FAILED: {
    status: 409,
    message: 'Run {id} is {status}, not failed',
    pt: 'Só uma execução que falhou pode ser retomada; a {id} está {status}.',
  },
  E_JOBS_KEY_TAKEN: {
    status: 409,
    message: 'Run {id} cannot go on: a later run has the same key',
    pt: 'A execução {id} não pode ser retomada: outra mais nova faz o mesmo trabalho. Abra a mais nova.',
  },
  E_JOBS_CRON: {
    status: 422,
    message: 'Cron expression "{expression}" is not valid: {why}',
    pt: 'A expressão “{expression}” não é válida: {why}.',
  },
  E_JOBS_SCHEDULE_UNKNOWN: {
    status: 404,
    message: 'There is no schedule {id}',
    pt: 'O agendamento {id} não foi encontrado. Ele pode ser de outro município.',
  },
  E_JOBS_NOT_SCHEDULABLE: {
    status: 422,
    message: 'Job {job} declares no schedule',
    pt: 'O trabalho “{job}” não pode ser agendado: ele precisa de dados que só uma pessoa informa.',
  },
  E_JOBS_SCHEDULE_NAME: {
    status: 409,
    message: 'There is a schedule named {name}',
    pt: 'Já existe um agendamento chamado “{name}”. Dê outro nome.',
  },
  E_JOBS_SCHEDULE_NEVER: {
    status: 422,
    message: 'The schedule has no occurrence within five years',
    pt: 'Com estas escolhas o trabalho nunca seria feito. Confira os dias, a regra de dia útil e o período.',
  },
  E_JOBS_SCHEDULE_SETTING: {
    status: 422,
    message: 'Setting {setting} has no value "{value}"',
    pt: 'Escolha um valor da lista em “{setting}”.',
  },
  E_JOBS_TRAIL: {
    status: 409,
    message: 'The audit trail is broken at {id}: {problem}',
    pt: 'A trilha de auditoria foi alterada: no registro ou bloco {id}, {problem}. Guarde uma cópia do banco antes de qualquer outra coisa e avise o auditor.',
  },
  E_JOBS_CHUNKS: {
    status: 409,
    message: '{failed} of {chunks} chunks failed',
    pt: 'Blocos que falharam: {failed} de {chunks}. Veja o erro de cada um, corrija a causa e retome a execução. Primeiro erro: {first}',
  },
})

/** Why a run or a chunk stopped: the first line for people, the second (when there is one) for support. */
export function explainFailure(error: unknown): string {
  if (error instanceof BusinessError) return error.people
  const { message, code } = error as { message?: string; code?: string }
  return `Erro inesperado; nada deste passo foi gravado.\n${[code, message ?? String(error)].filter(Boolean).join(' ')}`
}
