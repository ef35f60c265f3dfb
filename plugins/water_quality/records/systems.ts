import type { RecordType } from '#core/records/index'

const permissions = {
  ...{ read: 'water_quality.read', write: 'water_quality.write' },
  delete: 'water_quality.write',
} as const

/** Supply systems: what one treatment plant or well distributes, with the same water. */
export const systems: RecordType = {
  name: 'water_quality.systems',
  path: '/water-quality/systems',
  table: 'water_quality_systems',
  title: { one: 'Sistema de abastecimento', many: 'Sistemas de abastecimento', gender: 'm' },
  help: 'De onde vem a água de cada localidade e bairro. O boletim mensal de cada sistema sai nas faturas dos imóveis que ele abastece.',
  label: 'name',
  fields: [
    { name: 'code', label: 'Código', type: 'text', isRequired: true, maxLength: 20 },
    { name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 120 },
    {
      ...{ name: 'source', label: 'Manancial e suas características', type: 'longtext' },
      maxLength: 240,
      help: 'Sai na fatura: de onde vem a água, como é protegida, que problemas tem (Decreto 5.440/2005).',
    },
  ],
  list: {
    columns: ['code', 'name', 'source'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name', 'code'],
    filters: [],
  },
  search: ['code', 'name'],
  related: [
    { title: 'Onde abastece', record: 'water_quality.supplied', foreignKey: 'system_id' },
    { title: 'Boletins', record: 'water_quality.bulletins', foreignKey: 'system_id' },
  ],
  importKey: ['code'],
  permissions,
  actions: [],
}

/** Localities and neighbourhoods that a system supplies. */
export const supplied: RecordType = {
  name: 'water_quality.supplied',
  path: '/water-quality/supplied',
  table: 'water_quality_supplied',
  title: { one: 'Lugar abastecido', many: 'Lugares abastecidos', gender: 'm' },
  help: 'Cada localidade tem um sistema; um bairro dela pode ter outro, e então é esse que vale nele.',
  label: 'locality_id',
  fields: [
    {
      ...{ name: 'system_id', label: 'Sistema', type: 'reference', isRequired: true },
      record: 'water_quality.systems',
    },
    {
      ...{ name: 'locality_id', label: 'Localidade', type: 'reference', isRequired: true },
      record: 'registry.localities',
    },
    {
      ...{ name: 'district_id', label: 'Bairro', type: 'reference', record: 'registry.districts' },
      help: 'Vazio: a localidade inteira.',
    },
  ],
  list: {
    columns: ['system_id', 'locality_id', 'district_id'],
    sort: { column: 'system_id', direction: 'asc' },
    sortable: ['system_id'],
    filters: ['system_id'],
  },
  search: [],
  related: [],
  permissions,
  actions: [],
}
