import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_PAYMENTS_AGREEMENT_UNKNOWN: {
    status: 404,
    message: 'There is no agreement {id} in this municipality',
    pt: 'O convênio escolhido não existe neste município. Escolha um da lista ou cadastre-o.',
  },
  E_PAYMENTS_AGENT_UNKNOWN: {
    status: 404,
    message: 'There is no agent {id} in this municipality',
    pt: 'O agente arrecadador escolhido não existe neste município. Escolha um da lista ou cadastre-o.',
  },
  E_PAYMENTS_FILE_UNKNOWN: {
    status: 404,
    message: 'There is no payment file {id} in this municipality',
    pt: 'O arquivo {id} não existe neste município. Procure-o na lista de arquivos.',
  },
  E_PAYMENTS_FILE_MISSING: {
    status: 422,
    message: 'No file came with the form',
    pt: 'Escolha o arquivo de retorno que o banco enviou (até 20 MB).',
  },
  E_PAYMENTS_PIX_TOKEN: {
    status: 403,
    message: 'The token of the Pix notice belongs to no agreement',
    pt: 'Aviso recusado: o código de acesso não é de nenhum convênio.',
  },
  E_PAYMENTS_PIX_AMOUNT: {
    status: 422,
    message: 'Pix {endToEndId} has amount "{amount}"',
    pt: 'O Pix {endToEndId} veio com o valor “{amount}”: só se aceita valor maior que zero, como 123.45.',
  },
  E_PAYMENTS_PIX_SHAPE: {
    status: 422,
    message: 'Pix {endToEndId} has identifier or txid "{content}"',
    pt: 'O Pix {endToEndId} veio com identificador ou txid fora do padrão: “{content}”.',
  },
  E_PAYMENTS_PIX_TIME: {
    status: 422,
    message: 'Pix {endToEndId} has time "{time}"',
    pt: 'O Pix {endToEndId} veio com o horário “{time}”, que não é um instante perto de hoje.',
  },
})
