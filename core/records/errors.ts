import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_RECORDS_NO_WORKFLOW: {
    status: 409,
    message: 'No workflow of {type} is in force',
    pt: '{title}: nenhum fluxo de trabalho está em vigor hoje. Peça a um administrador que aprove um.',
  },
  E_RECORDS_NO_TRANSITION: {
    status: 409,
    message: 'Transition {transition} is not open for {type} {id}',
    pt: '“{label}” está em “{state}”: daqui não se faz isso agora. Abra o registro de novo para ver o que se pode fazer.',
  },
  E_RECORDS_TRANSITION_REASON: {
    status: 422,
    message: 'Transition {transition} asks a reason',
    pt: '“{title}” pede o motivo: escreva-o e confirme de novo.',
  },
  E_RECORDS_WORKFLOW_CURRENT: {
    status: 409,
    message: '{type} {id} already follows the workflow in force',
    pt: '“{label}” já segue o fluxo em vigor.',
  },
  E_RECORDS_WORKFLOW_STATE: {
    status: 422,
    message: 'The workflow in force of {type} has no state {state}',
    pt: '“{state}” não é uma situação do fluxo em vigor. Escolha uma destas: {states}.',
  },
  E_RECORDS_NOT_OFFERED: {
    status: 409,
    message: 'Operation "{operation}" does not apply to record {id} as it stands',
    pt: '“{action}” não se aplica a este registro como ele está agora: outra pessoa pode tê-lo mudado. Volte à página dele e veja o que se pode fazer.',
  },
  E_RECORDS_NOT_FOUND: {
    status: 404,
    message: 'No {type} with id {id} in this municipality',
    pt: 'Não há {title} com o número {id}. Confira o endereço ou procure pela busca (Ctrl K).',
  },
  E_RECORDS_READ_ONLY: {
    status: 403,
    message: 'Records of type {type} are not written by hand',
    pt: '{title}: estes registros são criados e mudados pelas operações do sistema, não à mão.',
  },
  E_RECORDS_CHANGED: {
    status: 409,
    message: '{type} {id} was changed by someone else in the meantime',
    pt: 'Outra pessoa alterou este registro enquanto você o editava. O que você digitou continua nos campos: abra o registro em outra aba, compare e salve de novo.',
  },
  E_RECORDS_REPEATED: {
    status: 409,
    message: 'Another {type} already has this {columns}',
    pt: 'Já existe outro registro com {labels} igual. Confira se não é o mesmo cadastro.',
  },
  E_RECORDS_REFUSED: {
    status: 422,
    message: 'The database refused {type}: {constraint}',
    pt: 'Estes valores não combinam entre si ({labels}). Confira-os e salve de novo.',
  },
  E_RECORDS_KEPT: {
    status: 403,
    message: 'Records of type {type} are never deleted',
    pt: '{title}: estes registros não são excluídos, porque fazem parte do histórico.',
  },
  E_RECORDS_FIXED: {
    status: 409,
    message: '{type} {id} changes no more',
    pt: '“{label}” ({title}) não muda mais nem é excluído, na situação em que está. Veja na página dele o que ainda se pode fazer.',
  },
  E_RECORDS_SYSTEM: {
    status: 409,
    message: '{type} {id} belongs to the system',
    pt: 'O sistema usa o código de “{label}” ({title}): mude a descrição ou desative a linha, mas o código fica e ela não é excluída.',
  },
  E_RECORDS_USED: {
    status: 409,
    message: '{type} {id} is used by {places}',
    pt: '“{label}” ({title}) está em uso e não pode ser excluído. Onde é usado: {places}. Troque o valor nesses registros ou desative a linha.',
  },
  E_RECORDS_STILL_USED: {
    status: 409,
    message: 'A row of {type} that other records use cannot change so: {constraint}',
    pt: 'Outros registros usam esta linha pelo código: mude a descrição, ou desative-a e cadastre outra.',
  },
  E_RECORDS_IN_USE: {
    status: 409,
    message: '{type} refers to a row that is not there: {constraint}',
    pt: 'Um dos registros escolhidos não existe mais. Escolha-o de novo e salve.',
  },
  E_RECORDS_LIST: {
    status: 404,
    message: 'There is no list {name} for this person',
    pt: 'Esta lista não existe ou não está entre as que você pode ver.',
  },
  E_RECORDS_VIEW: {
    status: 404,
    message: 'There is no view {id} that this person may take away',
    pt: 'Esta visão não existe mais ou é de outra pessoa.',
  },
  E_RECORDS_CUSTOM: {
    status: 422,
    message: 'Added fields of {type} are refused: {problem}',
    pt: 'Um dos campos adicionados não foi aceito: {problem}',
  },
  E_RECORDS_NO_SELECTION: {
    status: 422,
    message: 'No {type} is selected',
    pt: 'Nenhum registro está selecionado. Marque os que quer na lista.',
  },
  E_RECORDS_NO_BULK: {
    status: 404,
    message: '{type} declares no bulk action {action}',
    pt: 'Esta ação não pode ser feita em lote.',
  },
  E_RECORDS_EXPORT_GONE: {
    status: 404,
    message: 'There is no export {id} of this person',
    pt: 'Este arquivo não existe mais ou foi pedido por outra pessoa. Peça a exportação de novo.',
  },
  E_RECORDS_SCOPE: {
    status: 403,
    message: '{type} {id} is or would be outside the localities of {user}',
    pt: 'Este registro está ou ficaria fora das localidades em que você trabalha. Peça a quem trabalha lá.',
  },
})
