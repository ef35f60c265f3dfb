/** What boletos and tills refuse. */
export const deskErrors = {
  E_PAYMENTS_BOLETO_TERMS: {
    status: 422,
    message: 'Agreement {id} has no terms of boletos',
    pt: 'Este convênio não é de boleto registrado, ou ainda não tem as condições em “Condições de boletos”.',
  },
  E_PAYMENTS_BOLETO_NONE: {
    status: 422,
    message: 'No document is to become a boleto',
    pt: 'Nenhum dos documentos pode virar boleto: já têm um, não são mais devidos ou já venceram. De fatura vencida, emita antes uma segunda via ou um extrato.',
  },
  E_PAYMENTS_BOLETO_NOTHING: {
    status: 409,
    message: 'There is nothing to tell the bank',
    pt: 'Não há nada a mandar ao banco neste convênio: nenhum boleto novo, alterado ou a baixar.',
  },
  E_PAYMENTS_BOLETO_STATE: {
    status: 409,
    message: 'Boleto {id} does not allow it',
    pt: 'O boleto {id} não está em uma situação que permita isto: já foi pago, baixado ou ainda não foi ao banco.',
  },
  E_PAYMENTS_BOLETO_DATE: {
    status: 422,
    message: 'A boleto cannot fall due on {day}',
    pt: 'O vencimento não pode ser {day}, que já passou.',
  },
  E_PAYMENTS_BOLETO_UNREGISTERED: {
    status: 409,
    message: 'The bank has not confirmed boleto {id}',
    pt: 'O banco ainda não confirmou o registro do boleto {id}: impresso agora, ele não poderia ser pago.',
  },
  E_PAYMENTS_REMITTANCE_UNKNOWN: {
    status: 404,
    message: 'There is no remittance {id} in this municipality',
    pt: 'A remessa {id} não existe neste município. Procure-a na lista.',
  },
  E_PAYMENTS_TILL_OFF: {
    status: 409,
    message: 'The utility has no tills of its own',
    pt: 'O caixa próprio está desligado neste município. Quem administra liga no parâmetro “Caixa próprio”.',
  },
  E_PAYMENTS_TILL_NONE: {
    status: 409,
    message: 'This person has no open till',
    pt: 'Você não tem caixa aberto. Abra um, e só você poderá usá-lo.',
  },
  E_PAYMENTS_TILL_UNKNOWN: {
    status: 404,
    message: 'There is no till {id} in use in this municipality',
    pt: 'O caixa {id} não existe ou está fora de uso. Escolha outro.',
  },
  E_PAYMENTS_TILL_TAKEN: {
    status: 409,
    message: 'The till, or another of this person, is open by {by}',
    pt: 'Já há um caixa aberto por {by}: cada caixa tem um operador, e cada operador um caixa.',
  },
  E_PAYMENTS_TILL_NOTHING: {
    status: 409,
    message: 'Document {id} asks for nothing',
    pt: 'Este documento não tem o que receber: já foi pago, cancelado ou substituído por outro.',
  },
  E_PAYMENTS_TILL_TENDERED: {
    status: 422,
    message: 'Less than {amount} was handed over',
    pt: 'O cliente entregou menos do que {amount}. O caixa recebe o documento inteiro.',
  },
  E_PAYMENTS_TILL_SHORT: {
    status: 409,
    message: 'There are {cash} in cash in the till',
    pt: 'Só há {cash} em dinheiro no caixa. Faça antes um suprimento, ou pague por transferência.',
  },
  E_PAYMENTS_TILL_REFUND: {
    status: 409,
    message: 'Refund {id} is not approved',
    pt: 'O pedido de ressarcimento {id} não está aprovado, ou já foi pago.',
  },
  E_PAYMENTS_TILL_DIFFERS: {
    status: 422,
    message: 'The count differs by {difference} and no justification was given',
    pt: 'O que foi contado não é o que devia haver (diferença de {difference} no total). Conte de novo, ou escreva a justificativa.',
  },
  E_PAYMENTS_TILLS_OPEN: {
    status: 409,
    message: 'Tills opened in {month} were not closed: {tills}',
    pt: 'Há caixas abertos em {month} que não foram fechados: {tills}. Quem os abriu precisa contá-los e fechá-los antes do fechamento do mês.',
  },
  E_PAYMENTS_MONEY: {
    status: 422,
    message: '"{text}" is no amount of money',
    pt: '“{text}” não é um valor em reais. Escreva como 1.234,56.',
  },
} as const
