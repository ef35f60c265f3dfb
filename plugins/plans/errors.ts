import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_PLANS_MINIMUM_DEBT: {
    status: 422,
    message: 'The chosen debts come to {total}, below the minimum of {minimum}',
    pt: 'Os débitos escolhidos somam {total}: a política só admite parcelar a partir de {minimum}.',
  },
  E_PLANS_INSTALMENTS: {
    status: 422,
    message: '{count} instalments are more than {most}',
    pt: 'São {count} parcelas, e o limite da política para este caso é de {most}.',
  },
  E_PLANS_MINIMUM_INSTALMENT: {
    status: 422,
    message: '{count} instalments of {amount} are below {least}',
    pt: 'Em {count} vezes, há parcela de {amount}: a política exige ao menos {least}. Diminua o número de parcelas.',
  },
  E_PLANS_DOWN_REQUIRED: {
    status: 422,
    message: 'A down payment is required',
    pt: 'A política exige entrada: informe o valor da entrada.',
  },
  E_PLANS_MINIMUM_DOWN: {
    status: 422,
    message: 'The down payment of {down} is below {least} ({percent} %)',
    pt: 'A entrada de {down} é menor que o mínimo de {least} ({percent} % da dívida negociada).',
  },
  E_PLANS_DOWN_WHOLE: {
    status: 422,
    message: 'The down payment leaves nothing of {total}',
    pt: 'A entrada cobre os {total} negociados: não há o que parcelar. Emita um extrato dos débitos.',
  },
  E_PLANS_DOWN_DUE: {
    status: 422,
    message: 'The down payment must be due until {until}',
    pt: 'O vencimento da entrada vai de hoje até {until} ({days} dias da negociação).',
  },
  E_PLANS_DISCOUNT_SOCIAL: {
    status: 422,
    message: 'Discounts are for premises in the social tariff',
    pt: 'O desconto é só para imóveis na tarifa social, e este não está nela.',
  },
  E_PLANS_DISCOUNT: {
    status: 422,
    message: 'A discount of {percent} % is more than {most} %',
    pt: 'O desconto de {percent} % passa do máximo de {most} % da política.',
  },
  E_PLANS_DISCOUNT_LAW: {
    status: 422,
    message: 'A discount cites the law that allows it',
    pt: 'Cite a lei que autoriza o desconto: sem ela não se renuncia a receita.',
  },
  E_PLANS_REPLANS: {
    status: 422,
    message: 'The client made {made} of {most} new negotiations',
    pt: 'O cliente já fez {made} reparcelamento(s), e o limite da política é de {most}.',
  },
  E_PLANS_SLIPS: {
    status: 422,
    message: 'Only the down payment of services is split',
    pt: 'Só a entrada de serviços se divide em carnê: escolha apenas serviços, ou uma entrada única.',
  },
  E_PLANS_NOTHING_CHOSEN: {
    status: 422,
    message: 'No debt was chosen',
    pt: 'Escolha ao menos um débito para negociar.',
  },
  E_PLANS_DEBT_UNKNOWN: {
    status: 422,
    message: 'Debt {key} is not open to be negotiated',
    pt: 'Um dos débitos escolhidos ({key}) não está mais em aberto para negociar. Abra a negociação de novo.',
  },
  E_PLANS_CUSTOMER_UNKNOWN: {
    status: 404,
    message: 'Unit and document are not of one customer',
    pt: 'A matrícula e o CPF ou CNPJ não são de um mesmo titular. Confira os dois números.',
  },
  E_PLANS_PREMISE_UNKNOWN: {
    status: 404,
    message: 'Premise {id} is unknown here',
    pt: 'O imóvel não existe.',
  },
  E_PLANS_NO_HOLDER: {
    status: 422,
    message: 'Premise {registration} has no holder',
    pt: 'O imóvel {registration} não tem titular: registre-o antes, para que alguém assine o parcelamento.',
  },
  E_PLANS_TRANSFER_RIGHT: {
    status: 403,
    message: 'Transfers ask for permission plans.transfer',
    pt: 'Há débito de outro imóvel na negociação: seu perfil não pode transferir débitos.',
  },
  E_PLANS_TRANSFER_REASON: {
    status: 422,
    message: 'A transfer has a reason and, between debtors, an authority',
    pt: 'Há débito de outro imóvel: informe o motivo da transferência e, se o devedor é outro, o ato ou acordo que a autoriza.',
  },
  E_PLANS_AWAITING: {
    status: 409,
    message: 'Plan {number} awaits its down payment',
    pt: 'O parcelamento {number} deste imóvel espera o pagamento da entrada: receba a entrada ou cancele-o antes de negociar de novo.',
  },
  E_PLANS_OFFERED: {
    status: 409,
    message: 'Plan {number} has an early payment offered until {until}',
    pt: 'O parcelamento {number} tem um documento de quitação antecipada válido até {until}: espere o pagamento ou o fim da validade.',
  },
  E_PLANS_UNKNOWN: {
    status: 404,
    message: 'Plan {id} is unknown here',
    pt: 'O parcelamento não existe.',
  },
  E_PLANS_ENDED: {
    status: 409,
    message: 'Plan {number} is {state}',
    pt: 'O parcelamento {number} está na situação “{state}”: este passo não cabe nela.',
  },
  E_PLANS_NOTHING_PENDING: {
    status: 409,
    message: 'Plan {number} has no instalment left to be asked for',
    pt: 'Todas as parcelas do parcelamento {number} já estão em faturas: não há o que antecipar.',
  },
  E_PLANS_MONEY: {
    status: 422,
    message: '{text} is no amount',
    pt: '“{text}” não é um valor em reais. Escreva como 1.234,56.',
  },
})
