import type { Participant } from '#core/actions/index'
import { query } from '#core/database/index'
import type { CustomersMerging } from '#plugins/registry/api'

const TABLES = [
  ['collections_cases', 'Casos de cobrança'],
  ['collections_contacts', 'Contatos de cobrança'],
  ['collections_promises', 'Promessas de pagamento'],
  ['collections_suits', 'Pedidos de ajuizamento'],
] as const

/** Cases, contacts and promises of a customer go to the one that stays; two cases of one premise cannot become one. */
export const customersMerging: Participant<CustomersMerging> = {
  point: 'registry.customers_merging',
  async run({ tx, municipalityId }, merging) {
    const [both] = await query<{ number: string }>(
      tx,
      `select b.number from collections_cases a
         join collections_cases b on b.municipality_id = a.municipality_id and b.premise_id = a.premise_id and b.debtor_id = ?
        where a.municipality_id = ? and a.debtor_id = ? limit 1`,
      [merging.mergedId, municipalityId, merging.keptId]
    )
    if (both) {
      return [
        {
          ...{ code: 'collections_two_cases', severity: 'critical', path: both.number },
          message: `Os dois cadastros têm caso de cobrança do mesmo imóvel (o do que sai é o ${both.number}). Quite ou negocie os débitos de um deles antes de unir os cadastros.`,
        },
      ]
    }
    for (const [table, title] of TABLES) {
      await merging.move({ table, column: 'debtor_id', title })
    }
    return []
  },
}
