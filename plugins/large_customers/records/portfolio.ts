import { type RecordField, type RecordType, shownField as shown } from '#core/records/index'
import { OF_PREMISE, managerField, premiseField, segmentField, still } from './fields.ts'

const since: RecordField = { name: 'since_on', label: 'Desde', type: 'date', isRequired: true }
const isStanding = ({ until_on: until }: Readonly<Record<string, unknown>>) => until === null

/** Which unit is of which manager, and since when; who had it before stays in the list (CM-25a). */
export const portfolio: RecordType = {
  name: 'large_customers.portfolio',
  path: '/large-customers/portfolio',
  table: 'large_customers_units',
  title: { one: 'Unidade da carteira', many: 'Carteira de grandes clientes', gender: 'f' },
  help: 'As unidades de grandes clientes e o gestor de cada uma. Incluir uma unidade também a marca no cadastro como grande consumidor: as suas leituras retidas passam à fila própria da crítica. Um arquivo com as colunas Imóvel (matrícula), Gestor, Segmento e Desde traz muitas de uma vez.',
  label: 'premise_id',
  fields: [
    still(premiseField),
    shown('customer', 'Cliente', 'text'),
    still(managerField),
    still(segmentField),
    still(since),
    shown('until_on', 'Até', 'date', { help: 'Vazio: ainda é deste gestor.' }),
  ],
  list: {
    columns: ['premise_id', 'customer', 'manager_id', 'segment', 'since_on', 'until_on'],
    sort: { column: 'since_on', direction: 'desc' },
    sortable: ['since_on'],
    filters: ['manager_id', 'segment', 'until_on'],
  },
  search: [],
  related: [],
  scope: OF_PREMISE,
  permissions: { read: 'large_customers.read', write: null },
  createAction: 'large_customers.take_on',
  createFields: [premiseField, managerField, segmentField, since],
  operations: {
    'hand-over': {
      action: 'large_customers.hand_over',
      help: 'A unidade passa a outro gestor no dia que se diz; este fica no histórico até a véspera.',
      fields: [managerField, since],
      today: ['since_on'],
      isOffered: isStanding,
    },
    'segment': {
      action: 'large_customers.change_segment',
      help: 'O que este grande cliente faz: só muda onde a unidade aparece nos filtros.',
      fields: [{ ...segmentField, isRequired: true }],
      initial: async ({ row }) => ({ segment: String(row.segment ?? '') }),
      isOffered: isStanding,
    },
    'release': {
      action: 'large_customers.release',
      help: 'A unidade deixa de ser de um grande cliente: sai da carteira e da fila própria da crítica, e a marca sai do cadastro.',
      fields: [],
      isOffered: isStanding,
    },
  },
  bulk: [
    {
      action: 'large_customers.hand_over',
      effect: 'Passar {count} unidades a outro gestor',
      fields: [managerField, since],
    },
  ],
  actions: [],
}
