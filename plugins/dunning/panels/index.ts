import type { PageContext, Panel } from '#core/records/index'

/** The paper of a notice, to be seen and printed. */
const noticePaper: Panel = {
  name: 'dunning.notice_paper',
  on: 'dunning.notices',
  title: 'Impressão',
  permission: 'dunning.notify',
  place: 10,
  view: 'dunning::notice_paper',
  load: async ({ row }: PageContext) => ({ id: row.id }),
}

export default [noticePaper] as readonly Panel[]
