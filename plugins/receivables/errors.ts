import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_RECEIVABLES_DOCUMENT_UNKNOWN: {
    status: 404,
    message: 'There is no document {id} in this municipality',
    pt: 'O documento {id} não existe neste município. Confira o número com o dígito.',
  },
  E_RECEIVABLES_NOTHING_OPEN: {
    status: 409,
    message: 'Document {number} has no open item',
    pt: 'O documento {number} já não tem valor em aberto: não há segunda via a emitir.',
  },
  E_RECEIVABLES_DATES: {
    status: 422,
    message: 'A document due on {due} cannot be valid until {until}',
    pt: 'A validade ({until}) não pode ser anterior ao vencimento ({due}). Escolha outra data.',
  },
  E_RECEIVABLES_CHARGE_TYPE: {
    status: 409,
    message: 'Charge type "{code}" is not registered in this municipality',
    pt: 'O tipo de cobrança “{code}” não está cadastrado. Cadastre-o, com seu beneficiário, antes de continuar.',
  },
  E_RECEIVABLES_RECEIPT_UNKNOWN: {
    status: 404,
    message: 'There is no unidentified receipt {id} in this municipality',
    pt: 'O recebimento {id} não existe ou já foi identificado. Atualize a lista.',
  },
  E_RECEIVABLES_LATE_FACTS: {
    status: 404,
    message: 'There is no late charge {id} with its facts',
    pt: 'O encargo por atraso {id} não existe ou veio do sistema anterior, que não guardou de que foi calculado.',
  },
  E_RECEIVABLES_CARRIED: {
    status: 409,
    message: 'A later document asks for {amount} carried from this one',
    pt: 'Esta fatura ficou abaixo do mínimo e {amount} dela já foram cobrados em outra. Corrija a fatura que cobrou esse valor.',
  },
  E_RECEIVABLES_CREDIT_CHANGED: {
    status: 409,
    message: 'A credit or pending charge changed while it was being used',
    pt: 'Um crédito ou débito deste imóvel mudou durante o processamento. Tente de novo.',
  },
})
