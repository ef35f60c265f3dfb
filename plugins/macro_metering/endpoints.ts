import type { Endpoint } from '#core/records/index'

const group = 'Macromedição'

export default [
  {
    ...{ method: 'post', path: '/api/macro-metering/messages', group },
    title: 'Enviar volumes do sistema supervisório',
    help: 'A mesma mensagem de novo não conta outra vez. Um período de um ponto tem um só volume.',
    permission: 'macro_metering.transmit',
    body: {
      messages:
        'Até 5.000: `id` da mensagem, `point` (código), `from` e `until` (AAAA-MM-DD, no mesmo mês), `m3`, `origin` (measured ou estimated) e, do esgoto que muda de mãos, `treated_m3` e `document`',
    },
    answer: 'Quantas foram aceitas, repetidas e recusadas, e por quê',
  },
  {
    ...{ method: 'get', path: '/api/macro-metering/controls', group },
    title: 'Controles da macromedição',
    help: 'AC-074 a AC-082 do Projeto Acertar em um dia, com os níveis e o que falta.',
    permission: 'macro_metering.read',
    query: { on: 'Dia, `AAAA-MM-DD`; hoje, quando não dito' },
    answer: 'Nível de cada controle, pontos sem macromedidor, calibrações vencidas',
  },
] as readonly Endpoint[]
