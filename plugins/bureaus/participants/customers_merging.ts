import type { Participant } from '#core/actions/index'
import type { CustomersMerging } from '#plugins/registry/api'

const TABLES = [
  ['bureaus_listings', 'Registros em órgãos de proteção ao crédito'],
  ['bureaus_debts', 'Débitos negativados'],
  ['bureaus_movements', 'Movimentos de negativação'],
  ['bureaus_notices', 'Avisos prévios'],
  ['bureaus_left_out', 'De fora de lotes'],
] as const

/** Listings, movements and notices of a customer go to the one that stays. */
export const customersMerging: Participant<CustomersMerging> = {
  point: 'registry.customers_merging',
  async run(_, merging) {
    for (const [table, title] of TABLES) {
      await merging.move({ table, column: 'customer_id', title })
    }
    return []
  },
}
