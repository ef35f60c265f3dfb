import type { RecordType } from '#core/records/index'

/** What the agreement of each bank says of its debits. */
export const terms: RecordType = {
  name: 'debits.terms',
  path: '/debits/terms',
  table: 'debits_terms',
  title: {
    one: 'Condição de convênio de débito',
    many: 'Condições dos convênios de débito',
    gender: 'f',
  },
  help: 'A antecedência que cada convênio pede e o número da última remessa. Convênio sem condição segue o parâmetro e começa da remessa 1.',
  label: 'agreement_id',
  fields: [
    {
      ...{ name: 'agreement_id', label: 'Convênio', type: 'reference', isRequired: true },
      record: 'payments.agreements',
    },
    {
      ...{ name: 'lead_days', label: 'Antecedência do envio', type: 'integer', unit: 'dias' },
      ...{ minimum: '1', maximum: '60' },
      help: 'Dias antes do vencimento em que a fatura entra na remessa. Vazia: a do parâmetro.',
    },
    {
      ...{ name: 'last_sequence', label: 'Última remessa (NSA)', type: 'integer' },
      ...{ isRequired: true, minimum: '0', maximum: '999999' },
      help: 'O número do último arquivo enviado; o próximo tem um a mais. Mude só ao assumir um convênio que já mandava arquivos por outro sistema.',
    },
  ],
  list: {
    columns: ['agreement_id', 'lead_days', 'last_sequence'],
    sort: { column: 'agreement_id', direction: 'asc' },
    sortable: ['agreement_id'],
    filters: [],
  },
  search: [],
  related: [],
  permissions: { read: 'debits.read', write: 'debits.configure' },
  actions: [],
}
