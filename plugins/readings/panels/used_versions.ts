import type { Panel } from '#core/records/index'

/** From a reading to the rules and parameters that its critique was made with; none for what was taken over. */
export const versionsPanel: Panel<{ readonly path: string }> = {
  name: 'readings.used_versions',
  on: 'readings.readings',
  title: 'Regras usadas',
  permission: 'configuration.read',
  place: 50,
  view: 'readings::used_versions',
  load: async ({ row }) =>
    row.origin === 'legacy'
      ? null
      : { path: `/configuration/results/readings.critiques/${row.id}` },
}
