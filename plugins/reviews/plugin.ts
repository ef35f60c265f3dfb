import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'reviews',
  title: 'Revisão de consumo',
  contract: '1.0',
  requires: ['registry', 'readings', 'billing'],
  tables: ['reviews_numbers', 'reviews_reviews', 'reviews_visits', 'reviews_source_types'],
  events: ['reviews.review_opened', 'reviews.review_closed'],
  eventTitles: {
    'reviews.review_opened': {
      title: 'Revisão de consumo aberta',
      fields: {
        review: { title: 'Revisão', sample: '12' },
        number: { title: 'Ano e número', sample: '2026/1' },
        premise: { title: 'Imóvel', sample: '512' },
        reference: { title: 'Mês de referência', sample: '2026-11' },
      },
    },
    'reviews.review_closed': {
      title: 'Revisão de consumo encerrada',
      fields: {
        review: { title: 'Revisão', sample: '12' },
        number: { title: 'Ano e número', sample: '2026/1' },
        premise: { title: 'Imóvel', sample: '512' },
        outcome: { title: 'Resultado', sample: 'Procedente' },
      },
    },
  },
  permissions: {
    'reviews.read': 'Ver as revisões de consumo e a agenda de visitas',
    'reviews.open': 'Abrir revisões de consumo',
    'reviews.write': 'Completar o formulário de revisões de consumo',
    'reviews.move': 'Andar com as revisões de consumo pelas fases da análise',
    'reviews.conclude': 'Escrever o laudo, concluir e cancelar revisões de consumo',
    'reviews.schedule': 'Marcar, remarcar e desmarcar visitas técnicas',
    'reviews.visit': 'Fazer visitas técnicas: formulário, fotos, constatação e encerramento',
    'reviews.print': 'Imprimir formulário e laudo de revisões: fica guardado o que saiu',
    'reviews.send': 'Enviar ao cliente a fatura mudada e o laudo da revisão',
    'reviews.configure':
      'Manter as tabelas das revisões de consumo e passar revisões ao fluxo em vigor',
  },
  records: () => import('#plugins/reviews/records/index'),
  lookups: () => import('#plugins/reviews/lookups/index'),
  parameters: () => import('#plugins/reviews/configuration/parameters'),
  documents: () => import('#plugins/reviews/documents/index'),
  messages: () => import('#plugins/reviews/messages/index'),
  actions: () => import('#plugins/reviews/actions/index'),
  panels: () => import('#plugins/reviews/panels/index'),
  participants: () => import('#plugins/reviews/participants/index'),
  routes: () => import('#plugins/reviews/routes'),
  tabs: [
    {
      ...{ on: 'registry.premises', place: 45, title: 'Revisões de consumo' },
      ...{ record: 'reviews.reviews', foreignKey: 'premise_id' },
    },
    {
      ...{ on: 'registry.customers', place: 45, title: 'Revisões de consumo' },
      ...{ record: 'reviews.reviews', foreignKey: 'customer_id' },
    },
  ],
  menu: [
    {
      title: 'Revisões de consumo',
      path: '/reviews/reviews',
      permission: 'reviews.read',
      section: 'Medição',
      icon: 'scale',
    },
    {
      title: 'Agenda de visitas',
      path: '/reviews/agenda',
      permission: 'reviews.read',
      section: 'Medição',
      icon: 'calendar-event',
    },
    {
      title: 'Minhas visitas',
      path: '/reviews/field',
      permission: 'reviews.visit',
      section: 'Medição',
      icon: 'clipboard-list',
    },
  ],
} satisfies PluginManifest<'reviews'>

export default plugin
