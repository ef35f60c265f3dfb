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
    pt: 'O relatório “{title}” demorou mais de {seconds} segundos com estes filtros. Escolha um período menor, ou baixe o arquivo: um pedido demorado é preparado em segundo plano.',
  },
  E_REPORTS_DESIGN: {
    status: 422,
    message: 'Design of report "{title}" is not sound: {problems}',
    pt: 'O relatório “{title}” não pôde ser usado como está desenhado: {problems}',
  },
  E_REPORTS_DESIGN_PERSONAL: {
    status: 403,
    message: 'Report "{title}" filters or groups by "{field}", which is hidden from {user}',
    pt: 'O relatório “{title}” filtra ou agrupa por “{field}”, um dado pessoal que o seu perfil não vê. Peça a permissão de ver dados pessoais, ou um relatório sem este campo.',
  },
  E_REPORTS_DESIGN_UNKNOWN: {
    status: 404,
    message: 'There is no design {id} of this person',
    pt: 'O relatório {id} não foi encontrado entre os seus. Só quem o criou pode alterá-lo ou excluí-lo; os outros podem copiá-lo.',
  },
  E_REPORTS_DESIGN_TITLE: {
    status: 409,
    message: 'This person has a report titled "{title}"',
    pt: 'Você já tem um relatório chamado “{title}”. Dê outro título.',
  },
  E_REPORTS_DESIGN_USED: {
    status: 409,
    message: 'Design {id} is sent by "{sending}"',
    pt: 'Este relatório é enviado por e-mail em “{sending}”. Encerre o envio antes de excluir o relatório.',
  },
  E_REPORTS_PROFILE: {
    status: 422,
    message: 'There is no profile "{code}"',
    pt: 'O perfil “{code}” não existe. Recarregue a página e escolha de novo.',
  },
  E_REPORTS_SENDING_UNKNOWN: {
    status: 404,
    message: 'There is no sending {id} of this person',
    pt: 'O envio {id} não foi encontrado entre os seus.',
  },
  E_REPORTS_NOBODY: {
    status: 422,
    message: 'A sending needs a recipient',
    pt: 'Escolha ao menos uma pessoa ou um e-mail para receber o relatório.',
  },
  E_REPORTS_RECIPIENT: {
    status: 422,
    message: 'User {id} is no active user of this municipality',
    pt: 'Uma das pessoas escolhidas não está mais ativa. Recarregue a página e escolha de novo.',
  },
  E_REPORTS_ADDRESS: {
    status: 422,
    message: '"{address}" is no e-mail address',
    pt: '“{address}” não é um e-mail. Escreva como nome@exemplo.com.br, um por linha.',
  },
  E_REPORTS_OVER: {
    status: 409,
    message: 'Sending {id} was ended',
    pt: 'Este envio foi encerrado e não volta. Crie outro.',
  },
  E_REPORTS_FILE_GONE: {
    status: 404,
    message: 'There is no report file {id} for this person, or it has expired',
    pt: 'Este arquivo não existe mais ou não é seu. Gere o relatório de novo.',
  },
  E_REPORTS_LATE: {
    status: 503,
    message: 'Report "{title}" took longer than {minutes} minutes',
    pt: 'O relatório “{title}” demorou mais de {minutes} minutos no banco de dados e foi interrompido. Escolha um período menor ou acrescente filtros.',
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
  E_REPORTS_TERRITORY: {
    status: 403,
    message: 'Report "{title}" cannot be kept to the localities of {user}',
    pt: 'O relatório “{title}” soma o município inteiro e não se divide por localidade. Você trabalha só em algumas: peça a quem trabalha em todas.',
  },
  E_REPORTS_WIDGET: {
    status: 422,
    message: 'There is no home card "{name}"',
    pt: 'O quadro “{name}” não existe, ou o módulo dele está desligado. Recarregue a página e escolha de novo.',
  },
})
