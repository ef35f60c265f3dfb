import type { MessageTemplate } from '#core/messaging/index'

const sample = {
  name: 'Faturamento do mês, todo dia 1',
  title: 'Resumo do faturamento por categoria',
  words: 'Referência: 11/2026',
  rows: '42 linhas',
  note: 'Para a reunião de segunda.',
  attached: true,
  until: '29/11/2026',
  link: 'https://aqueduto.exemplo.com.br/reports/files/12',
  owner: 'Ana Ribeiro',
  place: 'Águas Claras do Norte',
}

/** Product's words of a report that goes by e-mail. */
export const reportTemplates: readonly MessageTemplate[] = [
  {
    name: 'reports.sent',
    title: 'Relatório por e-mail',
    sample,
    subject: '[{{place}}] {{name}}',
    html:
      '<p><strong>{{title}}</strong><br>{{words}}</p>{{#if note}}<p>{{note}}</p>{{/if}}' +
      '<p>{{rows}}. {{#if attached}}O arquivo está anexado.{{else}}O arquivo é grande para um anexo: <a href="{{link}}">baixe-o aqui</a> até {{until}}.{{/if}}</p>' +
      '<p>Enviado a pedido de {{owner}}. Para não receber mais, fale com essa pessoa.</p>',
    text:
      '{{title}}\n{{words}}{{#if note}}\n\n{{note}}{{/if}}\n\n{{rows}}. ' +
      '{{#if attached}}O arquivo está anexado.{{else}}O arquivo é grande para um anexo. Baixe-o até {{until}}:\n{{link}}{{/if}}' +
      '\n\nEnviado a pedido de {{owner}}. Para não receber mais, fale com essa pessoa.',
  },
]
