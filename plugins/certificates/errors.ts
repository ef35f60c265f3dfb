import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_CERTIFICATES_UNKNOWN: {
    status: 404,
    message: 'There is no {what} {id} in this municipality',
    pt: 'Este registro ({what} {id}) não existe neste município. Procure-o na lista.',
  },
  E_CERTIFICATES_SUBJECT: {
    status: 422,
    message: 'A certificate is of one premise or of one customer',
    pt: 'A certidão é de um imóvel ou de um cliente: informe um dos dois.',
  },
  E_CERTIFICATES_EVERYWHERE: {
    status: 403,
    message: 'A certificate of a customer reaches the whole municipality',
    pt: 'A certidão de um cliente alcança os imóveis dele no município inteiro; quem trabalha só em algumas localidades emite a de um imóvel.',
  },
  E_CERTIFICATES_DEBTS: {
    status: 422,
    message: 'A certificate of no debts does not apply: {debts}',
    pt: 'A certidão negativa não cabe: há débitos. {debts}. Emita a certidão que couber, ou receba os débitos antes.',
  },
  E_CERTIFICATES_CANCELLED: {
    status: 409,
    message: 'Certificate {number} was cancelled',
    pt: 'A certidão {number} está cancelada. Emita outra.',
  },
  E_CERTIFICATES_NO_ADDRESS: {
    status: 422,
    message: 'There is no address to send certificate {number} to',
    pt: 'O cliente da certidão {number} não tem e-mail no cadastro: informe o endereço.',
  },
  E_CERTIFICATES_RETURNED: {
    status: 409,
    message: 'The sending of certificate {number} is of an e-mail, or came back already',
    pt: 'Este envio da certidão {number} foi por e-mail, cuja entrega o sistema acompanha, ou já está como devolvido.',
  },
  E_CERTIFICATES_YEAR: {
    status: 422,
    message: 'Year {year} has not ended',
    pt: 'A declaração de quitação é de um ano que acabou: {year} ainda não acabou. Escolha um ano anterior.',
  },
  E_CERTIFICATES_NOTHING_BILLED: {
    status: 422,
    message: 'Nothing to declare of {year}: nobody was billed, or everybody has a statement',
    pt: 'Nada a declarar de {year}: ninguém foi faturado neste imóvel, ou quem foi já tem a declaração. Procure-a na lista e imprima-a de novo.',
  },
  E_CERTIFICATES_NOT_CLEAR: {
    status: 422,
    message: 'The year {year} is not declared paid: {why}',
    pt: 'A declaração de quitação de {year} ainda não cabe: {why}. Depois do pagamento ela é emitida no mês seguinte, ou na hora a quem a pedir.',
  },
})
