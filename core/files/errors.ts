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
  E_FILES_MISSING: {
    status: 422,
    message: 'No file was sent',
    pt: 'Escolha um arquivo: nenhum foi enviado.',
  },
  E_FILES_TOO_LARGE: {
    status: 422,
    message: 'File "{name}" has {bytes} bytes; {purpose} takes at most {limit}',
    pt: 'O arquivo “{name}” é grande demais: o limite é {limitWords}. Reduza a resolução da digitalização e envie de novo.',
  },
  E_FILES_FORMAT: {
    status: 422,
    message: 'The content of file "{name}" is none of {formats}',
    pt: 'O conteúdo de “{name}” não é de um tipo aceito aqui ({formats}). Mudar o nome do arquivo não adianta: converta-o e envie de novo.',
  },
  E_FILES_IMAGE_LARGE: {
    status: 422,
    message: 'Image has more than {limit} kB even at {side} pixels',
    pt: 'A imagem não cabe em {limit} kB nem reduzida a {side} pontos. Envie uma fotografia mais simples ou em JPEG.',
  },
  E_FILES_IMAGE: {
    status: 422,
    message: 'The image cannot be read: {problem}',
    pt: 'A imagem não pôde ser lida: está danificada ou tem pontos demais. Fotografe ou digitalize de novo.',
  },
  E_FILES_INFECTED: {
    status: 422,
    message: 'File "{name}" is infected: {infection}',
    pt: 'O antivírus encontrou “{infection}” no arquivo “{name}”. Ele foi separado e não será usado; avise o suporte de informática.',
  },
  E_FILES_QUARANTINED: {
    status: 403,
    message: 'Stored file {id} is in quarantine: {infection}',
    pt: 'Este arquivo está em quarentena: o antivírus encontrou “{infection}”.',
  },
  E_FILES_ERASED: {
    status: 410,
    message: "Stored file {id} was erased at a person's request",
    pt: 'Este arquivo foi apagado a pedido da pessoa (LGPD). Fica só o registro de que existiu.',
  },
  E_FILES_SCANNER: {
    status: 503,
    message: 'The virus scanner did not answer: {problem}',
    pt: 'O antivírus não respondeu, por isso o arquivo não foi recebido. Tente de novo em instantes; se continuar, avise o suporte de informática.',
  },
})
