import type { RecordField } from '#core/records/index'
import { SERVICES, SEWAGE_CLASSES } from './options.ts'

/** What `registry.connections.create` asks. */
export const connectionForm: readonly RecordField[] = [
  {
    name: 'premise_id',
    label: 'Imóvel',
    type: 'reference',
    record: 'registry.premises',
    isRequired: true,
    help: 'Busque pela matrícula, pelo titular ou pelo endereço.',
  },
  { name: 'service', label: 'Serviço', type: 'enum', options: SERVICES, isRequired: true },
  {
    name: 'sewage_class',
    label: 'Classe do esgoto',
    type: 'enum',
    options: SEWAGE_CLASSES.filter(({ value }) => value !== 'none'),
    help: 'Só para a ligação de esgoto.',
  },
  { name: 'connected_on', label: 'Ligada em', type: 'date', isRequired: true },
]
