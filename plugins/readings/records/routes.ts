import type { RecordType } from '#core/records/index'

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
      help: 'Não se repete no município, por exemplo 01.03.',
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
      name: 'collection_type',
      label: 'Tipo de coleta',
      type: 'lookup',
      lookup: 'readings.collection_types',
    },
  ],
  list: {
    columns: ['code', 'name', 'billing_group_id', 'collection_type'],
    sort: { column: 'code', direction: 'asc' },
    sortable: ['code', 'name'],
    filters: ['billing_group_id'],
  },
  search: ['code', 'name'],
  related: [{ title: 'Imóveis em ordem', record: 'readings.route_stops', foreignKey: 'route_id' }],
  permissions: { read: 'readings.read', write: 'readings.run' },
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
    {
      name: 'route_id',
      label: 'Roteiro',
      type: 'reference',
      record: 'readings.routes',
      isRequired: true,
    },
    { name: 'sequence', label: 'Posição', type: 'integer', isRequired: true },
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isRequired: true,
    },
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
  permissions: { read: 'readings.read', write: 'readings.run' },
  actions: [],
}
