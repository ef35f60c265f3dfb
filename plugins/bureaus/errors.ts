import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_BUREAUS_UNKNOWN: {
    status: 404,
    message: 'There is no {what} {id} in this municipality',
    pt: 'Este registro ({what} {id}) não existe neste município. Procure-o na lista.',
  },
  E_BUREAUS_EVERYWHERE: {
    status: 403,
    message: 'Lots, files and notices of bureaus reach the whole municipality',
    pt: 'Lotes, arquivos e avisos alcançam o município inteiro; quem trabalha só em algumas localidades não os faz nem decide.',
  },
  E_BUREAUS_INACTIVE: {
    status: 409,
    message: 'Bureau {code} is not in use',
    pt: 'O órgão {code} está fora de uso. Volte a usá-lo no cadastro de órgãos ou escolha outro.',
  },
  E_BUREAUS_LAYOUT: {
    status: 409,
    message: 'There is no layout {key} in force',
    pt: 'Não há leiaute “{key}” em vigor. Escreva-o em Configuração, Leiaute de órgão de proteção ao crédito, ou corrija o cadastro do órgão.',
  },
  E_BUREAUS_LAYOUT_UNCHECKED: {
    status: 409,
    message: 'Layout {title} was not compared with the manual of the clearing house',
    pt: 'Leiaute a confirmar: “{title}” ainda não foi conferido com o manual da central de protesto, e nenhum arquivo sai por ele. Quem mantém os órgãos confere as posições e usa “Confirmar leiaute de retirada” na página do órgão. Enquanto isso, retire o título na central ou no cartório e use “Registrar como feito” no movimento, com o protocolo.',
  },
  E_BUREAUS_NO_REMOVAL_LAYOUT: {
    status: 409,
    message: 'Bureau {name} takes no file of its own for that removal',
    pt: 'O órgão {name} não tem leiaute próprio em vigor para esta retirada: não há o que confirmar.',
  },
  E_BUREAUS_MANUAL_DATE: {
    status: 422,
    message: 'The manual cannot be of {on}, after today',
    pt: 'A data do manual é a da edição que a central publicou; {on} ainda não chegou.',
  },
  E_BUREAUS_SEQUENCE: {
    status: 409,
    message: 'Bureau {code} has no file number left',
    pt: 'A numeração de arquivos do órgão {code} acabou em 999999. Combine com ele a nova numeração.',
  },
  E_BUREAUS_LOT_DECIDED: {
    status: 409,
    message: 'Lot {number} was decided before',
    pt: 'O lote {number} já foi efetivado ou desfeito. Atualize a página.',
  },
  E_BUREAUS_LOT_EMPTY: {
    status: 409,
    message: 'Nobody of lot {number} may be listed any more',
    pt: 'Ninguém do lote {number} atende mais aos critérios: pagaram, fizeram acordo ou foram suspensos. Desfaça o lote.',
  },
  E_BUREAUS_NOT_LISTED: {
    status: 409,
    message: 'Debt {id} is not listed',
    pt: 'Este débito não está registrado no órgão, ou já saiu dele. Atualize a página.',
  },
  E_BUREAUS_NOT_REJECTED: {
    status: 409,
    message: 'Movement {id} was not rejected',
    pt: 'Só se manda de novo o movimento que o órgão recusou. Atualize a página.',
  },
  E_BUREAUS_MOVEMENT_OPEN: {
    status: 409,
    message: 'Movement {id} is {state}',
    pt: 'Só se registra como feito o movimento que espera ou foi enviado; este já foi respondido. Atualize a página.',
  },
  E_BUREAUS_SENT_ALREADY: {
    status: 409,
    message: 'File {name} is not waiting to be sent',
    pt: 'O arquivo {name} já está registrado como enviado, ou é um retorno.',
  },
  E_BUREAUS_FILE_MISSING: {
    status: 422,
    message: 'No file was sent',
    pt: 'Escolha o arquivo de retorno que o órgão mandou e tente de novo.',
  },
  E_BUREAUS_NOTHING_WAITS: {
    status: 409,
    message: 'Nothing waits for a file of bureau {code}',
    pt: 'Nada espera um arquivo do órgão {code}.',
  },
  E_BUREAUS_NOTICE_SENT: {
    status: 409,
    message: 'Notice {number} is {state}',
    pt: 'O envio do aviso {number} já foi registrado. Atualize a página.',
  },
  E_BUREAUS_NOTICE_DATE: {
    status: 422,
    message: 'Notice {number} of {issued} cannot be sent on {on}',
    pt: 'O aviso {number} foi emitido em {issued}; a data do envio vai desse dia até hoje, e {on} está fora disso.',
  },
})
