import type { RecordField, RecordType } from '#core/records/index'
import { END_CAUSES, ENROLMENT_CHANNELS, ENROLMENT_STATES } from './options.ts'

const given: readonly RecordField[] = [
  {
    ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
    isRequired: true,
  },
  {
    ...{ name: 'agreement_id', label: 'Convênio', type: 'reference', isRequired: true },
    record: 'payments.agreements',
    help: 'O convênio de débito automático do banco da conta.',
  },
  {
    ...{ name: 'agency', label: 'Agência', type: 'text', maxLength: 10, isRequired: true },
    help: 'Até quatro algarismos, sem o dígito.',
  },
  {
    ...{ name: 'bank_client', label: 'Conta', type: 'text', maxLength: 20, isRequired: true },
    ...{ isPersonal: true, help: 'Como o banco a escreve: com operação e dígito onde houver.' },
  },
  {
    ...{ name: 'consent', label: 'Autorização', type: 'text', maxLength: 300, isRequired: true },
    help: 'Como o titular autorizou: formulário assinado, e-mail, protocolo. O papel pode ser anexado depois.',
  },
]

/** Whose invoices are debited in account, with every account that was before. */
export const enrolments: RecordType = {
  name: 'debits.enrolments',
  path: '/debits/enrolments',
  table: 'debits_enrolments',
  title: { one: 'Opção de débito em conta', many: 'Opções de débito em conta', gender: 'f' },
  help: 'Imóveis cujas faturas são debitadas na conta do titular. Vale para as faturas emitidas enquanto a opção está ativa; quem muda de titular, de conta ou de banco fica com o histórico.',
  label: 'premise_id',
  fields: [
    ...given,
    {
      ...{ name: 'holder_id', label: 'Titular', type: 'reference' },
      record: 'registry.customers',
    },
    { name: 'state', label: 'Situação', type: 'enum', options: ENROLMENT_STATES },
    { name: 'channel', label: 'Registrada por', type: 'enum', options: ENROLMENT_CHANNELS },
    { name: 'from_on', label: 'Desde', type: 'date' },
    { name: 'until_on', label: 'Até', type: 'date' },
    { name: 'end_cause', label: 'Por que acabou', type: 'enum', options: END_CAUSES },
    { name: 'end_reason', label: 'Motivo do fim', type: 'text' },
    { name: 'refusals', label: 'Recusas seguidas', type: 'integer' },
    { name: 'created_by', label: 'Quem registrou', type: 'text' },
  ],
  list: {
    columns: ['premise_id', 'holder_id', 'agreement_id', 'state', 'channel', 'from_on', 'until_on'],
    sort: { column: 'from_on', direction: 'desc' },
    sortable: ['from_on'],
    filters: ['state', 'agreement_id', 'channel', 'from_on'],
  },
  search: [],
  related: [{ title: 'Débitos', record: 'debits.orders', foreignKey: 'enrolment_id' }],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'debits.read', write: null },
  createAction: 'debits.enrol',
  createFields: given,
  attachments: {
    kinds: [{ value: 'consent', label: 'Autorização assinada' }],
    write: 'debits.enrol',
  },
  operations: {
    end: {
      action: 'debits.end',
      help: 'As faturas que ainda não foram ao banco voltam a ser pagas com código de barras; as que já foram seguem até o retorno. O banco é avisado na próxima remessa.',
      fields: [],
      isOffered: ({ state }) => state === 'active',
    },
  },
  actions: [],
}
