import type { RecordType } from '#core/records/index'

/** Branches left ready for a connection to come, written by their own actions on the page of the premise. */
export const waitingBranches: RecordType = {
  name: 'registry.waiting_branches',
  path: '/registry/waiting-branches',
  table: 'registry_waiting_branches',
  title: { one: 'Ramal de espera', many: 'Ramais de espera', gender: 'm' },
  help: 'Ramais deixados prontos para uma ligação futura: não ligam nem cobram nada.',
  label: 'installed_on',
  fields: [
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isRequired: true,
    },
    { name: 'installed_on', label: 'Instalado em', type: 'date', isRequired: true },
    {
      name: 'diameter',
      label: 'Diâmetro',
      type: 'lookup',
      lookup: 'registry.water_branch_diameters',
      isRequired: true,
    },
    { name: 'note', label: 'Observação', type: 'text' },
    { name: 'ended_on', label: 'Deixou de esperar em', type: 'date' },
    { name: 'registered_by', label: 'Registrado por', type: 'text' },
  ],
  list: {
    columns: ['premise_id', 'installed_on', 'diameter', 'ended_on', 'note', 'registered_by'],
    sort: { column: 'installed_on', direction: 'desc' },
    sortable: ['installed_on'],
    filters: ['diameter'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  madeOn: 'registry.premises',
  permissions: { read: 'registry.read', write: null },
  actions: [],
}
