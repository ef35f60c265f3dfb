import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'
import { CASE_STATES } from '../records/cut_options.ts'

interface Found {
  readonly id: bigint
  readonly number: string
  readonly state: string
  readonly message: string
  readonly allowed_from: string
  readonly isCut: boolean
}

/** On an order of a cut or of a reconnection: its case, and what the team has to know. */
export const orderCase: Panel = {
  name: 'dunning.order_case',
  on: 'services.orders',
  title: 'Corte por débito',
  permission: 'dunning.read',
  place: 11,
  view: 'dunning::order_case',
  async load({ tx, municipalityId, row }: PageContext) {
    const [found] = await query<Found>(
      tx,
      `select id, number, state, message, allowed_from, order_id = ? as "isCut" from dunning_cases
        where municipality_id = ? and (order_id = ? or reconnection_id = ?) order by id desc limit 1`,
      [row.id, municipalityId, row.id, row.id]
    )
    if (!found) return null
    const state = CASE_STATES.find(({ value }) => value === found.state)!
    return { ...found, state, isOpen: row.state === 'open' }
  },
}
