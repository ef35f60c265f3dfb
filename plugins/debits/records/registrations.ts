import type { RecordType } from '#core/records/index'
import { MOVEMENTS, REGISTRATION_STATES } from './options.ts'

const isWaiting = ({ state }: Readonly<Record<string, unknown>>) => state === 'unidentified'

/** What banks registered of optants; those of nobody known wait for somebody. */
export const registrations: RecordType = {
  name: 'debits.registrations',
  path: '/debits/registrations',
  table: 'debits_registrations',
  title: { one: 'Cadastro do banco', many: 'Cadastros do banco', gender: 'm' },
  help: 'Inclusões e exclusões que os clientes pediram no banco (registro B). As que trazem uma matrícula conhecida são atendidas na hora; as outras esperam que alguém diga de que imóvel são.',
  label: 'client_id',
  fields: [
    { name: 'client_id', label: 'Identificador que veio', type: 'text', isReadOnly: true },
    {
      ...{ name: 'agreement_id', label: 'Convênio', type: 'reference', isReadOnly: true },
      record: 'payments.agreements',
    },
    { name: 'agency', label: 'Agência', type: 'text', isReadOnly: true },
    {
      ...{ name: 'bank_client', label: 'Conta', type: 'text', isReadOnly: true },
      isPersonal: true,
    },
    {
      ...{ name: 'movement', label: 'Movimento', type: 'enum', options: MOVEMENTS },
      isReadOnly: true,
    },
    { name: 'option_on', label: 'Pedido em', type: 'date', isReadOnly: true },
    {
      ...{ name: 'state', label: 'Situação', type: 'enum', options: REGISTRATION_STATES },
      isReadOnly: true,
    },
    {
      ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
      isReadOnly: true,
    },
    { name: 'note', label: 'O que se fez', type: 'text', isReadOnly: true },
    { name: 'received_on', label: 'Recebido em', type: 'date', isReadOnly: true },
    { name: 'decided_by', label: 'Tratado por', type: 'text', isReadOnly: true },
  ],
  list: {
    columns: ['client_id', 'agreement_id', 'movement', 'option_on', 'state', 'premise_id', 'note'],
    sort: { column: 'received_on', direction: 'desc' },
    sortable: ['received_on'],
    filters: ['state', 'agreement_id', 'received_on'],
  },
  search: ['client_id'],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'debits.read', write: null },
  operations: {
    link: {
      action: 'debits.link_registration',
      help: 'Escolha o imóvel de quem fez o pedido no banco. A opção é registrada, ou encerrada, como se o banco tivesse mandado a matrícula certa.',
      fields: [
        {
          ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', isRequired: true },
          record: 'registry.premises',
        },
      ],
      isOffered: isWaiting,
    },
    refuse: {
      action: 'debits.refuse_registration',
      help: 'O banco recebe a recusa, com este motivo, na próxima remessa (registro C).',
      fields: [
        {
          ...{ name: 'note', label: 'Motivo para o banco', type: 'text', maxLength: 40 },
          isRequired: true,
        },
      ],
      initial: async () => ({ note: 'Identificacao nao localizada' }),
      isOffered: isWaiting,
    },
  },
  actions: [],
}
