import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_RECORDS_IMPORT_EMPTY: {
    status: 422,
    message: 'File "{name}" has no lines',
    pt: 'O arquivo “{name}” está vazio. Confira se salvou a planilha certa e envie de novo.',
  },
  E_RECORDS_IMPORT_HEADER_ONLY: {
    status: 422,
    message: 'File "{name}" has a header and no lines under it',
    pt: 'O arquivo “{name}” só tem a linha de títulos: não há o que importar.',
  },
  E_RECORDS_IMPORT_HEADER: {
    status: 422,
    message: 'File "{name}" repeats the column "{column}"',
    pt: 'A coluna “{column}” aparece mais de uma vez na primeira linha de “{name}”. Dê um título diferente a cada coluna e envie de novo.',
  },
  E_RECORDS_IMPORT_LIMITS: {
    status: 422,
    message: 'File "{name}" is over the limit: {limit}',
    pt: 'O arquivo “{name}” passa do limite: {limit}. Divida-o em partes e importe uma de cada vez.',
  },
  E_RECORDS_IMPORT_UNREADABLE: {
    status: 422,
    message: 'File "{name}" cannot be read: {problem}',
    pt: 'O arquivo “{name}” não pôde ser lido ({problem}). Abra-o na planilha, salve de novo como CSV ou XLSX e envie.',
  },
  E_RECORDS_IMPORT_CLOSED: {
    status: 403,
    message: 'Records of type {type} are not imported',
    pt: '{title}: estes registros são criados pelas operações do sistema e não são importados.',
  },
  E_RECORDS_IMPORT_UNKNOWN: {
    status: 404,
    message: 'There is no import {id} of {type}',
    pt: 'A importação {id} não existe neste cadastro. Envie o arquivo de novo.',
  },
  E_RECORDS_IMPORT_MAPPING: {
    status: 422,
    message: 'The mapping of import {id} is not usable: {problem}',
    pt: 'Confira as colunas: {problem}',
  },
  E_RECORDS_IMPORT_TYPE: {
    status: 404,
    message: 'There is no record type {type}',
    pt: 'Não há o cadastro “{type}”. Use o nome completo, como registry.customers.',
  },
  E_RECORDS_IMPORT_KEPT: {
    status: 404,
    message: 'No mapping is kept under the name "{name}"',
    pt: 'Não há mapeamento guardado com o nome “{name}”. Guarde-o pela tela de importação.',
  },
  E_RECORDS_IMPORT_MUNICIPALITY: {
    status: 422,
    message: 'Municipality "{code}" is not known, or there are several',
    pt: 'Diga o código do município: --municipality=código.',
  },
  E_RECORDS_IMPORT_STATE: {
    status: 409,
    message: 'Import {id} is {status}',
    pt: 'Esta importação está em outra etapa ({status}). Atualize a página para ver onde ela parou.',
  },
})
