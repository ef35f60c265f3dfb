import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_FILES_UNKNOWN: {
    status: 404,
    message: 'There is no stored file {id} in this municipality',
    pt: 'O arquivo {id} não existe neste município. Envie-o de novo.',
  },
  E_FILES_DAMAGED: {
    status: 500,
    message: 'Stored file {id} is missing or has other content than its hash {hash} says',
    pt: 'O arquivo guardado {id} não confere com o que foi recebido. Avise o suporte; nada foi processado.',
  },
})
