import type { RecordType } from '#core/records/index'
import { connectionAttributes, connectionForm } from './connection_form.ts'
import { situationOperation } from './operations.ts'
import { SERVICES, SEWAGE_CLASSES, SITUATIONS } from './options.ts'

export const connections: RecordType = {
  name: 'registry.connections',
  path: '/registry/connections',
  table: 'registry_connections',
  title: { one: 'Ligação', many: 'Ligações', gender: 'f' },
  help: 'A ligação de um imóvel à rede de água ou de esgoto: uma de cada serviço por imóvel.',
  label: 'title',
  fields: [
    { name: 'title', label: 'Ligação', type: 'text', isReadOnly: true, section: 'Ligação' },
    {
      name: 'registration_number',
      label: 'Matrícula',
      type: 'registration',
      isReadOnly: true,
      section: 'Ligação',
    },
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isReadOnly: true,
      section: 'Ligação',
    },
    {
      name: 'service',
      label: 'Serviço',
      type: 'enum',
      options: SERVICES,
      isReadOnly: true,
      section: 'Ligação',
    },
    {
      name: 'situation',
      label: 'Situação',
      type: 'enum',
      options: SITUATIONS,
      isReadOnly: true,
      help: 'Muda por “Mudar situação”, com a data e o motivo.',
      section: 'Situação',
    },
    {
      name: 'sewage_class',
      label: 'Classe do esgoto',
      type: 'enum',
      options: SEWAGE_CLASSES,
      isRequired: true,
      help: 'Define o percentual da tarifa de esgoto. Na ligação de água: não se aplica.',
      section: 'Situação',
    },
    {
      name: 'connected_on',
      label: 'Ligada em',
      type: 'date',
      isRequired: true,
      section: 'Situação',
    },
    ...connectionAttributes,
  ],
  list: {
    columns: ['registration_number', 'service', 'situation', 'sewage_class', 'connected_on'],
    sort: { column: 'registration_number', direction: 'asc' },
    sortable: ['registration_number', 'connected_on'],
    filters: ['service', 'situation', 'sewage_class'],
  },
  search: ['title', 'registration_number'],
  related: [
    {
      title: 'Situações',
      record: 'registry.connection_situations',
      foreignKey: 'connection_id',
    },
  ],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'registry.read', write: 'registry.write' },
  createAction: 'registry.connections.create',
  createFields: connectionForm,
  operations: { situation: situationOperation },
  actions: [],
}
