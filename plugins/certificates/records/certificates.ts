import {
  type RecordType,
  shownField as shown,
  shownReference as reference,
} from '#core/records/index'
import { KINDS, MEANS, STANDINGS, STATES, SUBJECTS } from './options.ts'

const CANCELLED = { visibleWhen: { '==': [{ var: ['state'] }, 'cancelled'] } }

const isIssued = ({ state }: Readonly<Record<string, unknown>>) => state === 'issued'

/** Certificates as they were issued: what they state and for how long never changes. */
export const certificates: RecordType = {
  name: 'certificates.certificates',
  path: '/certificates/certificates',
  table: 'certificates_certificates',
  title: { one: 'Certidão', many: 'Certidões de débitos', gender: 'f' },
  help: 'Certidões negativas, positivas e positivas com efeito de negativa (CTN, arts. 205 e 206). Emitem-se pela página do imóvel ou do cliente.',
  madeOn: 'registry.premises',
  label: 'number',
  fields: [
    shown('number', 'Número', 'text'),
    shown('kind', 'Tipo', 'enum', { options: KINDS }),
    shown('state', 'Situação', 'enum', { options: STATES }),
    shown('subject', 'De', 'enum', { options: SUBJECTS }),
    reference('premise_id', 'Imóvel', 'registry.premises'),
    reference('customer_id', 'Cliente', 'registry.customers'),
    shown('issued_on', 'Emitida em', 'date'),
    shown('valid_until', 'Válida até', 'date'),
    shown('debt_count', 'Débitos', 'integer'),
    shown('amount_cents', 'Valor dos débitos', 'money'),
    shown('code', 'Código de verificação', 'text'),
    shown('purpose', 'Finalidade', 'text'),
    shown('issued_by', 'Emitida por', 'text'),
    shown('cancelled_on', 'Cancelada em', 'date', CANCELLED),
    shown('cancelled_by', 'Cancelada por', 'text', CANCELLED),
    shown('cancel_reason', 'Motivo do cancelamento', 'text', CANCELLED),
  ],
  list: {
    columns: [
      ...['number', 'kind', 'premise_id', 'customer_id', 'issued_on', 'valid_until'],
      ...['amount_cents', 'issued_by', 'state'],
    ],
    sort: { column: 'issued_on', direction: 'desc' },
    sortable: ['issued_on'],
    filters: ['issued_on', 'kind', 'state', 'issued_by'],
  },
  search: ['number', 'code', 'issued_by'],
  related: [
    {
      ...{ title: 'Débitos declarados', record: 'certificates.debts' },
      foreignKey: 'certificate_id',
    },
    { title: 'Envios', record: 'certificates.sendings', foreignKey: 'certificate_id' },
  ],
  scope: { column: 'premise_id', of: 'registry.premises', isOptional: true },
  permissions: { read: 'certificates.read', write: null },
  person: { record: 'registry.customers', key: 'customer_id', anonymised: { purpose: null } },
  operations: {
    send: {
      action: 'certificates.send',
      help: 'Por e-mail, a certidão vai em PDF e a entrega é acompanhada aqui; por correio ou em mãos, registra-se como foi.',
      fields: [
        { name: 'means', label: 'Como', type: 'enum', isRequired: true, options: MEANS },
        {
          ...{ name: 'address', label: 'E-mail ou endereço', type: 'text', maxLength: 200 },
          help: 'Do e-mail em branco, o do cadastro do cliente.',
          requiredWhen: { '!=': [{ var: ['means'] }, 'email'] },
        },
        {
          ...{ name: 'proof', label: 'O que prova o envio', type: 'text', maxLength: 200 },
          visibleWhen: { '!=': [{ var: ['means'] }, 'email'] },
        },
      ],
      isOffered: isIssued,
    },
    cancel: {
      action: 'certificates.cancel',
      help: 'A certidão deixa de valer e quem confere o código vê que foi cancelada. O que ela declarou fica guardado.',
      fields: [],
      isOffered: isIssued,
    },
  },
  actions: [],
}

/** What a certificate stated, with the values of its day. */
export const debts: RecordType = {
  name: 'certificates.debts',
  path: '/certificates/debts',
  table: 'certificates_debts',
  title: { one: 'Débito declarado', many: 'Débitos declarados em certidões', gender: 'm' },
  help: 'Cada débito que uma certidão declarou, com o valor do dia da emissão, sem multa, juros e correção.',
  label: 'title',
  fields: [
    reference('certificate_id', 'Certidão', 'certificates.certificates'),
    reference('premise_id', 'Imóvel', 'registry.premises'),
    shown('title', 'Débito', 'text'),
    shown('due_on', 'Vencimento', 'date'),
    shown('standing', 'Situação no dia', 'enum', { options: STANDINGS }),
    shown('amount_cents', 'Valor', 'money'),
  ],
  list: {
    columns: ['certificate_id', 'premise_id', 'title', 'due_on', 'standing', 'amount_cents'],
    sort: { column: 'certificate_id', direction: 'desc' },
    sortable: ['certificate_id'],
    filters: ['certificate_id', 'standing'],
  },
  search: [],
  related: [],
  scope: { column: 'certificate_id', of: 'certificates.certificates' },
  permissions: { read: 'certificates.read', write: null },
  actions: [],
}

/** How certificates went to people. */
export const sendings: RecordType = {
  name: 'certificates.sendings',
  path: '/certificates/sendings',
  table: 'certificates_sendings',
  title: { one: 'Envio de certidão', many: 'Envios de certidões', gender: 'm' },
  help: 'Cada envio de uma certidão. A entrega dos e-mails está no relatório Envio de certidões; a devolução dos demais registra-se aqui.',
  label: 'address',
  fields: [
    reference('certificate_id', 'Certidão', 'certificates.certificates'),
    reference('customer_id', 'Cliente', 'registry.customers'),
    shown('means', 'Como', 'enum', { options: MEANS }),
    shown('address', 'Para onde', 'text', { isPersonal: true }),
    shown('sent_on', 'Enviada em', 'date'),
    shown('sent_by', 'Por', 'text'),
    shown('proof', 'O que prova o envio', 'text'),
    shown('returned_on', 'Devolvida em', 'date'),
    shown('return_note', 'Por que voltou', 'text'),
  ],
  list: {
    columns: ['certificate_id', 'means', 'address', 'sent_on', 'sent_by', 'returned_on'],
    sort: { column: 'sent_on', direction: 'desc' },
    sortable: ['sent_on'],
    filters: ['means', 'sent_on'],
  },
  search: [],
  related: [],
  scope: { column: 'certificate_id', of: 'certificates.certificates' },
  permissions: { read: 'certificates.read', write: null },
  person: {
    ...{ record: 'registry.customers', key: 'customer_id' },
    anonymised: { address: 'Anonimizado' },
  },
  operations: {
    returned: {
      action: 'certificates.sending_returned',
      help: 'A certidão voltou, ou não foi recebida.',
      fields: [
        {
          ...{ name: 'note', label: 'Por que voltou', type: 'text', isRequired: true },
          maxLength: 200,
        },
      ],
      isOffered: ({ means, returned_on: returned }) => means !== 'email' && returned === null,
    },
  },
  actions: [],
}
