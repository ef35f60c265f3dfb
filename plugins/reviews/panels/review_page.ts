import type { RefMonth } from '#core/calendar/index'
import type { PageContext, Panel } from '#core/records/index'
import { query } from '#core/database/index'
import { monthPage, unitPage } from '../services/month_page.ts'

const ON = 'reviews.reviews'

/** Whose house it is, with the whole address. */
export const reviewUnit: Panel = {
  ...{ name: 'reviews.unit', on: ON, title: 'Cliente e imóvel', permission: 'reviews.read' },
  ...{ place: 10, view: 'reviews::unit_panel' },
  async load({ tx, actor, today, row }: PageContext) {
    const asked = { premiseId: row.premise_id as bigint, customerId: row.customer_id as bigint }
    const unit = await unitPage(tx, { actor, on: today, ...asked })
    return unit && { unit }
  },
}

/** What was read and billed in the month under review. */
export const reviewMonth: Panel = {
  ...{ name: 'reviews.month', on: ON, title: 'Leitura e fatura do mês' },
  ...{ permission: 'reviews.read', place: 20, view: 'reviews::month_panel' },
  async load({ tx, actor, row }: PageContext) {
    const reference = row.reference as RefMonth
    return { month: await monthPage(tx, actor, { premiseId: row.premise_id as bigint, reference }) }
  },
}

/** The visits still to be made, and the papers. */
export const reviewNext: Panel = {
  ...{ name: 'reviews.next', on: ON, title: 'Visitas e papéis', permission: 'reviews.read' },
  ...{ place: 30, view: 'reviews::next_panel' },
  async load({ tx, municipalityId, today, row }: PageContext) {
    const visits = await query<{
      id: bigint
      visit_on: string
      visit_time: string
      responsible: string
      instructions: string | null
    }>(
      tx,
      `select v.id, v.visit_on, v.visit_time, v.instructions, u.full_name as responsible
         from reviews_visits v join access_users u on u.id = v.responsible_id
        where v.municipality_id = ? and v.review_id = ? and v.status = 'scheduled'
        order by v.visit_on, v.visit_time, v.id limit 5`,
      [municipalityId, row.id]
    )
    return { ...{ id: row.id, visits, today }, isConcluded: row.concluded_on !== null }
  },
}
