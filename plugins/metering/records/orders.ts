import type { RecordField, RecordOperation, RecordType } from '#core/records/index'
import { ORDER_KINDS, ORDER_ORIGINS, ORDER_STATES, VERIFICATION_RESULTS } from './options.ts'

const error = (name: string, label: string): RecordField => ({
  ...{ name, label, type: 'decimal', unit: '%', minimum: '-100', maximum: '1000' },
  section: 'Resultado',
})
const found: readonly RecordField[] = [
  { name: 'verified_on', label: 'Aferido em', type: 'date', section: 'Resultado' },
  { name: 'laboratory', label: 'Laboratório', type: 'text', maxLength: 120, section: 'Resultado' },
  error('error_minimum', 'Erro na vazão mínima'),
  error('error_transition', 'Erro na vazão de transição'),
  error('error_nominal', 'Erro na vazão nominal'),
  {
    name: 'result',
    label: 'Resultado',
    type: 'enum',
    options: VERIFICATION_RESULTS,
    section: 'Resultado',
  },
]
const REQUIRED = new Set(['verified_on', 'result'])
const isOpen = ({ state }: Readonly<Record<string, unknown>>) => state === 'open'

const place: readonly RecordField[] = [
  { name: 'team', label: 'Equipe', type: 'text', isRequired: true, maxLength: 80 },
  { name: 'scheduled_on', label: 'Dia', type: 'date', isRequired: true },
]

const operations: Readonly<Record<string, RecordOperation>> = {
  result: {
    action: 'metering.close_verification',
    help: 'Encerra a ordem com o que o laboratório achou. A data vale como última aferição do hidrômetro.',
    fields: [
      ...found.map(({ section: _, ...field }) => ({
        ...field,
        isRequired: REQUIRED.has(field.name),
      })),
      { name: 'remarks', label: 'Observações', type: 'longtext', maxLength: 1000 },
    ],
    today: ['verified_on'],
    isOffered: (row) => isOpen(row) && row.kind === 'verification',
  },
  schedule: {
    action: 'metering.schedule_order',
    help: 'Põe a ordem na agenda da equipe, ou a passa para outro dia; o que estava programado fica no histórico.',
    fields: place,
    initial: ({ row }) =>
      Promise.resolve({
        team: String(row.team),
        scheduled_on: row.scheduled_on ? String(row.scheduled_on) : '',
      }),
    isOffered: isOpen,
  },
  cancel: {
    action: 'metering.cancel_order',
    help: 'A ordem fica no histórico, cancelada, com o motivo.',
    fields: [],
    isOffered: isOpen,
  },
}

/** Exchanges and verifications that were asked; those of the service orders module will stand on them. */
export const orders: RecordType = {
  name: 'metering.orders',
  path: '/metering/orders',
  table: 'metering_orders',
  title: { one: 'Ordem de hidrometria', many: 'Ordens de hidrometria', gender: 'f' },
  help: 'Trocas, aferições e instalações pedidas. A ordem de troca se encerra sozinha quando o hidrômetro é trocado ou retirado; a de instalação, quando a ligação recebe um; a de aferição, com o resultado.',
  label: 'number',
  fields: [
    { name: 'number', label: 'Número', type: 'text' },
    { name: 'kind', label: 'Serviço', type: 'enum', options: ORDER_KINDS },
    { name: 'state', label: 'Situação', type: 'enum', options: ORDER_STATES },
    { name: 'meter_id', label: 'Hidrômetro', type: 'reference', record: 'metering.meters' },
    { name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
    { name: 'origin', label: 'Origem', type: 'enum', options: ORDER_ORIGINS },
    { name: 'requester', label: 'Quem pediu', type: 'text' },
    { name: 'occurrence', label: 'Ocorrência', type: 'text' },
    { name: 'occurred_on', label: 'Ocorrida em', type: 'date' },
    { name: 'team', label: 'Equipe', type: 'text' },
    { name: 'scheduled_on', label: 'Programada para', type: 'date' },
    { name: 'opened_on', label: 'Aberta em', type: 'date' },
    { name: 'opened_by', label: 'Aberta por', type: 'text' },
    { name: 'closed_on', label: 'Encerrada em', type: 'date' },
    { name: 'closed_by', label: 'Encerrada por', type: 'text' },
    { name: 'remarks', label: 'Observações', type: 'longtext' },
    ...found,
  ],
  list: {
    columns: [
      ...['number', 'kind', 'state', 'meter_id', 'premise_id', 'origin', 'team', 'opened_on'],
      ...['scheduled_on', 'closed_on', 'result'],
    ],
    sort: { column: 'opened_on', direction: 'desc' },
    sortable: ['opened_on'],
    filters: ['state'],
  },
  search: ['number', 'requester'],
  related: [{ title: 'Programação', record: 'metering.schedules', foreignKey: 'order_id' }],
  scope: { column: 'premise_id', of: 'registry.premises', isOptional: true },
  permissions: { read: 'metering.read', write: null },
  notes: { write: 'metering.write' },
  attachments: {
    kinds: [
      { value: 'certificate', label: 'Laudo de aferição' },
      { value: 'photo', label: 'Fotografia' },
    ],
    write: 'metering.write',
  },
  operations,
  actions: [],
}
