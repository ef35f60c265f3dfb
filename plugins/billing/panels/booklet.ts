import type { PageContext, Panel } from '#core/records/index'

/** The booklet as it is printed. */
export const bookletPanel: Panel = {
  name: 'billing.booklet',
  on: 'billing.waste_booklets',
  title: 'Carnê',
  permission: 'billing.print',
  place: 10,
  view: 'billing::booklet',
  load: async ({ row }: PageContext) => (row.state === 'current' ? { id: row.id } : null),
}
