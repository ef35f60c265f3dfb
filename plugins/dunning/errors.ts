import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_DUNNING_NOTICE_UNKNOWN: {
    status: 404,
    message: 'There is no notice {id} in this municipality',
    pt: 'Esta notificação não existe neste município. Procure-a pelo número na lista.',
  },
  E_DUNNING_NOT_PENDING: {
    status: 409,
    message: 'Notice {number} is {state}',
    pt: 'A notificação {number} não está mais pendente ({state}). Só uma pendente pode ser alterada ou cancelada.',
  },
  E_DUNNING_SAME_DUE: {
    status: 422,
    message: 'Notice {number} is due on {on} already',
    pt: 'A notificação {number} já vence em {on}. Informe outra data.',
  },
  E_DUNNING_DUE_BELOW_LAW: {
    status: 422,
    message: 'Notice {number} cannot be due on {on}, before {first}',
    pt: 'O vencimento da notificação {number} não pode ser {on}: a lei dá pelo menos 30 dias desde a emissão ou a entrega, até {first} (Lei 11.445/2007, art. 40, § 2º).',
  },
  E_DUNNING_DUE_PAST: {
    status: 422,
    message: 'Notice {number} cannot be due on {on}, which is past',
    pt: 'O novo vencimento da notificação {number}, {on}, já passou. Informe hoje ou um dia depois.',
  },
  E_DUNNING_DELIVERED_ON: {
    status: 422,
    message: 'Notice {number} cannot be delivered on {on}: from {from} until {until}',
    pt: 'A notificação {number} não pode ter sido entregue em {on}: informe um dia entre a emissão, {from}, e hoje, {until}.',
  },
  E_DUNNING_PREMISE_UNKNOWN: {
    status: 404,
    message: 'There is no premise {id} in this municipality',
    pt: 'O imóvel escolhido não existe neste município. Procure-o pela matrícula.',
  },
  E_DUNNING_PREMISE_NUMBER: {
    status: 422,
    message: 'There is no premise {number} in this municipality',
    pt: 'Nenhum imóvel tem a matrícula “{number}” neste município. Confira o número com o dígito.',
  },
  E_DUNNING_RUN_UNKNOWN: {
    status: 404,
    message: 'Run {id} issued no notices in this municipality',
    pt: 'Esta execução não existe neste município, ou não emitiu notificações nem cartas.',
  },
  E_DUNNING_FILE_UNKNOWN: {
    status: 404,
    message: 'There is no file {id} in this municipality',
    pt: 'Este arquivo não existe neste município. Imprima de novo a execução.',
  },
  E_DUNNING_BLOCKED: {
    status: 409,
    message: 'Premise {id} is blocked already',
    pt: 'Este imóvel já está bloqueado para isto. Libere o bloqueio em vigor antes de fazer outro.',
  },
  E_DUNNING_BLOCK_UNTIL: {
    status: 422,
    message: 'Block cannot end on {on}, before {from}',
    pt: 'O bloqueio não pode terminar em {on}, antes de começar ({from}).',
  },
  E_DUNNING_BLOCK_UNKNOWN: {
    status: 404,
    message: 'There is no block {id} in this municipality',
    pt: 'Este bloqueio não existe neste município. Procure-o na lista.',
  },
  E_DUNNING_BLOCK_LIFTED: {
    status: 409,
    message: 'Block {id} was lifted before',
    pt: 'Este bloqueio já foi encerrado. Atualize a página.',
  },
})
