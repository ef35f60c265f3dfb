import { type LookupType, lookupRows } from '#core/records/index'

const permissions = { read: 'metering.read', write: 'metering.write' } as const

export default [
  {
    name: 'metering.meter_diameters',
    title: { one: 'Diâmetro de hidrômetro', many: 'Diâmetros de hidrômetro', gender: 'm' },
    help: 'Diâmetros nominais dos hidrômetros.',
    permissions,
    fields: [
      { name: 'diameter_mm', label: 'Diâmetro', type: 'decimal', unit: 'mm', isRequired: true },
    ],
    rows: lookupRows(
      (
        [
          ['15', '15 mm (1/2")'],
          ['20', '20 mm (3/4")'],
          ['25', '25 mm (1")'],
          ['40', '40 mm (1 1/2")'],
          ['50', '50 mm (2")'],
          ['80', '80 mm (3")'],
          ['100', '100 mm (4")'],
        ] as const
      ).map(([code, title]) => [code, title, { diameter_mm: code }])
    ),
  },
  {
    name: 'metering.meter_types',
    title: { one: 'Tipo de hidrômetro', many: 'Tipos de hidrômetro', gender: 'm' },
    help: 'Como o hidrômetro mede.',
    permissions,
    rows: lookupRows([
      ['single_jet', 'Unijato'],
      ['multi_jet', 'Multijato'],
      ['volumetric', 'Volumétrico'],
      ['woltmann', 'Woltmann'],
      ['ultrasonic', 'Ultrassônico'],
      ['electromagnetic', 'Eletromagnético'],
    ]),
  },
  {
    name: 'metering.movement_reasons',
    title: {
      one: 'Motivo de movimentação de hidrômetro',
      many: 'Motivos de movimentação de hidrômetro',
      gender: 'm',
    },
    help: 'Por que um hidrômetro foi instalado, retirado, trocado ou baixado.',
    permissions,
    rows: lookupRows([
      ['new', 'Instalação nova'],
      ['age', 'Fim da vida útil'],
      ['stopped', 'Parado'],
      ['broken', 'Danificado'],
      ['inspection', 'Aferição'],
      ['stolen', 'Furtado'],
      ['resize', 'Mudança de capacidade'],
      ['removed', 'Supressão da ligação'],
    ]),
  },
  {
    name: 'metering.seal_reasons',
    title: { one: 'Motivo de número de lacre', many: 'Motivos de número de lacre', gender: 'm' },
    help: 'Por que um lacre foi posto, trocado ou encontrado diferente.',
    permissions,
    rows: lookupRows([
      ['installation', 'Instalação do hidrômetro'],
      ['replacement', 'Troca do lacre'],
      ['broken', 'Lacre rompido'],
      ['missing', 'Sem lacre'],
      ['divergent', 'Número diferente do cadastro'],
    ]),
  },
] as readonly LookupType[]
