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
  E_DUNNING_DELIVERED: {
    status: 409,
    message: 'Notice {number} was delivered on {on} already',
    pt: 'A notificação {number} já foi entregue em {on}. Se foi engano, registre a entrega de novo com o dia certo.',
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
  E_DUNNING_NOTHING_TO_PROVE: {
    status: 409,
    message: 'Notice {number} lists no open invoice',
    pt: 'Nenhuma fatura da notificação {number} está em aberto: não há pagamento a esperar. Cancele a notificação, se for o caso.',
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
  E_DUNNING_CASE_INCOMPLETE: {
    status: 409,
    message: 'The case of notice {notice} lacks {missing}',
    pt: 'Sem o dossiê completo não há ordem de corte: ao da notificação {notice} falta {missing}.',
  },
  E_DUNNING_CUT_BY_HAND: {
    status: 422,
    message: 'Service type {type} is asked by a case',
    pt: 'A ordem de corte só nasce de uma notificação vencida, com o dossiê completo. Gere-a em Ordens de corte.',
  },
  E_DUNNING_CUT_WITHOUT_CASE: {
    status: 409,
    message: 'Order {number} has no case',
    pt: 'A ordem {number} não tem dossiê de corte e não pode ser encerrada como feita. Cancele-a.',
  },
  E_DUNNING_CUT_TIME: {
    status: 422,
    message: 'Order {number} says no hour',
    pt: 'Diga a que horas foi feito o corte da ordem {number}: a lei só o permite em horário comercial.',
  },
  E_DUNNING_CUT_FORBIDDEN: {
    status: 422,
    message: 'Order {number} may not be executed on {on} at {time}: {why}',
    pt: 'O corte da ordem {number} não pode ser feito em {on}, às {time}: {why} ({article}).',
  },
  E_DUNNING_CUT_PAID: {
    status: 409,
    message: 'Nothing supports order {number} any more: {why}',
    pt: 'O corte da ordem {number} não pode mais ser feito: {why}. Encerre-a como não feita ou cancele-a.',
  },
  E_DUNNING_CUT_PHOTOS: {
    status: 409,
    message: 'Order {number} has {photos} of {needed} photos',
    pt: 'O corte da ordem {number} pede fotografias: {photos} de {needed}. Anexe-as à ordem antes de encerrá-la.',
  },
  E_DUNNING_CASE_UNKNOWN: {
    status: 404,
    message: 'Case {id} is unknown here',
    pt: 'O caso de corte não existe ou não é da sua área de trabalho.',
  },
  E_DUNNING_LEVEL_UNUSED: {
    status: 422,
    message: 'Cut level {level} is not in use',
    pt: 'O {level}º nível de corte não está em uso. Ligue-o no parâmetro Ordens de corte.',
  },
  E_DUNNING_PROTECTED_ALREADY: {
    status: 409,
    message: 'Premise {id} already has this protection',
    pt: 'O imóvel já tem esta proteção em vigor.',
  },
  E_DUNNING_PROTECTION_UNKNOWN: {
    status: 404,
    message: 'Protection {id} is unknown here or ended',
    pt: 'A proteção não existe ou já terminou.',
  },
  E_DUNNING_PROTECTION_UNTIL: {
    status: 422,
    message: 'A protection until {until} ends before it begins',
    pt: 'A proteção não pode terminar antes de começar.',
  },
  E_DUNNING_STEP_UNKNOWN: {
    status: 404,
    message: 'Step {id} is unknown here',
    pt: 'Esta etapa não existe neste município. Procure-a na lista.',
  },
  E_DUNNING_STEP_DECIDED: {
    status: 409,
    message: 'Step {id} is {state}',
    pt: 'Esta etapa não espera mais confirmação. Atualize a página.',
  },
  E_DUNNING_STEP_AUTHORITY: {
    status: 403,
    message: 'Step {id} is confirmed by who holds {permission}',
    pt: 'A política pede que esta etapa seja decidida por quem tem a permissão “{title}”, que você não tem. Encaminhe-a a quem a tenha.',
  },
})
