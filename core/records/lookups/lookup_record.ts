import type { LookupType, RecordField, RecordType } from '../types.ts'

const CODE: RecordField = {
  name: 'code',
  label: 'Código',
  type: 'text',
  isRequired: true,
  maxLength: 40,
  help: 'Curto e único na tabela. É o que fica gravado nos registros e o que se usa em importações.',
}
const TITLE: RecordField = {
  name: 'title',
  label: 'Descrição',
  type: 'text',
  isRequired: true,
  maxLength: 120,
}
const POSITION: RecordField = {
  name: 'position',
  label: 'Ordem',
  type: 'integer',
  help: 'Posição nas listas de escolha. Vazio: no fim.',
}
const ACTIVE: RecordField = {
  name: 'is_active',
  label: 'Ativo',
  type: 'boolean',
  help: 'Desativado, deixa de ser oferecido; os registros que o usam não mudam.',
}
const SYSTEM: RecordField = {
  name: 'is_system',
  label: 'Do sistema',
  type: 'boolean',
  isReadOnly: true,
  help: 'Regras do sistema usam este código: a descrição pode mudar, o código não, e a linha não é excluída.',
}

/** The table of a look-up: its name with `_` for the point. */
export const lookupTable = ({ name }: Pick<LookupType, 'name'>) => name.replace('.', '_')

/** The record type that a look-up declaration stands for. */
export function lookupRecord(lookup: LookupType): RecordType {
  const { name, title, help, permissions, fields = [] } = lookup
  const [plugin, table] = name.split('.') as [string, string]
  return {
    name,
    path: `/${plugin}/${table.replaceAll('_', '-')}`,
    table: lookupTable(lookup),
    title,
    help,
    label: 'title',
    fields: [CODE, TITLE, ...fields, POSITION, ACTIVE, SYSTEM],
    list: {
      columns: ['code', 'title', ...fields.map((field) => field.name), 'position', 'is_active'],
      sort: { column: 'position', direction: 'asc' },
      sortable: ['position', 'title', 'code'],
      filters: ['is_active'],
    },
    search: ['code', 'title'],
    related: [],
    permissions: { ...permissions, delete: permissions.write },
    createFields: [CODE, TITLE, ...fields, POSITION],
    actions: [],
    importKey: ['code'],
    isTable: true,
    choice: { active: 'is_active', order: 'position' },
  }
}
