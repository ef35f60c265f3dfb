import type { RecordType } from '#core/records/index'

const SUBJECTS = [
  { value: 'plans', label: 'Parcelamento e descontos' },
  { value: 'collection', label: 'Cobrança' },
  { value: 'notices', label: 'Notificação' },
  { value: 'cut', label: 'Corte' },
]
const REACHES = [
  { value: 'whole', label: 'Todo o município' },
  { value: 'agency', label: 'Uma agência' },
  { value: 'locality', label: 'Uma localidade' },
]

/** Approved versions of what is negotiated, collected and cut by, each with its start, its place and its approval. */
export const policies: RecordType = {
  name: 'collections.policies',
  path: '/collections/policies',
  table: 'collections_policies',
  title: { one: 'Política comercial', many: 'Políticas comerciais', gender: 'f' },
  help: 'As versões aprovadas das políticas de parcelamento, cobrança, notificação e corte: de quando, onde valem e quem as aprovou. Cada uma abre na configuração, onde se escreve a seguinte; o resultado se compara no relatório Avaliação de uma política comercial.',
  label: 'name',
  fields: [
    { name: 'policy', label: 'Política', type: 'text', isReadOnly: true },
    { name: 'name', label: 'Versão', type: 'text', isReadOnly: true },
    {
      ...{ name: 'subject', label: 'Assunto', type: 'enum', options: SUBJECTS },
      isReadOnly: true,
    },
    { name: 'reach', label: 'Onde vale', type: 'enum', options: REACHES, isReadOnly: true },
    { name: 'starts_on', label: 'Vale desde', type: 'date', isReadOnly: true },
    { name: 'ends_on', label: 'Até', type: 'date', isReadOnly: true },
    { name: 'reason', label: 'Motivo', type: 'text', isReadOnly: true },
    { name: 'legal_basis', label: 'Fundamento', type: 'text', isReadOnly: true },
    { name: 'author', label: 'Escrita por', type: 'text', isReadOnly: true },
    { name: 'approver', label: 'Aprovada por', type: 'text', isReadOnly: true },
  ],
  list: {
    columns: ['policy', 'reach', 'starts_on', 'ends_on', 'approver', 'reason'],
    sort: { column: 'starts_on', direction: 'desc' },
    sortable: ['starts_on'],
    filters: ['subject', 'reach', 'starts_on'],
  },
  search: [],
  related: [],
  permissions: { read: 'collections.read', write: null },
  detailPath: '/configuration/versions/:id',
  actions: [],
}
