import { defineErrors } from '#core/kernel/index'
import { placeErrors } from './place_errors.ts'

export const errors = defineErrors({
  ...placeErrors,
  E_REGISTRY_CAMPAIGN: {
    status: 422,
    message: 'Campaign {name} has no field or ends before it begins',
    pt: 'Escolha pelo menos um campo a confirmar e um fim que não venha antes do início.',
  },
  E_REGISTRY_CAMPAIGN_EMPTY: {
    status: 422,
    message: 'Campaign {name} finds no premise',
    pt: 'Nenhum imóvel com titular está nesse filtro. Confira localidade, grupo e bairro.',
  },
  E_REGISTRY_CAMPAIGN_UNKNOWN: {
    status: 404,
    message: 'There is no campaign {id} in this municipality',
    pt: 'Esta campanha não existe neste município. Volte à lista de campanhas.',
  },
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
  E_REGISTRY_TAKE_OVER_PACKED: {
    status: 422,
    message: 'The compressed take-over file {name} cannot be unpacked, or is larger than 512 MB',
    pt: 'O arquivo compactado {name} está danificado ou passa de 512 MB descompactado. Compacte-o de novo em formato gzip, ou divida-o em partes.',
  },
  E_REGISTRY_TAKE_OVER_NOTHING: {
    status: 422,
    message: 'Nothing was taken over from "{system}"',
    pt: 'Nada foi carregado do sistema “{system}”. Escreva o nome como está nos arquivos da carga.',
  },
  E_REGISTRY_TAKE_OVER_OPEN: {
    status: 409,
    message: 'Take-over files of {title} do not reconcile',
    pt: '{title}: há linhas à espera, ou o que está no arquivo não é o que está neste sistema. Abra os arquivos da carga e confira antes de assinar.',
  },
  E_REGISTRY_TAKE_OVER_SIGNED: {
    status: 409,
    message: 'The group was cut over already, signed by {by}',
    pt: 'A virada deste grupo já foi assinada por {by}. Para conferir de novo, assine um ensaio.',
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
  E_REGISTRY_MERGE_UNKNOWN: {
    status: 404,
    message: 'There is no merge {id} of customers',
    pt: 'Esta unificação não existe. Abra o cliente que ficou: a página dele mostra as unificações feitas.',
  },
  E_REGISTRY_MERGE_UNDONE: {
    status: 409,
    message: 'Merge {id} was undone already by {by}',
    pt: 'Esta unificação já foi desfeita por {by}. Abra um dos dois cadastros e continue nele.',
  },
  E_REGISTRY_MERGE_CONTRADICTED: {
    status: 409,
    message: 'Merge {id} cannot be undone: {problems}',
    pt: 'Não dá para desfazer esta unificação. {problems}',
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
  E_REGISTRY_NOTICE_MODEL: {
    status: 422,
    message: 'No model "{model}" in force; there are {known}',
    pt: 'Não há modelo aprovado chamado “{model}”. Modelos em vigor: {known}.',
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
  E_REGISTRY_TABLE_VALUE: {
    status: 422,
    message: 'Column {column} has no row for {value} in its table',
    pt: 'O código “{value}” não existe na tabela do campo. Escolha um da lista, ou cadastre-o antes em Tabelas.',
  },
  E_REGISTRY_FUTURE: {
    status: 422,
    message: 'The date {on} is after today, {today}',
    pt: 'A data {on} ainda não chegou. Registre a mudança no dia em que ela valer, ou escreva uma data até hoje.',
  },
  E_REGISTRY_SAME_HOLDER: {
    status: 409,
    message: 'Customer {customer} already is the holder of premise {premise}',
    pt: '{name} já é o titular deste imóvel. Escolha outro cliente.',
  },
  E_REGISTRY_ROLE_DATE: {
    status: 409,
    message: 'The {role} of premise {premise} began on {since}: another cannot start on {from}',
    pt: 'O {role} atual deste imóvel começou em {since}: o novo precisa começar depois dessa data.',
  },
  E_REGISTRY_NO_TENANT: {
    status: 409,
    message: 'Premise {premise} has no tenant',
    pt: 'Este imóvel não tem inquilino hoje: não há locação a encerrar nem a prorrogar.',
  },
  E_REGISTRY_LEASE_END: {
    status: 422,
    message: 'The lease of premise {premise} began on {since}: it cannot end on {until}',
    pt: 'A locação deste imóvel começou em {since}: o contrato não pode acabar antes. Corrija o fim do contrato.',
  },
  E_REGISTRY_DAY: {
    status: 422,
    message: '"{value}" is not a day',
    pt: '“{value}” não é uma data. Escreva-a como AAAA-MM-DD.',
  },
  E_REGISTRY_DOCUMENT_UNKNOWN: {
    status: 404,
    message: 'Premise {premise} has no document {id} of a change of holder',
    pt: 'Este documento não é de uma troca de titular deste imóvel. Envie-o de novo, ou abra-o pela página de responsáveis.',
  },
  E_REGISTRY_DOCUMENT_REQUIRED: {
    status: 422,
    message: 'A change of holder of premise {premise} needs a document',
    pt: 'Neste município a troca de titular pede um documento (contrato, escritura, formulário assinado). Envie-o junto com o pedido.',
  },
  E_REGISTRY_LEASE_OVERLAP: {
    status: 409,
    message: 'Premise {premise} has another lease in the period from {from}',
    pt: 'Este imóvel já tem outro contrato de locação no período de {from}. Encerre ou cancele o outro antes, ou corrija as datas.',
  },
  E_REGISTRY_LEASE_UNKNOWN: {
    status: 404,
    message: 'There is no lease {id} in this municipality',
    pt: 'O contrato de locação {id} não existe neste município. Abra-o pela página do imóvel.',
  },
  E_REGISTRY_LEASE_BEGUN: {
    status: 409,
    message: 'Lease {id} is not waiting for its first day',
    pt: 'Este contrato não está a começar. Se ele está em vigor, encerre a locação na página do imóvel.',
  },
  E_REGISTRY_NO_OWNER: {
    status: 409,
    message: 'Premise {premise} has no owner to become the holder',
    pt: 'Este imóvel não tem proprietário cadastrado, que passaria a responder pelas faturas. Cadastre-o antes, ou encerre a locação sem mudar o titular.',
  },
  E_REGISTRY_ECONOMIES_DATE: {
    status: 409,
    message: 'The economies of premise {premise} last changed on {since}: no change on {from}',
    pt: 'As economias deste imóvel mudaram por último em {since}: a nova mudança precisa valer de um dia depois.',
  },
  E_REGISTRY_ECONOMIES_NONE: {
    status: 422,
    message: 'Premise {premise} would have no economies',
    pt: 'Escreva ao menos uma economia. Para tirar o imóvel de uso, desative-o.',
  },
  E_REGISTRY_ECONOMIES_SAME: {
    status: 409,
    message: 'The economies of premise {premise} are already these',
    pt: 'As economias já são estas: nada a mudar.',
  },
  E_REGISTRY_ECONOMIES_MASTER: {
    status: 409,
    message: 'Premise {premise} is a condominium: its units have the economies',
    pt: 'As economias de um condomínio são das unidades: mude as de cada uma.',
  },
  E_REGISTRY_CONNECTION_UNKNOWN: {
    status: 404,
    message: 'There is no connection {id} in this municipality',
    pt: 'A ligação {id} não existe neste município. Abra-a pela página do imóvel.',
  },
  E_REGISTRY_SITUATION_SAME: {
    status: 409,
    message: 'Connection {id} already is {situation}',
    pt: 'A ligação já está nesta situação: nada a mudar.',
  },
  E_REGISTRY_SITUATION_DATE: {
    status: 409,
    message: 'The situation of connection {id} began on {since}: no change on {from}',
    pt: 'A situação atual desta ligação vale desde {since}: a nova precisa valer de um dia depois.',
  },
  E_REGISTRY_PREMISE_IN_USE: {
    status: 409,
    message: 'Premise {number} has live connections or units and cannot be deactivated',
    pt: 'O imóvel {number} não pode ser desativado: {what}. Resolva isso antes.',
  },
  E_REGISTRY_PREMISE_STATUS: {
    status: 409,
    message: 'Premise {number} already is {status}',
    pt: 'O imóvel {number} já está nesta situação: nada a mudar.',
  },
  E_REGISTRY_UNIT: {
    status: 409,
    message: 'Premise {number} cannot join or leave a condominium: {what}',
    pt: 'O imóvel {number} não pode mudar de condomínio: {what}.',
  },
  E_REGISTRY_BODY_UNKNOWN: {
    status: 404,
    message: 'There is no paying body {id} in this municipality',
    pt: 'O órgão pagador {id} não existe neste município. Escolha um da lista.',
  },
  E_REGISTRY_BODY_TAKEN: {
    status: 409,
    message: 'Premise {number} is linked to paying body {body}',
    pt: 'O imóvel {number} já é pago por {body}. Desvincule-o antes.',
  },
  E_REGISTRY_BODY_ABSENT: {
    status: 409,
    message: 'Premise {premise} is not linked to paying body {body} on {on}',
    pt: 'Este imóvel não está vinculado a este órgão nessa data. Confira a lista de unidades.',
  },
  E_REGISTRY_SKETCH: {
    status: 422,
    message: 'The sketch cannot be read: {problem}',
    pt: 'O croqui não pôde ser lido: {problem}.',
  },
  E_REGISTRY_SKETCH_UNKNOWN: {
    status: 404,
    message: 'Premise {premise} has no sketch {version}',
    pt: 'Este imóvel não tem esse croqui. Volte à página do imóvel.',
  },
  E_REGISTRY_DUE_DAYS: {
    status: 422,
    message: '{text} is no list of days',
    pt: '“{text}” não é uma lista de dias: escreva como 5, 15, 25.',
  },
  E_REGISTRY_DUE_DAY: {
    status: 422,
    message: 'Day {day} is none of the due days of the group: {days}',
    pt: 'O dia {day} não está entre os vencimentos do grupo de faturamento deste imóvel: {days}.',
  },
})
