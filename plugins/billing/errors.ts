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
  E_BILLING_FACTS_MISSING: {
    status: 409,
    message: 'The facts of invoice {id} are not stored any more',
    pt: 'Os dados da carga desta fatura não foram encontrados: ela não pode ser recalculada.',
  },
})
