import { type RecordType, shownField as shown } from '#core/records/index'

type Row = Readonly<Record<string, unknown>>
const isIn =
  (...states: string[]) =>
  ({ state }: Row) =>
    states.includes(String(state))

/** What consumers of a system are told of their water in a month. */
export const bulletins: RecordType = {
  name: 'water_quality.bulletins',
  path: '/water-quality/bulletins',
  table: 'water_quality_bulletins',
  title: {
    one: 'Boletim da qualidade da água',
    many: 'Boletins da qualidade da água',
    gender: 'm',
  },
  help: 'O resumo mensal das análises, por sistema de abastecimento, que sai nas faturas depois de publicado (Decreto 5.440/2005). O que já foi impresso não muda.',
  label: 'reference',
  fields: [
    {
      ...{ name: 'system_id', label: 'Sistema', type: 'reference', isRequired: true },
      record: 'water_quality.systems',
    },
    { name: 'reference', label: 'Mês das análises', type: 'refmonth', isRequired: true },
    {
      ...{ name: 'conclusion', label: 'Conclusão e orientação', type: 'longtext' },
      ...{ isRequired: true, maxLength: 240 },
      help: 'Como estava a água e, onde algo saiu do padrão, o que o consumidor deve fazer.',
    },
    shown('state', 'Situação', 'enum', {
      options: [
        { value: 'draft', label: 'Em digitação', tone: 'attention' },
        { value: 'published', label: 'Publicado', tone: 'good' },
        { value: 'replaced', label: 'Substituído', tone: 'neutral' },
      ],
    }),
    shown('published_at', 'Publicado em', 'datetime'),
    shown('published_by', 'Publicado por', 'text'),
  ],
  list: {
    columns: ['reference', 'system_id', 'state', 'conclusion', 'published_at', 'published_by'],
    sort: { column: 'reference', direction: 'desc' },
    sortable: ['reference'],
    filters: ['state', 'system_id', 'reference'],
  },
  search: [],
  related: [],
  permissions: {
    ...{ read: 'water_quality.read', write: 'water_quality.write' },
    delete: 'water_quality.write',
  },
  isFixed: (row) => !isIn('draft')(row),
  operations: {
    publish: {
      action: 'water_quality.publish',
      help: 'Passa a sair nas faturas que forem impressas daqui em diante. O que estava publicado do mesmo mês é substituído; o que já foi impresso não muda.',
      fields: [],
      isOffered: isIn('draft'),
    },
    correct: {
      action: 'water_quality.correct',
      help: 'Abre outro boletim do mesmo mês, com os mesmos resultados, para corrigir e publicar no lugar deste.',
      fields: [],
      isOffered: isIn('published'),
    },
  },
  actions: [],
}
