import type { RecordField, RecordType } from '#core/records/index'
import { PROTECTIONS, PROTECTION_STATES } from './cut_options.ts'

const asked: readonly RecordField[] = [
  {
    ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', isRequired: true },
    record: 'registry.premises',
  },
  { name: 'kind', label: 'Proteção', type: 'enum', options: PROTECTIONS, isRequired: true },
  {
    ...{ name: 'basis', label: 'Fundamento', type: 'text', maxLength: 300, isRequired: true },
    help: 'O papel que o diz: laudo, cadastro do estabelecimento, número do processo, lei municipal.',
  },
  { name: 'until_on', label: 'Até', type: 'date', help: 'Vazio: até ser encerrada.' },
]

/** Premises whose water the law, a judge or the life of somebody does not let cut. */
export const protections: RecordType = {
  name: 'dunning.protections',
  path: '/dunning/protections',
  table: 'dunning_protections',
  title: { one: 'Proteção contra o corte', many: 'Proteções contra o corte', gender: 'f' },
  help: 'Imóveis que não se cortam por débito: saúde, educação e internação (Lei 11.445/2007, art. 40, § 3º), quem depende da água para viver, ordens judiciais e leis locais. Registrar uma recolhe a ordem de corte que estiver aberta.',
  label: 'basis',
  fields: [
    ...asked,
    { name: 'state', label: 'Situação', type: 'enum', options: PROTECTION_STATES },
    { name: 'since_on', label: 'Desde', type: 'date' },
    { name: 'placed_by', label: 'Registrada por', type: 'text' },
    { name: 'ended_on', label: 'Encerrada em', type: 'date' },
    { name: 'ended_by', label: 'Encerrada por', type: 'text' },
    { name: 'end_reason', label: 'Por quê', type: 'text' },
  ],
  list: {
    columns: ['premise_id', 'kind', 'basis', 'state', 'since_on', 'until_on'],
    sort: { column: 'since_on', direction: 'desc' },
    sortable: ['since_on'],
    filters: ['state', 'premise_id'],
  },
  search: ['basis'],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'dunning.read', write: null },
  createAction: 'dunning.protect',
  createFields: asked,
  attachments: {
    kinds: [{ value: 'proof', label: 'Comprovante' }],
    write: 'dunning.protect',
  },
  operations: {
    end: {
      action: 'dunning.end_protection',
      help: 'A proteção fica no histórico, com o motivo do fim; o imóvel volta a poder ser cortado.',
      fields: [],
      isOffered: ({ state }) => state === 'standing',
    },
  },
  actions: [],
}
