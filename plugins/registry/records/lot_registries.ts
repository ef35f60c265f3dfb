import type { RecordField, RecordType } from '#core/records/index'
import { keepBlockTitle, keepLotTitle, keepTitlesOfSector } from '../services/keep_streets.ts'

const permissions = { read: 'registry.read', write: 'registry.write', delete: 'registry.write' }
const code = (help: string): RecordField => ({
  name: 'code',
  label: 'Código',
  type: 'text',
  isRequired: true,
  maxLength: 20,
  help,
})

export const sectors: RecordType = {
  name: 'registry.sectors',
  path: '/registry/sectors',
  table: 'registry_sectors',
  title: { one: 'Setor', many: 'Setores', gender: 'm' },
  help: 'Divisão comercial da localidade; cada setor tem quadras, e cada quadra tem lotes.',
  label: 'name',
  fields: [
    code('Número do setor: 01, 02…'),
    { name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 80 },
    {
      name: 'locality_id',
      label: 'Localidade',
      type: 'reference',
      record: 'registry.localities',
      isRequired: true,
    },
  ],
  list: {
    columns: ['name', 'code', 'locality_id'],
    sort: { column: 'code', direction: 'asc' },
    sortable: ['code'],
    filters: ['locality_id'],
  },
  search: ['name', 'code'],
  related: [{ title: 'Quadras', record: 'registry.blocks', foreignKey: 'sector_id' }],
  permissions,
  afterChange: keepTitlesOfSector,
  importKey: ['code'],
  isTable: true,
  actions: [],
}

export const blocks: RecordType = {
  name: 'registry.blocks',
  path: '/registry/blocks',
  table: 'registry_blocks',
  title: { one: 'Quadra', many: 'Quadras', gender: 'f' },
  help: 'Quadras de cada setor, como a planta da cidade as numera.',
  label: 'title',
  fields: [
    { name: 'title', label: 'Quadra', type: 'text', isReadOnly: true },
    {
      name: 'sector_id',
      label: 'Setor',
      type: 'reference',
      record: 'registry.sectors',
      isRequired: true,
    },
    code('Número da quadra no setor.'),
  ],
  list: {
    columns: ['title', 'sector_id', 'code'],
    sort: { column: 'title', direction: 'asc' },
    sortable: ['title'],
    filters: ['sector_id'],
  },
  search: ['title'],
  related: [{ title: 'Lotes', record: 'registry.lots', foreignKey: 'block_id' }],
  permissions,
  afterChange: keepBlockTitle,
  isTable: true,
  actions: [],
}

export const lots: RecordType = {
  name: 'registry.lots',
  path: '/registry/lots',
  table: 'registry_lots',
  title: { one: 'Lote', many: 'Lotes', gender: 'm' },
  help: 'Lotes de cada quadra. Um lote pode ter vários imóveis.',
  label: 'title',
  fields: [
    { name: 'title', label: 'Lote', type: 'text', isReadOnly: true },
    {
      name: 'block_id',
      label: 'Quadra',
      type: 'reference',
      record: 'registry.blocks',
      isRequired: true,
    },
    code('Número do lote na quadra.'),
  ],
  list: {
    columns: ['title', 'block_id', 'code'],
    sort: { column: 'title', direction: 'asc' },
    sortable: ['title'],
    filters: [],
  },
  search: ['title'],
  related: [{ title: 'Imóveis', record: 'registry.premises', foreignKey: 'lot_id' }],
  permissions,
  afterChange: keepLotTitle,
  isTable: true,
  actions: [],
}
