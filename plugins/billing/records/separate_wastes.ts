import type { RecordField, RecordType } from '#core/records/index'
import { isRunning, lastDay, premise } from './term_fields.ts'

const given: readonly RecordField[] = [
  { ...premise, isRequired: false, help: 'De um imóvel, ou de todos de um grupo: só um dos dois.' },
  {
    name: 'billing_group_id',
    label: 'Grupo de faturamento',
    type: 'reference',
    record: 'registry.billing_groups',
  },
  {
    name: 'from_on',
    label: 'Desde',
    type: 'date',
    isRequired: true,
    help: 'Vale para as cargas de leitura geradas a partir deste dia.',
  },
  { name: 'until_on', label: 'Até', type: 'date', help: 'Último dia. Vazio: até ser encerrada.' },
  { name: 'remarks', label: 'Observações', type: 'longtext', maxLength: 500 },
]

/** Units and groups whose solid waste has a paper of its own. */
export const separateWastes: RecordType = {
  name: 'billing.separate_wastes',
  path: '/billing/separate-wastes',
  table: 'billing_separate_wastes',
  title: {
    one: 'Fatura separada de resíduos',
    many: 'Faturas separadas de resíduos',
    gender: 'f',
  },
  help: 'Imóveis e grupos cujos resíduos sólidos são cobrados em um documento próprio, com o seu código de barras: pagar um não quita o outro. Entra na carga de leitura gerada a partir do primeiro dia; faturas já emitidas não mudam.',
  label: 'from_on',
  fields: [
    ...given,
    { name: 'ended_on', label: 'Encerrada em', type: 'date' },
    { name: 'set_by', label: 'Registrada por', type: 'text' },
    { name: 'set_at', label: 'Registrada', type: 'datetime' },
    { name: 'ended_by', label: 'Encerrada por', type: 'text' },
  ],
  list: {
    columns: ['premise_id', 'billing_group_id', 'from_on', 'until_on', 'ended_on'],
    sort: { column: 'from_on', direction: 'desc' },
    sortable: ['from_on'],
    filters: ['from_on'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises', isOptional: true },
  permissions: { read: 'billing.read', write: null },
  createAction: 'billing.separate_waste',
  createFields: given,
  operations: {
    end: {
      action: 'billing.end_separate_waste',
      help: 'As cargas geradas depois do último dia cobram tudo em um documento. Faturas já emitidas não mudam.',
      fields: [lastDay],
      today: ['on'],
      isOffered: isRunning,
    },
  },
  actions: [],
}
