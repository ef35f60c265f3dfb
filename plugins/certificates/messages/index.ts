import type { MessageTemplate } from '#core/messaging/index'

/** What goes with the PDF of a certificate. */
export const SENT_MESSAGE = 'certificates.sent'

export default [
  {
    name: SENT_MESSAGE,
    title: 'Certidão de débitos',
    sample: {
      customer: 'Maria Aparecida dos Santos',
      kind: 'Certidão negativa de débitos',
      number: '2026-000042',
      until: '21/02/2027',
      code: '7K2M-9QXA-04TC-ZB6N',
      site: 'https://aqueduto.example.org/certificates/check',
      utility: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
      phone: '0800 065 0195',
    },
    subject: '{{kind}} nº {{number}}',
    html: '<p>Olá{{#if customer}}, {{customer}}{{/if}}.</p><p>Segue anexa a <strong>{{kind}}</strong> nº {{number}}, válida até {{until}}.</p><p>Quem a receber confirma a autenticidade em {{site}} com o código <strong>{{code}}</strong>.</p><p>{{utility}} · {{phone}}</p>',
    text: 'Olá{{#if customer}}, {{customer}}{{/if}}.\n\nSegue anexa a {{kind}} nº {{number}}, válida até {{until}}.\n\nQuem a receber confirma a autenticidade em {{site}} com o código {{code}}.\n\n{{utility}} · {{phone}}',
  },
] as readonly MessageTemplate[]
