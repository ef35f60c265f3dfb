import type { RecordType, RelatedList } from './types.ts'

interface People extends Pick<RecordType, 'name' | 'path' | 'table' | 'title' | 'help'> {
  /** What being active means to the plugin: “Ativo”, “Faz visitas”. */
  readonly active: string
  readonly related: readonly RelatedList[]
  /** The permission that shows them. */
  readonly read: string
}

/** The people of the municipality as a plugin sees them: its view of the users, with what it gave to each. */
export const peopleType = ({ active, read, related, ...own }: People): RecordType => ({
  ...own,
  label: 'name',
  fields: [
    { name: 'name', label: 'Nome', type: 'text', isReadOnly: true },
    { name: 'job_title', label: 'Função', type: 'text', isReadOnly: true },
    { name: 'is_active', label: active, type: 'boolean', isReadOnly: true },
  ],
  list: {
    columns: ['name', 'job_title', 'is_active'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name'],
    filters: ['is_active'],
  },
  search: [],
  related,
  permissions: { read, write: null },
  choice: { active: 'is_active', order: 'name' },
  actions: [],
})
