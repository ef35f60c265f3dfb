import type { RecordType } from '#core/records/index'
import { keepPlaceCode } from '../services/policy_places.ts'

export const localities: RecordType = {
  name: 'registry.localities',
  path: '/registry/localities',
  table: 'registry_localities',
  title: { one: 'Localidade', many: 'Localidades', gender: 'f' },
  help: 'Sede, distritos e povoados que o prestador atende.',
  label: 'name',
  fields: [
    { name: 'code', label: 'Código', type: 'text', isRequired: true, maxLength: 10 },
    { name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 80 },
    { name: 'city_id', label: 'Município', type: 'reference', record: 'registry.cities' },
    {
      name: 'locality_type',
      label: 'Tipologia',
      type: 'lookup',
      lookup: 'registry.locality_types',
      help: 'Os roteiros de leitura se fazem por ela: urbana, rural.',
    },
    {
      ...{ name: 'agency', label: 'Agência', type: 'lookup', lookup: 'registry.agencies' },
      help: 'A que atende a localidade: o que ali valer só para ela vale para os imóveis daqui.',
    },
  ],
  list: {
    columns: ['code', 'name'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['code', 'name'],
    filters: [],
  },
  search: ['code', 'name'],
  permissions: { read: 'registry.read', write: 'registry.write', delete: 'registry.write' },
  importKey: ['code'],
  isTable: true,
  related: [
    { title: 'Imóveis', record: 'registry.premises', foreignKey: 'locality_id' },
    { title: 'Bairros', record: 'registry.districts', foreignKey: 'locality_id' },
    { title: 'Setores', record: 'registry.sectors', foreignKey: 'locality_id' },
  ],
  scope: { column: 'id' },
  check: keepPlaceCode,
  actions: [],
}
