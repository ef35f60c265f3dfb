import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_REGISTRY_TAKE_OVER_FILE_UNKNOWN: {
    status: 404,
    message: 'There is no take-over file {id} in this municipality',
    pt: 'O arquivo de carga {id} não existe neste município. Volte à lista de arquivos.',
  },
  E_REGISTRY_TAKE_OVER_ENTITY: {
    status: 422,
    message: 'There is no kind of take-over file "{name}"',
    pt: 'Não há arquivo de carga do tipo “{name}”. Escolha um da lista.',
  },
  E_REGISTRY_TAKE_OVER_COLUMNS: {
    status: 422,
    message: 'Take-over file of {title}: missing columns {missing}; unknown columns {unknown}',
    pt: 'O cabeçalho não é o de {title}. Colunas que faltam: {missing}. Colunas desconhecidas: {unknown}.',
  },
  E_REGISTRY_TAKE_OVER_FILE: {
    status: 422,
    message: 'Take-over file {name} is no CSV: {problem}',
    pt: 'O arquivo {name} não pôde ser lido como CSV em UTF-8. Confira separador, aspas e codificação.',
  },
  E_REGISTRY_TAKE_OVER_MISSING: {
    status: 422,
    message: 'No take-over file was sent',
    pt: 'Escolha o arquivo CSV a carregar.',
  },
  E_REGISTRY_MERGE_SAME: {
    status: 422,
    message: 'Customer {id} cannot be merged with itself',
    pt: 'Escolha dois cadastros diferentes para unificar.',
  },
  E_REGISTRY_MERGED: {
    status: 409,
    message: 'Customer {id} was merged into {into}',
    pt: '{name} já foi unificado com outro cadastro. Abra o cadastro que ficou e continue nele.',
  },
  E_REGISTRY_PAIR_UNKNOWN: {
    status: 404,
    message: 'There is no open pair {id} of possible duplicates',
    pt: 'Este par já foi decidido ou não existe mais. Volte à fila de repetidos.',
  },
  E_REGISTRY_CHECK_UNKNOWN: {
    status: 404,
    message: 'There is no quality check "{name}"',
    pt: 'Esta conferência não existe nesta instalação. Volte à lista de conferências.',
  },
  E_REGISTRY_PREMISE_UNKNOWN: {
    status: 404,
    message: 'There is no premise {id} in this municipality',
    pt: 'O imóvel {id} não existe neste município. Confira a matrícula e busque de novo.',
  },
  E_REGISTRY_CUSTOMER_UNKNOWN: {
    status: 422,
    message: 'There is no customer {id} in this municipality',
    pt: 'O cliente escolhido não existe neste município. Busque-o pelo nome ou CPF, ou cadastre-o antes.',
  },
  E_REGISTRY_LOCALITY_UNKNOWN: {
    status: 422,
    message: 'There is no locality {id} in this municipality',
    pt: 'A localidade escolhida não existe neste município. Escolha uma da lista.',
  },
  E_REGISTRY_CATEGORY_UNKNOWN: {
    status: 422,
    message: 'There is no category {code} in this municipality',
    pt: 'A categoria “{code}” não existe na tabela de categorias deste município. Escolha uma da lista.',
  },
  E_REGISTRY_GROUP_UNKNOWN: {
    status: 422,
    message: 'There is no billing group {id} in this municipality',
    pt: 'O grupo de faturamento escolhido não existe neste município. Escolha um da lista.',
  },
  E_REGISTRY_PARENT: {
    status: 422,
    message: 'A premise of kind {kind} cannot have parent {parent}',
    pt: 'Só a unidade de um condomínio tem um imóvel principal, e ele deve ser a matrícula principal de um condomínio do mesmo grupo de faturamento.',
  },
  E_REGISTRY_CONNECTION_REPEATED: {
    status: 409,
    message: 'Premise {number} already has a connection of {service}',
    pt: 'O imóvel {number} já tem ligação de {service}. Abra a que existe para mudar a situação.',
  },
  E_REGISTRY_HOLDER_DATE: {
    status: 409,
    message: 'Premise {premise} has a holder since {since}: another cannot start on {from}',
    pt: 'O titular atual deste imóvel começou em {since}: o novo titular precisa começar depois dessa data.',
  },
})
