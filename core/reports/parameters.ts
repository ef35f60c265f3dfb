import type { Parameter } from '#core/configuration/index'

export const ATTACHMENT_MEGABYTES = 'reports.attachment_megabytes'
export const LINK_DAYS = 'reports.link_days'
export const PAGE_SECONDS = 'reports.page_seconds'

export const reportParameters: readonly Parameter[] = [
  {
    key: ATTACHMENT_MEGABYTES,
    title: 'Maior relatório anexado a um e-mail',
    help: 'Até este tamanho, o relatório vai anexado à mensagem. Acima dele vai um endereço para baixar o arquivo.',
    schema: { type: 'integer', minimum: 1, maximum: 25 },
    default: 8,
    unit: 'MB',
    because: 'Os servidores de e-mail costumam recusar mensagens acima de 10 a 25 MB.',
  },
  {
    key: LINK_DAYS,
    title: 'Dias em que o arquivo de um relatório pode ser baixado',
    help: 'Depois deste prazo, o endereço que foi por e-mail e o arquivo preparado em segundo plano deixam de abrir.',
    schema: { type: 'integer', minimum: 1, maximum: 90 },
    default: 7,
    unit: 'dias',
    because: 'Decisão do produto: um relatório com dados de pessoas não fica aberto para sempre.',
  },
  {
    key: PAGE_SECONDS,
    title: 'Espera por uma página de relatório',
    help: 'Depois destes segundos a página desiste e pede um período menor, ou o arquivo preparado em segundo plano.',
    schema: { type: 'integer', minimum: 1, maximum: 300 },
    default: 30,
    unit: 'segundos',
    because: 'Padrão do produto: quem espera mais por uma tela já foi fazer outra coisa.',
  },
]
