import type { EnumOption, RecordType } from '#core/records/index'

export const VACANCY_KINDS: readonly EnumOption[] = [
  { value: 'holiday', label: 'Veraneio' },
  { value: 'weekend', label: 'Fim de semana' },
  { value: 'unoccupied', label: 'Desocupado' },
  { value: 'other', label: 'Outro motivo' },
]
export const VACANCY_SOURCES: readonly EnumOption[] = [
  { value: 'visit', label: 'Visita' },
  { value: 'campaign', label: 'Recadastramento' },
  { value: 'reading', label: 'Leitura' },
  { value: 'declaration', label: 'Declaração do cliente' },
  { value: 'other', label: 'Outra' },
]

/** Served households without residents, written by their own actions on the page of the premise. */
export const vacancies: RecordType = {
  name: 'registry.vacancies',
  path: '/registry/vacancies',
  table: 'registry_vacancies',
  title: { one: 'Domicílio sem morador', many: 'Domicílios sem morador', gender: 'm' },
  help: 'Domicílios atendidos onde ninguém mora: não entram na população atendida. A marca se faz na página do imóvel.',
  label: 'premise_id',
  fields: [
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isRequired: true,
    },
    { name: 'economies', label: 'Economias', type: 'integer', isRequired: true },
    { name: 'kind', label: 'Motivo', type: 'enum', options: VACANCY_KINDS, isRequired: true },
    { name: 'source', label: 'Como se soube', type: 'enum', options: VACANCY_SOURCES },
    { name: 'marked_on', label: 'Visto em', type: 'date', isRequired: true },
    { name: 'ended_on', label: 'Até', type: 'date' },
    { name: 'marked_by', label: 'Quem marcou', type: 'text' },
  ],
  list: {
    columns: ['premise_id', 'economies', 'kind', 'source', 'marked_on', 'ended_on', 'marked_by'],
    sort: { column: 'marked_on', direction: 'desc' },
    sortable: ['marked_on'],
    filters: ['kind', 'source'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  madeOn: 'registry.premises',
  permissions: { read: 'registry.read', write: null },
  actions: [],
}

/** Urban perimeters, kept by their own action. */
export const urbanPerimeters: RecordType = {
  name: 'registry.urban_perimeters',
  path: '/registry/urban-perimeters',
  table: 'registry_urban_perimeters',
  title: { one: 'Perímetro urbano', many: 'Perímetros urbanos', gender: 'm' },
  help: 'Polígonos que dizem onde a cidade acaba: dentro é urbano, fora é rural.',
  label: 'name',
  fields: [
    { name: 'name', label: 'Nome', type: 'text', isRequired: true },
    { name: 'from_on', label: 'Vale desde', type: 'date', isRequired: true },
    { name: 'is_active', label: 'Em uso', type: 'boolean' },
    { name: 'legal_basis', label: 'Lei do perímetro', type: 'text' },
  ],
  list: {
    columns: ['name', 'from_on', 'is_active', 'legal_basis'],
    sort: { column: 'from_on', direction: 'desc' },
    sortable: ['from_on'],
    filters: [],
  },
  search: [],
  related: [],
  permissions: { read: 'registry.read', write: null },
  actions: [],
}
