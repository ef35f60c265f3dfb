import type { RecordField } from '#core/records/index'
import { TRANSMISSIONS } from './options.ts'

const section = 'Características'

/** What a model says of its meters, and each meter of itself (TR-3.2.3.4). */
export const meterAttributes: readonly RecordField[] = [
  {
    name: 'meter_type',
    label: 'Tipo',
    type: 'lookup',
    lookup: 'metering.meter_types',
    help: 'Unijato, multijato, volumétrico…',
    section,
  },
  {
    name: 'transmission',
    label: 'Transmissão',
    type: 'enum',
    options: TRANSMISSIONS,
    isRequired: true,
    section,
  },
  {
    name: 'metrological_class',
    label: 'Classe metrológica',
    type: 'text',
    maxLength: 10,
    help: 'A, B ou C, ou a relação R.',
    section,
  },
  {
    name: 'flow_class',
    label: 'Classe de vazão',
    type: 'text',
    isRequired: true,
    maxLength: 20,
    help: 'Vazão nominal e classe, por exemplo Q3 2,5 R100.',
    section,
  },
  {
    name: 'diameter',
    label: 'Diâmetro',
    type: 'lookup',
    lookup: 'metering.meter_diameters',
    section,
  },
  {
    name: 'digits',
    label: 'Ponteiros (algarismos da leitura)',
    type: 'integer',
    isRequired: true,
    minimum: '3',
    maximum: '9',
    help: 'De 3 a 9. Depois do último número a leitura volta a zero.',
    section,
  },
  {
    name: 'minimum_flow',
    label: 'Vazão mínima',
    type: 'decimal',
    unit: 'm³/h',
    minimum: '0.0001',
    maximum: '99999',
    section,
  },
  {
    name: 'maximum_flow',
    label: 'Vazão máxima',
    type: 'decimal',
    unit: 'm³/h',
    minimum: '0.0001',
    maximum: '99999',
    section,
  },
]
