import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_RECORDS_CONTINGENCY_TERRITORY: {
    status: 403,
    message: '{user} is limited to some localities, and a pack holds the whole municipality',
    pt: 'O pacote de contingência tem o município inteiro, e você trabalha só em algumas localidades. Peça a quem trabalha em todas.',
  },
  E_RECORDS_CONTINGENCY_KEY: {
    status: 409,
    message: 'No passphrase is set for the contingency packs of municipality {municipality}',
    pt: 'O pacote de contingência ainda não tem frase secreta. Defina-a em Sistema, Contingência, e gere de novo.',
  },
  E_RECORDS_CONTINGENCY_GONE: {
    status: 404,
    message: 'No contingency pack {id} in this municipality',
    pt: 'O pacote {id} não existe ou já foi apagado. Escolha um dos guardados na lista.',
  },
})
