import type { RecordField } from '#core/records/index'
import { SERVICES, SEWAGE_CLASSES } from './options.ts'

const attribute = (
  name: string,
  { label, lookup, section }: { label: string; lookup: string; section: string }
): RecordField => ({ ...{ name, label, section, lookup }, type: 'lookup' })

/** What a connection is made of, from the main to the meter. */
export const connectionAttributes: readonly RecordField[] = [
  attribute('connection_type', {
    ...{ label: 'Tipo de ligação', section: 'Ramal' },
    lookup: 'registry.connection_types',
  }),
  attribute('network', {
    ...{ label: 'Tipo de rede', section: 'Ramal' },
    lookup: 'registry.network_types',
  }),
  attribute('water_branch_diameter', {
    ...{ label: 'Diâmetro do ramal de água', section: 'Ramal' },
    lookup: 'registry.water_branch_diameters',
  }),
  attribute('sewage_branch_diameter', {
    ...{ label: 'Diâmetro do ramal de esgoto', section: 'Ramal' },
    lookup: 'registry.sewage_branch_diameters',
  }),
  attribute('branch_material', {
    ...{ label: 'Material do ramal', section: 'Ramal' },
    lookup: 'registry.riser_materials',
  }),
  attribute('riser_position', {
    ...{ label: 'Posição do cavalete', section: 'Cavalete' },
    lookup: 'registry.riser_positions',
  }),
  attribute('riser_type', {
    ...{ label: 'Tipo do cavalete', section: 'Cavalete' },
    lookup: 'registry.riser_types',
  }),
  attribute('riser_diameter', {
    ...{ label: 'Diâmetro do cavalete', section: 'Cavalete' },
    lookup: 'registry.riser_diameters',
  }),
  attribute('riser_material', {
    ...{ label: 'Material do cavalete', section: 'Cavalete' },
    lookup: 'registry.riser_materials',
  }),
  {
    name: 'remarks',
    label: 'Observações da instalação',
    type: 'longtext',
    maxLength: 500,
    help: 'O que é próprio desta instalação e quem vai a campo precisa saber.',
    section: 'Observações',
  },
]

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
  ...connectionAttributes,
]
