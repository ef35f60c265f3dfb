import type { MessageTemplate } from '#core/messaging/index'

const LINK = '{{#if link}}<p><a href="{{link}}">Abrir no sistema</a></p>{{/if}}'
const TEXT_LINK = '{{#if link}}\n\n{{link}}{{/if}}'

const cause = {
  topic: 'Execução em lote que falhou',
  title: 'Execução falhou: Grupo 3 · 11/2026',
  detail:
    'Blocos que falharam: 1 de 3. Veja o erro de cada um, corrija a causa e retome a execução.',
  since: '22/11/2026 06:04',
  place: 'Águas Claras do Norte',
  link: 'https://aqueduto.exemplo.com.br/jobs/128',
}

/** Product's words of what is told to the people responsible. */
export const alertTemplates: readonly MessageTemplate[] = [
  {
    name: 'alerts.cause',
    title: 'Alerta de falha',
    sample: cause,
    subject: '[{{place}}] {{title}}',
    html: `<p><strong>{{title}}</strong></p><p>{{detail}}</p><p>Desde {{since}}. Motivo deste aviso: {{topic}}.</p>${LINK}`,
    text: `{{title}}\n\n{{detail}}\n\nDesde {{since}}. Motivo deste aviso: {{topic}}.${TEXT_LINK}`,
  },
  {
    name: 'alerts.recovered',
    title: 'Fim de uma falha',
    sample: { ...cause, title: 'Voltou ao normal: Grupo 3', until: '22/11/2026 06:40' },
    subject: '[{{place}}] {{title}}',
    html: `<p><strong>{{title}}</strong></p><p>De {{since}} a {{until}}.</p>${LINK}`,
    text: `{{title}}\n\nDe {{since}} a {{until}}.${TEXT_LINK}`,
  },
  {
    name: 'alerts.event',
    title: 'Alerta programado',
    sample: {
      title: 'Grupo 3 faturado',
      text: 'Foram emitidas 512 faturas de 11/2026.',
      place: 'Águas Claras do Norte',
      link: 'https://aqueduto.exemplo.com.br/inbox',
    },
    subject: '[{{place}}] {{title}}',
    html: `<p><strong>{{title}}</strong></p><p>{{text}}</p>${LINK}`,
    text: `{{title}}\n\n{{text}}${TEXT_LINK}`,
  },
]
