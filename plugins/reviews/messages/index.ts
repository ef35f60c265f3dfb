import type { MessageTemplate } from '#core/messaging/index'

/** What goes with the report, and with the changed invoice when there is one (TR-3.2.6.9). */
export const RESULT_MESSAGE = 'reviews.result'

const INVOICE =
  'Seguem anexos o laudo e a nova fatura de {{reference}}, que toma o lugar da anterior: {{total}}, com vencimento em {{due}}. Não pague a fatura antiga.'
const NO_INVOICE = 'Segue anexo o laudo. A fatura de {{reference}} fica como está.'

export default [
  {
    name: RESULT_MESSAGE,
    title: 'Resultado da revisão de consumo',
    sample: {
      customer: 'Maria Aparecida dos Santos',
      number: '2026/17',
      reference: '10/2026',
      outcome: 'Procedente',
      total: 'R$ 98,20',
      due: '10/12/2026',
      utility: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
      phone: '0800 065 0195',
    },
    subject: 'Revisão de consumo {{number}}: {{outcome}}',
    html: `<p>Olá, {{customer}}.</p><p>A revisão de consumo {{number}} foi concluída: <strong>{{outcome}}</strong>.</p><p>{{#if total}}${INVOICE}{{else}}${NO_INVOICE}{{/if}}</p><p>{{utility}} · {{phone}}</p>`,
    text: `Olá, {{customer}}.\n\nA revisão de consumo {{number}} foi concluída: {{outcome}}.\n\n{{#if total}}${INVOICE}{{else}}${NO_INVOICE}{{/if}}\n\n{{utility}} · {{phone}}`,
  },
] as readonly MessageTemplate[]
