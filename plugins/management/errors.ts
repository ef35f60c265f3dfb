import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_MANAGEMENT_ACTION_NAME: {
    status: 409,
    message: 'There is an action named {name}',
    pt: 'Já existe a ação “{name}”. Dê a esta um nome que a distinga.',
  },
  E_MANAGEMENT_ACTION_DATES: {
    status: 422,
    message: 'Action from {from} until {until}',
    pt: 'A ação termina em {until}, antes de começar, em {from}. Confira as duas datas.',
  },
  E_MANAGEMENT_ACTION_EMPTY: {
    status: 422,
    message: 'No unit is chosen for the action {name}',
    pt: 'Nenhuma unidade a escolher para a ação “{name}”. Veja o relatório “Unidades para ações comerciais”, mude o filtro, ou escolha “Nenhuma por enquanto” e traga as unidades por arquivo.',
  },
  E_MANAGEMENT_ACTION_CANDIDATES: {
    status: 422,
    message: 'Actions of kind {kind} have no candidates',
    pt: 'Ações deste tipo não têm indícios a procurar. Escolha as unidades pelo lugar, ou traga-as por arquivo.',
  },
  E_MANAGEMENT_ACTION_UNKNOWN: {
    status: 404,
    message: 'There is no open action {id}',
    pt: 'Esta ação não existe ou já foi encerrada.',
  },
  E_MANAGEMENT_ACTION_CLOSED: {
    status: 409,
    message: 'Action {id} is closed',
    pt: 'A ação foi encerrada e não muda mais.',
  },
  E_MANAGEMENT_ACTION_UNIT_TWICE: {
    status: 409,
    message: 'Premise {premise} is in action {action} already',
    pt: 'A unidade já está nesta ação.',
  },
  E_MANAGEMENT_ACTION_UNIT_UNKNOWN: {
    status: 404,
    message: 'There is no unit {id} of an open action',
    pt: 'Esta unidade não está em ação em andamento.',
  },
  E_MANAGEMENT_ACTION_TOLD: {
    status: 422,
    message: 'What was done in actions of kind {kind} is known by the system',
    pt: 'O sistema reconhece sozinho o que se faz em ações deste tipo: registre a troca, a religação ou a mudança de categoria na unidade.',
  },
  E_MANAGEMENT_ACTION_TOLD_WHEN: {
    status: 422,
    message: 'Done on {on}, outside the action',
    pt: 'O que se fez em {on} não é desta ação, que vai de {from} a {until}, nem do que ainda está por vir. Confira a data.',
  },
})
