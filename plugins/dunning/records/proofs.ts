import type { RecordType } from '#core/records/index'
import { PROOF_STATES } from './options.ts'

/** Proofs of payment that debtors showed, and what was decided of each. */
export const proofs: RecordType = {
  name: 'dunning.proofs',
  path: '/dunning/proofs',
  table: 'dunning_proofs',
  title: { one: 'Comprovante de pagamento', many: 'Comprovantes de pagamento', gender: 'm' },
  help: 'Comprovantes mostrados por quem foi notificado: quem decidiu, quando e por quê. O aceito cancela a notificação e espera o banco; sem o registro no prazo fica “Sem pagamento”, e o imóvel volta a ser notificado.',
  label: 'document',
  fields: [
    {
      ...{ name: 'notice_id', label: 'Notificação', type: 'reference' },
      record: 'dunning.notices',
    },
    { ...{ name: 'premise_id', label: 'Imóvel', type: 'reference' }, record: 'registry.premises' },
    { ...{ name: 'debtor_id', label: 'Devedor', type: 'reference' }, record: 'registry.customers' },
    { name: 'document', label: 'Comprovante', type: 'text' },
    { name: 'state', label: 'Situação', type: 'enum', options: PROOF_STATES },
    { name: 'decided_on', label: 'Decidido em', type: 'date' },
    { name: 'decided_by', label: 'Por quem', type: 'text' },
    { name: 'reason', label: 'Motivo', type: 'longtext' },
    { name: 'until_on', label: 'Espera o banco até', type: 'date' },
  ],
  list: {
    columns: [
      'notice_id',
      'premise_id',
      'document',
      'decided_on',
      'decided_by',
      'until_on',
      'state',
    ],
    sort: { column: 'decided_on', direction: 'desc' },
    sortable: ['decided_on'],
    filters: ['state', 'decided_on'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'dunning.read', write: null },
  person: { record: 'registry.customers', key: 'debtor_id', anonymised: {} },
  actions: [],
}
