import type { RecordField, RecordOperation, RecordType } from '#core/records/index'
import { keepGroup } from '../services/route_stops.ts'

const route: RecordField = {
  name: 'route_id',
  label: 'Roteiro',
  type: 'reference',
  record: 'readings.routes',
  isRequired: true,
}
const premise: RecordField = {
  name: 'premise_id',
  label: 'Imóvel',
  type: 'reference',
  record: 'registry.premises',
  isRequired: true,
}
const position: RecordField = {
  name: 'sequence',
  label: 'Posição',
  type: 'integer',
  minimum: '1',
  help: 'Quem está nela e depois dela dá lugar. Vazia: no fim.',
}

const routeOperations: Readonly<Record<string, RecordOperation>> = {
  place: {
    action: 'readings.place_premise',
    idInput: 'route_id',
    help: 'Dá ao imóvel uma posição neste roteiro. Se ele está em outro, sai de lá. Vale a partir da próxima carga.',
    fields: [premise, position],
  },
  sequence: {
    action: 'readings.sequence_route',
    help: 'Renumera todos os imóveis do roteiro de uma vez, de 1 em diante. Vale a partir da próxima carga.',
    fields: [
      {
        name: 'order',
        label: 'Ordem',
        type: 'enum',
        options: [
          { value: 'street', label: 'Logradouro e número' },
          { value: 'property', label: 'Setor, quadra e lote' },
          { value: 'reverse', label: 'De trás para a frente' },
        ],
        isRequired: true,
      },
    ],
  },
}

const stopOperations: Readonly<Record<string, RecordOperation>> = {
  move: {
    action: 'readings.move_stop',
    help: 'As demais paradas do roteiro são renumeradas, sem lacuna nem repetição. Vale a partir da próxima carga.',
    fields: [{ ...position, label: 'Nova posição', isRequired: true, help: 'Além do fim: o fim.' }],
  },
  remove: {
    action: 'readings.remove_stop',
    help: 'As demais paradas fecham o lugar. O imóvel aparece entre os que não têm posição.',
    fields: [],
  },
}

export const routes: RecordType = {
  name: 'readings.routes',
  path: '/readings/routes',
  table: 'readings_routes',
  title: { one: 'Roteiro', many: 'Roteiros de leitura', gender: 'm' },
  help: 'A ordem em que o leiturista visita os imóveis. Um grupo de faturamento tem um ou mais roteiros.',
  label: 'name',
  fields: [
    {
      name: 'code',
      label: 'Código',
      type: 'text',
      isRequired: true,
      maxLength: 12,
      help: 'Não se repete na localidade, por exemplo 01.03.',
    },
    { name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 80 },
    {
      name: 'billing_group_id',
      label: 'Grupo de faturamento',
      type: 'reference',
      record: 'registry.billing_groups',
      isRequired: true,
    },
    {
      name: 'locality_id',
      label: 'Localidade',
      type: 'reference',
      record: 'registry.localities',
      isRequired: true,
    },
    {
      name: 'collection_type',
      label: 'Tipo de coleta',
      type: 'lookup',
      lookup: 'readings.collection_types',
    },
  ],
  list: {
    columns: ['code', 'name', 'locality_id', 'billing_group_id', 'collection_type'],
    sort: { column: 'code', direction: 'asc' },
    sortable: ['code', 'name'],
    filters: ['billing_group_id', 'locality_id'],
  },
  search: ['code', 'name'],
  related: [{ title: 'Imóveis em ordem', record: 'readings.route_stops', foreignKey: 'route_id' }],
  permissions: { read: 'readings.read', write: 'readings.run', delete: 'readings.run' },
  check: keepGroup,
  operations: routeOperations,
  scope: { column: 'locality_id' },
  importKey: ['locality_id', 'code'],
  actions: [],
}

export const routeStops: RecordType = {
  name: 'readings.route_stops',
  path: '/readings/route-stops',
  table: 'readings_route_stops',
  title: { one: 'Parada', many: 'Paradas dos roteiros', gender: 'f' },
  help: 'A posição de cada imóvel no seu roteiro. Um imóvel está em um só roteiro.',
  label: 'sequence',
  fields: [
    { ...route, isReadOnly: true },
    { ...position, isReadOnly: true },
    { ...premise, isReadOnly: true },
  ],
  list: {
    columns: ['sequence', 'premise_id', 'route_id'],
    sort: { column: 'sequence', direction: 'asc' },
    sortable: ['sequence'],
    filters: ['route_id'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'readings.read', write: null },
  createAction: 'readings.place_premise',
  createFields: [route, premise, position],
  operations: stopOperations,
  actions: [],
}
