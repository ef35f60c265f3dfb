import type { ResultSource } from '#core/configuration/index'

export default [
  {
    name: 'readings.critiques',
    title: { one: 'Leitura criticada', many: 'Leituras criticadas' },
    permission: 'readings.read',
    table: 'readings_readings',
    pack: 'pack_id',
    columns: [
      { name: 'registration_number', title: 'Matrícula', format: 'text' },
      { name: 'reference', title: 'Referência', format: 'refmonth' },
      { name: 'read_on', title: 'Lida em', format: 'date' },
      { name: 'billed_m3', title: 'Faturado', format: 'volume' },
    ],
    path: '/readings/readings/{id}',
  },
] as const satisfies readonly ResultSource[]
