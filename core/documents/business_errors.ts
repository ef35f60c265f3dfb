import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_DOCUMENTS_UNKNOWN: {
    status: 404,
    message: 'There is no document "{document}"',
    pt: 'O documento “{document}” não existe, ou o módulo dele está desligado.',
  },
  E_DOCUMENTS_NO_RECORD: {
    status: 404,
    message: 'No record "{number}" to try {document} on',
    pt: 'Nada foi encontrado com “{number}”. Confira o número.',
  },
  E_DOCUMENTS_NO_MODEL: {
    status: 404,
    message: 'No model "{model}" is in force on {date}',
    pt: 'O modelo “{model}” não tem versão em vigor em {date}. Aprove uma versão antes de emitir.',
  },
  E_DOCUMENTS_MODEL_EXISTS: {
    status: 409,
    message: 'The model "{model}" exists already',
    pt: 'Já existe um modelo chamado “{model}”. Escolha outro nome, ou abra o que existe.',
  },
  E_DOCUMENTS_ISSUED_UNKNOWN: {
    status: 404,
    message: 'There is no issued document {id}',
    pt: 'O documento emitido nº {id} não foi encontrado. Ele pode ser de outro município.',
  },
  E_DOCUMENTS_CHANGED: {
    status: 409,
    message: 'Issued document {id} would not print as it was: {what}',
    pt: 'O documento emitido nº {id} não sairia igual ao original ({what}). Avise quem administra o sistema.',
  },
  E_DOCUMENTS_REASON: {
    status: 422,
    message: 'Printing document {id} again needs a reason',
    pt: 'Diga por que o documento está sendo impresso de novo.',
  },
})
