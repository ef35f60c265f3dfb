import type { Endpoint } from '#core/records/index'

const group = 'Leitura em campo'
const permission = 'readings.collect'

export default [
  {
    ...{ method: 'get', path: '/api/readings/field/loads', group, permission },
    title: 'Cargas que esperam por um coletor',
    query: { device: 'Código do coletor, que é do usuário da chave' },
    answer: 'Cargas em campo ou com revisões, com os roteiros dados ao coletor',
  },
  {
    ...{ method: 'get', path: '/api/readings/field/loads/{id}', group, permission },
    title: 'Baixar os roteiros do coletor em uma carga',
    query: {
      device: 'Código do coletor',
      since: 'Só o que foi atualizado depois desta revisão, e o que se pediu para revisar',
    },
    answer: 'Pacote para trabalhar sem rede: imóveis em ordem, ocorrências, selo do conteúdo',
  },
  {
    ...{ method: 'post', path: '/api/readings/field/loads/{id}/pieces', group, permission },
    title: 'Enviar leituras',
    help: 'O mesmo envio de novo responde como na primeira vez e nada muda.',
    body: {
      device: 'Código do coletor',
      piece: 'Número do envio, que cresce no coletor',
      readings: 'Até 100 leituras',
      findings:
        'O que se viu diferente do cadastro: `registration`, `field` (category, economies, meter_number, address, sewage), `value` e `read_at`',
    },
    answer: 'O destino de cada leitura',
  },
  {
    ...{ method: 'post', path: '/api/readings/field/reports', group, permission },
    title: 'Informar como vai o trabalho',
    body: {
      device: 'Código do coletor',
      battery: 'Bateria, em %',
      positions: 'Por onde passou: instante, latitude e longitude',
      counters:
        'Por roteiro, desde o início: leituras feitas, faturas calculadas e impressas, reavisos, avisos de excesso, faturas por ocorrência e bobinas',
      received: 'Números das mensagens que foram mostradas ao leiturista',
    },
    answer: 'Quando foi recebido, e as mensagens do escritório que ainda não foram mostradas',
  },
  {
    ...{ method: 'post', path: '/api/readings/automatic', group: 'Leitura automática' },
    permission: 'readings.transmit',
    title: 'Transmitir leituras automáticas',
    help: 'Cada mensagem é guardada uma vez; a mesma transmissão de novo responde como na primeira vez e nada muda.',
    body: { messages: 'Até 5.000 mensagens: hidrômetro, leitura em m³, data e hora' },
    answer:
      'O destino de cada mensagem: guardada, repetida, de hidrômetro desconhecido ou recusada, com o motivo',
  },
] as readonly Endpoint[]
