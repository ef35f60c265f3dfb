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
})
