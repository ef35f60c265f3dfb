import { defineErrors } from '#core/kernel/index'
import { apartErrors } from './errors_apart.ts'
import { chainErrors } from './errors_chain.ts'

export const errors = defineErrors({
  E_BILLING_LOAD_MISSING: {
    status: 409,
    message: 'Group {group} has no load for {reference}',
    pt: 'O grupo não tem carga de leitura em {reference}. Gere a carga, importe o retorno e processe a crítica antes de faturar.',
  },
  E_BILLING_LOAD_STATE: {
    status: 409,
    message: 'The load of group {group}, {reference}, is {state}',
    pt: 'A carga de {reference} ainda não foi processada. Processe a crítica antes de faturar.',
  },
  E_BILLING_LOAD_EMPTY: {
    status: 409,
    message: 'The load of group {group}, {reference}, has no reading',
    pt: 'A carga de {reference} não tem leituras. Importe o retorno do campo antes de faturar.',
  },
  E_BILLING_ISSUE_DATE: {
    status: 422,
    message: 'Issue date {date} of {reference} is not between {from} and {until}',
    pt: 'A data de emissão {date} não serve para {reference}: as faturas desse mês se emitem entre {from}, a última leitura da carga, e {until} (parâmetro “Dias da última leitura à emissão”).',
  },
  E_BILLING_ROUND: {
    status: 409,
    message: 'Run {round} of group {group}, {reference}, cannot start after {done} done',
    pt: 'Esta rodada não pode começar: a anterior do mesmo mês ainda não terminou, ou já há outra depois dela. Abra a última rodada do grupo.',
  },
  E_BILLING_NOTHING_WAITS: {
    status: 409,
    message: 'Nothing of group {group}, {reference}, waits to be billed',
    pt: 'Nada espera faturamento em {reference}: o que ficou retido já foi faturado ou entrou na carga seguinte.',
  },
  E_BILLING_NOTHING_CHOSEN: {
    status: 422,
    message: 'None of the chosen sets waits to be billed',
    pt: 'Escolha ao menos um dos que ainda esperam. Os resolvidos estão no histórico.',
  },
  E_BILLING_RUN_GOING: {
    status: 409,
    message: 'Another run of {month} stands in the way',
    pt: '{month}: outra rodada deste grupo está em andamento ou por retomar. Espere que termine, ou retome-a em Operação › Execuções, e tente de novo.',
  },
  E_BILLING_INVOICE_ARCHIVED: {
    status: 409,
    message: 'Invoice {id} is in the dead file',
    pt: 'Esta fatura está no arquivo morto: pode ser lida, e nada nela pode ser mudado.',
  },
  E_BILLING_INVOICE_UNKNOWN: {
    status: 404,
    message: 'There is no invoice {id} in this municipality',
    pt: 'A fatura {id} não existe neste município. Confira o número com o dígito.',
  },
  E_BILLING_COPY_UNKNOWN: {
    status: 404,
    message: 'Document {id} is no second copy of invoice {number}',
    pt: 'Essa segunda via não é da fatura {number}. Abra a fatura e escolha uma das segundas vias dela.',
  },
  E_BILLING_RUN_UNKNOWN: {
    status: 404,
    message: 'There is no billing run {id} in this municipality',
    pt: 'A rodada de faturamento {id} não existe neste município.',
  },
  E_BILLING_NOT_STANDING: {
    status: 409,
    message: 'Invoice {number} was cancelled or replaced already',
    pt: 'A fatura {number} já foi cancelada ou substituída. Corrija a que tomou o lugar dela.',
  },
  E_BILLING_CHANGED: {
    status: 409,
    message: 'The billing set of invoice {number} changed while it was being corrected',
    pt: 'Outra pessoa corrigiu faturas deste conjunto agora há pouco. Veja como ficaram e tente de novo.',
  },
  E_BILLING_REASON_UNKNOWN: {
    status: 422,
    message: 'There is no active reason {code}',
    pt: 'O motivo “{code}” não existe ou está inativo. Escolha um dos motivos da tabela.',
  },
  E_BILLING_CORRECTION_REFUSED: {
    status: 422,
    message: 'The rule of the effects refuses the correction: {reason}',
    pt: '{reason}',
  },
  E_BILLING_CORRECTION_PARKED: {
    status: 422,
    message: 'The corrected set cannot be billed: {reason}',
    pt: 'Com essa correção a fatura não pode ser calculada. {reason}',
  },
  E_BILLING_NOTHING_CHANGES: {
    status: 422,
    message: 'The correction leaves invoice {number} as it is',
    pt: 'Com isso a fatura {number} fica como está: não há o que corrigir.',
  },
  E_BILLING_DUE_TOO_SOON: {
    status: 422,
    message: 'The new due date must not be before {earliest}',
    pt: 'O novo vencimento precisa ser em {earliest} ou depois, para que haja tempo de pagar.',
  },
  E_BILLING_LEAK_RULE: {
    status: 422,
    message: 'The leak rule in force is {rule}',
    pt: 'O prestador desconta vazamentos por {rule}: a outra regra está desligada no parâmetro.',
  },
  E_BILLING_LEAK_LIMIT: {
    status: 422,
    message: 'A leak discount of {percent} % of {service} is above {limit} %',
    pt: 'O desconto de {percent}% no valor de {service} passa do limite de {limit}%.',
  },
  E_BILLING_LEAK_PERCENT: {
    status: 422,
    message: 'No percentage was given',
    pt: 'Escreva a porcentagem de desconto da água, do esgoto ou dos dois.',
  },
  E_BILLING_LEAK_AVERAGE: {
    status: 422,
    message: 'There is no consumption before this month',
    pt: 'Não há consumo anterior a este mês de que tirar a média. Dê o desconto por porcentagem.',
  },
  E_BILLING_LEAK_NOTHING: {
    status: 422,
    message: 'The average of {average} is not below what was billed',
    pt: 'A média de {average} não é menor que o consumo faturado: não há o que descontar.',
  },
  E_BILLING_LINE_UNKNOWN: {
    status: 422,
    message: 'Line {line} is neither on the invoice nor waiting for one',
    pt: 'A cobrança “{line}” não está na fatura nem espera por ela. Abra o formulário de novo.',
  },
  E_BILLING_NOTHING_OPEN: {
    status: 409,
    message: 'Nothing of invoice {number} is open',
    pt: 'A fatura {number} não tem valor em aberto: não há o que pôr em espera.',
  },
  E_BILLING_NOT_HELD: {
    status: 409,
    message: 'Invoice {number} is not on hold',
    pt: 'A fatura {number} não está em espera.',
  },
  E_BILLING_FACTS_MISSING: {
    status: 409,
    message: 'The facts of invoice {id} are not stored any more',
    pt: 'Os dados da carga desta fatura não foram encontrados: ela não pode ser recalculada.',
  },
  E_BILLING_PREMISE_UNKNOWN: {
    status: 404,
    message: 'There is no premise {id} in this municipality',
    pt: 'O imóvel {id} não existe neste município. Busque pela matrícula.',
  },
  E_BILLING_EXEMPTION_OVERLAP: {
    status: 409,
    message: 'Premise {premise} is already exempt of {service} on {from}',
    pt: 'O imóvel já é isento de {title} em {from}. Encerre a isenção que vale ou comece depois dela.',
  },
  E_BILLING_EXEMPT_CONDOMINIUM: {
    status: 422,
    message: 'Premise {premise} is the master of a condominium and cannot be exempt of everything',
    pt: 'A matrícula principal de um condomínio não pode ser isenta de tudo: o consumo das unidades passa por ela. Isente as unidades, ou só os serviços que o condomínio não paga.',
  },
  E_BILLING_EXEMPTION_UNKNOWN: {
    status: 404,
    message: 'There is no exemption {id} in this municipality',
    pt: 'A isenção {id} não existe neste município.',
  },
  E_BILLING_ENDED: {
    status: 409,
    message: 'Record {id} ended on {on}',
    pt: 'Já está encerrado desde {on}.',
  },
  E_BILLING_END_DATE: {
    status: 422,
    message: '{on} is not between {from} and {until}',
    pt: 'O último dia, {on}, precisa estar entre {from}, véspera do início, e {until}, o fim do prazo.',
  },
  E_BILLING_TERM: {
    status: 422,
    message: 'The term ends on {until}, before it begins on {from}',
    pt: 'O prazo termina em {until}, antes de começar em {from}. Corrija uma das datas.',
  },
  E_BILLING_WASTE_WHOSE: {
    status: 422,
    message: 'Separate waste is set of one premise or of one billing group',
    pt: 'Escolha um imóvel ou um grupo de faturamento: só um dos dois.',
  },
  E_BILLING_WASTE_OVERLAP: {
    status: 409,
    message: 'Separate waste is already set of it on some day from {from} on',
    pt: 'Já há fatura separada de resíduos registrada para ele em algum dia a partir de {from}. Encerre a outra antes.',
  },
  E_BILLING_WASTE_UNKNOWN: {
    status: 404,
    message: 'There is no setting {id} of separate waste in this municipality',
    pt: 'A fatura separada de resíduos {id} não existe neste município.',
  },
  E_BILLING_GROUP_UNKNOWN: {
    status: 404,
    message: 'There is no billing group {id} in this municipality',
    pt: 'O grupo de faturamento {id} não existe neste município.',
  },
  E_BILLING_CONTRACT_OVERLAP: {
    status: 409,
    message: 'Premise {premise} already has a contract of {service} on {from}',
    pt: 'O imóvel já tem contrato de {title} em {from}. Encerre o contrato que vale ou comece depois dele.',
  },
  E_BILLING_CONTRACT_NUMBER: {
    status: 409,
    message: 'There is already a contract {number}',
    pt: 'Já existe um contrato de número {number}. Confira o número.',
  },
  E_BILLING_CONTRACT_TERMS: {
    status: 422,
    message: 'A contract of kind {kind} for {service} lacks or has too much: {fields}',
    pt: 'Confira o que o contrato combina: {fields}.',
  },
  E_BILLING_CONTRACT_UNKNOWN: {
    status: 404,
    message: 'There is no contract {id} in this municipality',
    pt: 'O contrato {id} não existe neste município.',
  },
  E_BILLING_SCHEDULE_ORDER: {
    status: 422,
    message: '{later} on {date} comes before {earlier} on {limit}',
    pt: '{later}, em {date}, não pode ser antes de {earlier}, em {limit}. Corrija uma das datas.',
  },
  E_BILLING_MESSAGE_TERM: {
    status: 422,
    message: 'The message ends on {until}, before it begins on {from}',
    pt: 'A mensagem vale até {until}, antes de começar em {from}. Corrija uma das datas.',
  },
  E_BILLING_RUN_OPEN: {
    status: 409,
    message: 'Run {id} is not done',
    pt: 'A rodada ainda está faturando. Imprima quando ela terminar.',
  },
  E_BILLING_NOT_BILLED: {
    status: 409,
    message: 'Group {group} has no run done in {reference}',
    pt: 'O grupo ainda não foi faturado em {reference}: não há faturas para imprimir.',
  },
  E_BILLING_FILE_UNKNOWN: {
    status: 404,
    message: 'There is no file {id} of a run in this municipality',
    pt: 'O arquivo {id} não é de uma rodada deste município.',
  },
  E_BILLING_PARCELS: {
    status: 422,
    message: '{parcels} parcels are more than {most}',
    pt: 'Um serviço se cobra em {most} parcelas no máximo, não em {parcels}. O limite é um parâmetro.',
  },
  E_BILLING_PARCEL_EMPTY: {
    status: 422,
    message: '{total} cannot be asked for in {parcels} parcels',
    pt: 'O serviço custa {total}: não dá ao menos um centavo em cada uma de {parcels} parcelas. Peça menos parcelas, ou confira o preço na tabela tarifária.',
  },
  E_BILLING_SERVICE_EXEMPT: {
    status: 409,
    message: 'Premise {premise} is exempt of services on {on}',
    pt: 'O imóvel é isento de serviços em {on}. Encerre a isenção para cobrar.',
  },
  E_BILLING_FORMER_HOLDER: {
    status: 409,
    message: 'Nobody who holds premise {premise} now held it on {on}',
    pt: 'Quem era titular em {on} não é mais: o serviço não pode ir na fatura de quem veio depois.',
  },
  E_BILLING_SERVICE_UNKNOWN: {
    status: 404,
    message: 'There is no service charge {id} in this municipality',
    pt: 'A cobrança de serviço {id} não existe neste município.',
  },
  E_BILLING_SERVICE_BILLED: {
    status: 409,
    message: 'Every parcel of service charge {id} has been billed or cancelled',
    pt: 'Nada do serviço “{title}” espera faturamento: o que já foi faturado se corrige na fatura.',
  },
  ...chainErrors,
  ...apartErrors,
})
