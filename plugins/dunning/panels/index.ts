import type { PageContext, Panel } from '#core/records/index'
import { caseDossier } from './case_dossier.ts'
import { orderCase } from './order_case.ts'
import { premiseCut } from './premise_cut.ts'
import { premisePolicy } from './premise_policy.ts'

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

export default [noticePaper, caseDossier, orderCase, premiseCut, premisePolicy] as readonly Panel[]
