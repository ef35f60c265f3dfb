import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_REPORTS_GROUP: {
    status: 404,
    message: 'There is no billing group "{group}" in this municipality',
    pt: 'O grupo de faturamento “{group}” não existe neste município. Escolha um da lista.',
  },
  E_REPORTS_REFERENCE: {
    status: 422,
    message: '"{reference}" is not a reference month',
    pt: '“{reference}” não é um mês de referência. Escreva como 2026-11.',
  },
  E_REPORTS_UNKNOWN: {
    status: 404,
    message: 'There is no report "{name}"',
    pt: 'O relatório “{name}” não existe, ou o módulo dele está desligado. Escolha um da lista de relatórios.',
  },
  E_REPORTS_SLOW: {
    status: 503,
    message: 'Report "{title}" took longer than a page may take',
    pt: 'O relatório “{title}” demorou mais de 30 segundos com estes filtros. Escolha um período menor ou peça o arquivo por e-mail.',
  },
  E_REPORTS_FILTERS: {
    status: 422,
    message: 'Report "{title}" cannot run: {problems}',
    pt: 'O relatório “{title}” não pôde ser gerado: {problems}',
  },
  E_REPORTS_LONG: {
    status: 422,
    message: 'Report "{title}" has {count} rows; a PDF takes up to {limit}',
    pt: 'O relatório “{title}” tem {count} linhas e o PDF vai até {limit}. Use filtros, ou exporte em planilha.',
  },
  E_REPORTS_WIDGET: {
    status: 422,
    message: 'There is no home card "{name}"',
    pt: 'O quadro “{name}” não existe, ou o módulo dele está desligado. Recarregue a página e escolha de novo.',
  },
})
