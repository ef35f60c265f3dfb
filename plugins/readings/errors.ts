import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_READINGS_LOAD_UNKNOWN: {
    status: 404,
    message: 'There is no reading load {id} in this municipality',
    pt: 'A carga de leitura {id} não existe neste município. Abra a lista de cargas e escolha de novo.',
  },
  E_READINGS_GROUP_EMPTY: {
    status: 422,
    message: 'Billing group {id} has no premises in this municipality',
    pt: 'O grupo de faturamento não tem imóveis. Associe imóveis ao grupo antes de gerar a carga.',
  },
  E_READINGS_EARLIER_LOAD: {
    status: 409,
    message: 'The load of {reference} with premises of this group is still {state}',
    pt: 'A carga de {month} ainda está “{stateTitle}”. Importe o retorno e processe a crítica dela antes de gerar a seguinte, para que nenhum consumo conte duas vezes.',
  },
  E_READINGS_LATER_LOAD: {
    status: 409,
    message: 'Load {id} has premises of the later load of {reference}',
    pt: 'Esta carga não pode mais ir a campo: a de {month}, com os mesmos imóveis, já foi gerada.',
  },
  E_READINGS_SUPERSEDED: {
    status: 409,
    message: 'Reading {id} was taken over by load {load}',
    pt: 'Esta leitura não pode mais ser decidida: a carga de {month} já foi gerada e o consumo deste imóvel conta nela desde a última fatura.',
  },
  E_READINGS_STATE: {
    status: 409,
    message: 'Load {id} is {state}: {wanted} needs it to be {needed}',
    pt: 'Não é possível {what} agora: a carga está “{stateTitle}” e precisa estar “{neededTitle}”. {todo}',
  },
  E_READINGS_INCOMPLETE: {
    status: 409,
    message: 'Load {id} is still being generated',
    pt: 'A carga ainda está sendo gerada, ou parou no meio. Aguarde o fim da execução, ou gere-a de novo.',
  },
  E_READINGS_AHEAD_READ: {
    status: 409,
    message: 'The reading typed for one premise is not taken: {reason}',
    pt: 'A leitura digitada não entra: {reason}',
  },
  E_READINGS_AHEAD_MISSING: {
    status: 409,
    message: 'Premises {registrations} have not been read',
    pt: 'Falta a leitura de {registrations}. Leia o hidrômetro e digite a leitura aqui; em condomínio, digite as dos outros imóveis no boletim do roteiro.',
  },
  E_READINGS_AHEAD_HELD: {
    status: 409,
    message: 'The critique holds the reading of {registration}: {message}',
    pt: 'A crítica reteve a leitura da matrícula {registration}: {message} Quem tem permissão de decidir leituras retidas pode aceitá-la ao emitir.',
  },
  E_READINGS_FILE_MISSING: {
    status: 422,
    message: 'No return file was sent, or it is larger than allowed',
    pt: 'Escolha o arquivo de retorno do coletor, de até 50 MB.',
  },
  E_READINGS_AUTOMATIC_MISSING: {
    status: 422,
    message: 'No file of automatic readings was sent, or it is larger than allowed',
    pt: 'Escolha o arquivo de leituras automáticas, de até 20 MB.',
  },
  E_READINGS_AUTOMATIC_FILE: {
    status: 422,
    message: 'File {name} is no list of messages, is empty, or has more than {most}',
    pt: 'O arquivo {name} não foi lido: ele precisa ser CSV com o cabeçalho hidrometro;leitura;data_hora, ou uma lista JSON, com uma a {most} mensagens. Confira o arquivo e mande de novo.',
  },
  E_READINGS_READING_UNKNOWN: {
    status: 404,
    message: 'There is no reading {id} in this municipality',
    pt: 'A leitura {id} não existe neste município. Abra a crítica e escolha de novo.',
  },
  E_READINGS_NOT_HELD: {
    status: 409,
    message: 'Reading {id} is {state}, not held',
    pt: 'Esta leitura não está retida: já foi aceita ou decidida por outra pessoa. Atualize a página.',
  },
  E_READINGS_REVIEW_ASKED: {
    status: 409,
    message: 'Reading {id} waits for a second visit already',
    pt: 'Esta leitura já espera uma conferência em campo. Aguarde o retorno, ou decida a leitura sem ele.',
  },
  E_READINGS_NO_READING: {
    status: 422,
    message: 'Reading {id} has no value that could be accepted as is',
    pt: 'Não há leitura a aceitar: o leiturista não informou número. Informe a leitura corrigida ou use a média.',
  },
  E_READINGS_NO_METER: {
    status: 422,
    message: 'Premise of reading {id} has no meter in its load',
    pt: 'Este imóvel não tem hidrômetro na carga: não há leitura a corrigir.',
  },
  E_READINGS_BEYOND_DIAL: {
    status: 422,
    message: 'Reading {reading} does not fit a dial of {digits} digits',
    pt: 'A leitura {reading} não cabe nos {digits} algarismos do hidrômetro. Confira o número.',
  },
  E_READINGS_CONFIRM_VALUE: {
    status: 422,
    message: 'A corrected reading needs its value',
    pt: 'Informe a leitura corrigida, em m³ inteiros, como está no hidrômetro.',
  },
  E_READINGS_NOT_REPLAYABLE: {
    status: 409,
    message: 'Reading of item {id} was not computed here',
    pt: 'Esta leitura não pode ser recalculada: veio do sistema anterior ou ainda não foi processada.',
  },
  E_READINGS_LOAD_ROUTE_UNKNOWN: {
    status: 404,
    message: 'There is no route {id} of a load in this municipality',
    pt: 'Este roteiro da carga não existe neste município. Abra a carga e escolha de novo.',
  },
  E_READINGS_ROUTE_UNKNOWN: {
    status: 404,
    message: 'There is no reading route {id} in this municipality',
    pt: 'O roteiro não existe neste município. Abra a lista de roteiros e escolha de novo.',
  },
  E_READINGS_STOP_UNKNOWN: {
    status: 404,
    message: 'There is no stop {id} in this municipality',
    pt: 'Esta parada não está mais no roteiro. Atualize a página.',
  },
  E_READINGS_PREMISE_UNKNOWN: {
    status: 404,
    message: 'There is no premise {id} in this municipality',
    pt: 'O imóvel não existe neste município. Busque pela matrícula.',
  },
  E_READINGS_ROUTE_GROUP: {
    status: 422,
    message: 'Premise {registration} is of another billing group than route {route}',
    pt: 'A matrícula {registration} é de outro grupo de faturamento: um roteiro só tem imóveis do seu grupo.',
  },
  E_READINGS_ROUTE_IN_USE: {
    status: 409,
    message: 'Route {id} has stops: its group stays',
    pt: 'Este roteiro tem imóveis do seu grupo: tire-os dele antes de mudar o grupo.',
  },
  E_READINGS_ROUTE_NONE: {
    status: 422,
    message: 'No premise of this group and locality stands without a route',
    pt: 'Todos os imóveis deste grupo nesta localidade já estão em um roteiro.',
  },
  E_READINGS_ROUTE_EMPTY: {
    status: 422,
    message: 'Route {id} has no stops',
    pt: 'O roteiro ainda não tem imóveis: ponha-os nele antes de sequenciar.',
  },
  E_READINGS_DEVICE_UNKNOWN: {
    status: 404,
    message: 'There is no device {code} of this reader',
    pt: 'O coletor {code} não existe, não está ativo ou não é seu. Peça à coordenação de leitura que o confira.',
  },
  E_READINGS_DEVICE_READER: {
    status: 422,
    message: 'There is no user {login} in this municipality',
    pt: 'Não há usuário com o login {login} neste município. Crie o usuário do leiturista antes.',
  },
  E_READINGS_NOT_ASSIGNED: {
    status: 409,
    message: 'Load {load} has no route for device {code}',
    pt: 'Nenhum roteiro desta carga foi dado ao coletor {code}.',
  },
  E_READINGS_PIECE_OTHER: {
    status: 409,
    message: 'Piece {piece} of device {code} came before with other content',
    pt: 'O envio {piece} do coletor {code} já chegou com outro conteúdo. Envie estas leituras com outro número.',
  },
  E_READINGS_ITEM_UNKNOWN: {
    status: 404,
    message: 'There is no load item {id} in this municipality',
    pt: 'Este imóvel não está na carga. Abra a carga e escolha de novo.',
  },
  E_READINGS_ITEM_READ: {
    status: 409,
    message: 'Load item {id} was read already',
    pt: 'A matrícula {registration} já foi lida nesta carga: decida a leitura na crítica.',
  },
  E_READINGS_SOURCE_UNKNOWN: {
    status: 404,
    message: 'There is no alternative source {id} in this municipality',
    pt: 'A fonte alternativa não existe neste município. Abra a lista de fontes e escolha de novo.',
  },
  E_READINGS_SOURCE_MASTER: {
    status: 422,
    message: 'A condominium has no sources of its own',
    pt: 'A fonte alternativa é de uma unidade: cadastre-a no imóvel da unidade, não no condomínio.',
  },
  E_READINGS_SOURCE_TYPE: {
    status: 422,
    message: 'There is no type of source {type}',
    pt: 'O tipo de fonte {type} não está na tabela Outras fontes de água, ou não está mais ativo. Escolha outro.',
  },
  E_READINGS_SOURCE_FACTS: {
    status: 422,
    message:
      'A source with a meter needs number, digits and first reading, one without it an estimate',
    pt: 'De uma fonte com hidrômetro informe o número, os dígitos do mostrador e a leitura no primeiro dia; de uma sem ele, o volume estimado por mês.',
  },
  E_READINGS_SOURCE_END: {
    status: 422,
    message: 'Source {code} has ended already, or cannot end before {from}',
    pt: 'A fonte {code} já está encerrada, ou tem leitura depois desse dia: o último dia é a partir de {from}.',
  },
  E_READINGS_SOURCE_UNMETERED: {
    status: 422,
    message: 'Source {code} has no meter',
    pt: 'A fonte {code} não tem hidrômetro: conta o volume estimado de cada mês, não há leitura a registrar.',
  },
  E_READINGS_SOURCE_DATE: {
    status: 422,
    message: 'Source {code} cannot be read on {on}: readings are after {since}, until {until}',
    pt: 'A fonte {code} não pode ter leitura em {on}: a data vem depois de {since} (a última leitura, ou o primeiro dia) e até {until}.',
  },
  E_READINGS_SOURCE_BELOW: {
    status: 422,
    message: 'Source {code}: {reading} is below the reading before it, {previous}',
    pt: 'Na fonte {code}, a leitura {reading} é menor que a anterior, {previous}. Confira o número; se o mostrador deu a volta, diga isso no formulário.',
  },
  E_READINGS_SOURCE_READING_UNKNOWN: {
    status: 404,
    message: 'There is no reading {id} of an alternative source in this municipality',
    pt: 'A leitura da fonte alternativa não existe neste município. Abra a lista e escolha de novo.',
  },
  E_READINGS_SHEET_EMPTY: {
    status: 422,
    message: 'No reading was typed',
    pt: 'Digite ao menos uma leitura ou ocorrência.',
  },
  E_READINGS_FINDING_SAME: {
    status: 422,
    message: 'The register says {value} already, or the finding is known',
    pt: 'O cadastro já diz “{value}”, ou esta divergência já está registrada.',
  },
  E_READINGS_FINDING_UNKNOWN: {
    status: 409,
    message: 'Finding {id} does not stand',
    pt: 'Esta divergência não existe ou já foi recusada.',
  },
})
