import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_RECORDS_ATTACHMENT_UNKNOWN: {
    status: 404,
    message: '{type} {record} has no attachment {id}',
    pt: 'Este registro não tem o anexo {id}. Ele pode ter sido removido: atualize a página.',
  },
  E_RECORDS_ATTACHMENT_KIND: {
    status: 422,
    message: '{type} takes no attachment of kind "{kind}"',
    pt: 'Escolha o tipo do documento na lista.',
  },
  E_RECORDS_ATTACHMENT_REMOVED: {
    status: 409,
    message: 'Attachment {id} was removed',
    pt: 'Este anexo já foi removido e não muda mais. Envie o arquivo como um anexo novo.',
  },
  E_RECORDS_NOTE_UNKNOWN: {
    status: 404,
    message: '{type} {record} has no note {id}',
    pt: 'Este registro não tem a anotação {id}. Ela pode ter sido removida: atualize a página.',
  },
  E_RECORDS_NOTE_AUTHOR: {
    status: 403,
    message: 'Note {id} was written by somebody else',
    pt: 'Só quem escreveu a anotação pode mudar o texto. Escreva outra anotação.',
  },
  E_RECORDS_NOTE_WINDOW: {
    status: 409,
    message: 'Note {id} is older than {minutes} minutes',
    pt: 'O prazo para corrigir esta anotação ({minutes} minutos) terminou. Escreva outra anotação.',
  },
  E_RECORDS_NOTHING_HERE: {
    status: 404,
    message: 'Record type {type} has no {what}',
    pt: 'Este cadastro não tem {title}.',
  },
})
