import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_DEBITS_PREMISE: {
    status: 404,
    message: 'There is no premise {id} in this municipality',
    pt: 'O imóvel escolhido não existe neste município. Procure-o pela matrícula.',
  },
  E_DEBITS_NO_HOLDER: {
    status: 422,
    message: 'Premise {registration} has no holder',
    pt: 'O imóvel {registration} não tem titular, e o débito em conta é autorizado pelo titular. Registre-o na página do imóvel e tente de novo.',
  },
  E_DEBITS_AGREEMENT: {
    status: 422,
    message: 'Agreement {code} is not of direct debit',
    pt: 'O convênio {code} não é de débito automático. Escolha um que seja, ou cadastre-o em Convênios.',
  },
  E_DEBITS_VERSION: {
    status: 422,
    message: 'Agreement {code} has layout version {version}',
    pt: 'O convênio {code} está com o leiaute versão {version}; o débito automático usa as versões 04, 05 e 06. Corrija o convênio.',
  },
  E_DEBITS_ACCOUNT: {
    status: 422,
    message: 'Agency "{agency}" or account "{account}" cannot be written in the file',
    pt: 'A agência tem até 4 e a conta até 14 algarismos ou letras, sem pontos nem traços, como o banco as escreve: “{agency}” e “{account}” não servem.',
  },
  E_DEBITS_UNKNOWN: {
    status: 404,
    message: 'There is no {what} {id} in this municipality',
    pt: 'Este registro ({what} {id}) não existe neste município. Procure-o na lista.',
  },
  E_DEBITS_ENDED: {
    status: 409,
    message: 'Enrolment {id} ended before',
    pt: 'Esta opção de débito em conta já foi encerrada. Atualize a página.',
  },
  E_DEBITS_DECIDED: {
    status: 409,
    message: 'Registration {id} was decided before',
    pt: 'Este cadastro já foi tratado. Atualize a lista.',
  },
  E_DEBITS_NOT_OPTED: {
    status: 409,
    message: 'The enrolment of order {id} is not active',
    pt: 'O imóvel desta fatura não está mais em débito em conta. Registre de novo a opção do titular, ou entregue a segunda via para pagar com código de barras.',
  },
  E_DEBITS_NOT_RETURNED: {
    status: 409,
    message: 'Order {id} is {state}',
    pt: 'Só se manda de novo ao banco a fatura que ele não debitou; esta está na situação “{state}”.',
  },
  E_DEBITS_PAID: {
    status: 409,
    message: 'Document {number} asks for nothing any more',
    pt: 'A fatura {number} não tem mais nada a pagar: não há o que debitar.',
  },
  E_DEBITS_TOO_SOON: {
    status: 422,
    message: 'Debit on {on} is before {first}',
    pt: 'O banco precisa receber o débito antes: o primeiro dia possível é {first}, e o pedido é de {on}.',
  },
  E_DEBITS_NOT_CANCELLABLE: {
    status: 409,
    message: 'Order {id} is {state}',
    pt: 'Não há débito a cancelar: a fatura está na situação “{state}”.',
  },
  E_DEBITS_TOO_LATE: {
    status: 409,
    message: 'Debit of {number} on {on} can be cancelled until {until}',
    pt: 'A fatura {number} já foi enviada ao banco para débito em {on}, e o prazo de cancelamento acabou em {until}. Espere o retorno do banco: se ele não debitar, a fatura fica livre.',
  },
  E_DEBITS_SENT_ALREADY: {
    status: 409,
    message: 'Remittance {sequence} was sent before',
    pt: 'A remessa NSA {sequence} já está registrada como enviada.',
  },
  E_DEBITS_REASON: {
    status: 422,
    message: 'There is no active resend reason {code}',
    pt: 'O motivo de reenvio “{code}” não existe ou está desativado. Escolha um da lista.',
  },
})
