/** Refusals of what is issued apart from the run. */
export const apartErrors = {
  E_BILLING_CUSTOMER_UNKNOWN: {
    status: 404,
    message: 'There is no customer {id} in this municipality',
    pt: 'O cliente {id} não existe neste município. Busque pelo nome ou CPF; cadastre antes, se preciso.',
  },
  E_BILLING_DUE_PAST: {
    status: 422,
    message: 'Due date {on} is over',
    pt: 'O vencimento {on} já passou: escolha hoje ou um dia depois.',
  },
  E_BILLING_MINIMUM: {
    status: 422,
    message: 'Total {total} is below the minimum {minimum} of what is issued one by one',
    pt: 'O total, {total}, está abaixo do valor mínimo de uma fatura individual, {minimum}. O mínimo é um parâmetro.',
  },
  E_BILLING_BODY_UNKNOWN: {
    status: 404,
    message: 'There is no paying body {id} in this municipality',
    pt: 'O órgão pagador {id} não existe neste município.',
  },
  E_BILLING_BODY_SETTLED: {
    status: 409,
    message: 'Paying body {body} has nothing open in {reference}',
    pt: 'O órgão não tem fatura em aberto em {month}: confira os imóveis vinculados e se o mês já foi faturado.',
  },
  E_BILLING_FINAL_HOLDER: {
    status: 409,
    message: 'Premise {premise} has no holder today',
    pt: 'O imóvel não tem titular hoje: a conta final é do titular que pede o desligamento.',
  },
  E_BILLING_FINAL_OPEN: {
    status: 409,
    message: 'Final account {number} of this holder is open',
    pt: 'A conta final {number} deste titular está a pagar. Desista dela antes de emitir outra.',
  },
  E_BILLING_FINAL_NOTHING: {
    status: 409,
    message: 'Nothing is owed at premise {premise}',
    pt: 'O titular não deve nada no imóvel {premise}: não há conta final a emitir.',
  },
  E_BILLING_FINAL_UNKNOWN: {
    status: 404,
    message: 'There is no final account {id} in this municipality',
    pt: 'A conta final {id} não existe neste município.',
  },
  E_BILLING_FINAL_CLOSED: {
    status: 409,
    message: 'Final account {number} was paid or taken back',
    pt: 'A conta final {number} já foi paga, no todo ou em parte, ou desfeita.',
  },
  E_BILLING_SLIP_UNKNOWN: {
    status: 404,
    message: 'Document {id} is of no charge apart, grouped invoice nor final account',
    pt: 'Este documento não é de uma cobrança avulsa, fatura agrupada ou conta final.',
  },
} as const
