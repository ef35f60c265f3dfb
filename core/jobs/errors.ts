import { BusinessError, defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_JOBS_UNKNOWN: {
    status: 404,
    message: 'There is no job "{name}"',
    pt: 'O processo em lote “{name}” não existe nesta instalação. O módulo dele pode estar desligado.',
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
  E_JOBS_CHUNKS: {
    status: 409,
    message: '{failed} of {chunks} chunks failed',
    pt: 'Blocos que falharam: {failed} de {chunks}. Veja o erro de cada um, corrija a causa e retome a execução.',
  },
})

/** Why a run or a chunk stopped: the first line for people, the second (when there is one) for support. */
export function explainFailure(error: unknown): string {
  if (error instanceof BusinessError) return error.people
  const { message, code } = error as { message?: string; code?: string }
  return `Erro inesperado; nada deste passo foi gravado.\n${[code, message ?? String(error)].filter(Boolean).join(' ')}`
}
