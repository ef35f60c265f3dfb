import { defineErrors } from '#core/kernel/index'

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
    pt: 'A data de emissão {date} não serve para {reference}: escolha um dia entre {from}, a última leitura da carga, e {until}.',
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
})
