import {
  type RecordType,
  shownField as shown,
  shownReference as reference,
} from '#core/records/index'
import { DELIVERY_RESULTS, NO_DELIVERY } from './options.ts'

/** Each time that somebody took a notice or letter to its address, and what came of it. */
export const deliveries: RecordType = {
  name: 'dunning.deliveries',
  path: '/dunning/deliveries',
  table: 'dunning_deliveries',
  title: { one: 'Tentativa de entrega', many: 'Tentativas de entrega', gender: 'f' },
  help: 'Cada vez que uma notificação ou carta foi levada ao endereço: quando, por quem, quem a recebeu, ou por que não foi entregue. Registra-se na página da notificação.',
  madeOn: 'dunning.notices',
  label: 'tried_on',
  fields: [
    reference('notice_id', 'Notificação', 'dunning.notices'),
    reference('premise_id', 'Imóvel', 'registry.premises'),
    reference('debtor_id', 'Devedor', 'registry.customers'),
    shown('tried_on', 'Dia', 'date'),
    shown('tried_time', 'Hora', 'text'),
    shown('result', 'Resultado', 'enum', { options: DELIVERY_RESULTS }),
    shown('reason', 'Por que não', 'enum', { options: NO_DELIVERY }),
    shown('deliverer', 'Quem levou', 'text'),
    shown('recipient', 'Quem recebeu', 'text', { isPersonal: true }),
    shown('recipient_document', 'Documento de quem recebeu', 'text', { isPersonal: true }),
    shown('latitude', 'Latitude', 'decimal'),
    shown('longitude', 'Longitude', 'decimal'),
    shown('note', 'Observação', 'text'),
    shown('recorded_by', 'Registrada por', 'text'),
  ],
  list: {
    columns: ['tried_on', 'tried_time', 'notice_id', 'premise_id', 'result', 'reason', 'deliverer'],
    sort: { column: 'tried_on', direction: 'desc' },
    sortable: ['tried_on'],
    filters: ['tried_on', 'result', 'reason'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'dunning.read', write: null },
  person: {
    ...{ record: 'registry.customers', key: 'debtor_id' },
    anonymised: { recipient: null, recipient_document: null, note: null },
  },
  actions: [],
}
