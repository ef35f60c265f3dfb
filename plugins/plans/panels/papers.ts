import { issuedOf } from '#core/documents/index'
import type { PageContext, Panel } from '#core/records/index'
import { PLANS } from '../services/standing_plan.ts'

const SHOWN = 6

/** The term and the bills as they were issued: each opens and is printed again with what it said that day. */
export const papers: Panel = {
  name: 'plans.papers',
  on: PLANS,
  title: 'Termo e cobranças',
  permission: 'documents.read',
  place: 5,
  view: 'plans::papers',
  async load({ tx, municipalityId, row: { id } }: PageContext) {
    return { papers: await issuedOf(tx, municipalityId, { type: PLANS, id }, SHOWN) }
  },
}
