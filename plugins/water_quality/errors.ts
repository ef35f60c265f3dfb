import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_WATER_QUALITY_UNKNOWN: {
    status: 404,
    message: 'There is no bulletin {id}',
    pt: 'O boletim {id} não existe. Atualize a página.',
  },
  E_WATER_QUALITY_PUBLISHED: {
    status: 409,
    message: 'The bulletin of {month} is published',
    pt: 'O boletim de {month} já foi publicado e não muda. Use “Corrigir boletim” para publicar outro no lugar.',
  },
  E_WATER_QUALITY_DRAFTED: {
    status: 409,
    message: 'There is a draft of {month} already, or the bulletin is not published',
    pt: 'Já há um boletim de {month} em digitação neste sistema: corrija nele, ou exclua-o.',
  },
  E_WATER_QUALITY_EMPTY: {
    status: 422,
    message: 'The bulletin of {month} has no results',
    pt: 'O boletim de {month} não tem resultados. Digite-os antes de publicar.',
  },
  E_WATER_QUALITY_COUNT: {
    status: 422,
    message: '{title}: {conforming} conforming of {analysed} analysed',
    pt: '{title}: {conforming} amostras conformes de {analysed} analisadas. Confira as duas quantidades.',
  },
  E_WATER_QUALITY_PARAMETER: {
    status: 422,
    message: 'There is no parameter {code}',
    pt: 'O parâmetro {code} não está na tabela de parâmetros da água.',
  },
})
