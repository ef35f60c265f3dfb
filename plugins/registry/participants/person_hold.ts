import type { Participant } from '#core/actions/index'
import { query } from '#core/database/index'
import { PERSON_HOLD, type PersonHold } from '#core/records/index'

/** Who answers for a premise today is known by name: their data stay (LGPD, art. 16, I). */
export const personHold: Participant<PersonHold> = {
  point: PERSON_HOLD,
  async run({ tx, municipalityId }, { record, id }) {
    if (record !== 'registry.customers') return []
    const [row] = await query<{ premises: number }>(
      tx,
      `select count(*)::int as premises from registry_holdings
        where municipality_id = ? and customer_id = ? and until_on is null`,
      [municipalityId, id]
    )
    const { premises } = row!
    if (!premises) return []
    const words = premises === 1 ? '1 imóvel' : `${premises} imóveis`
    return [
      {
        code: 'current_holder',
        severity: 'critical',
        path: String(id),
        message: `Responde hoje por ${words}: encerre ou transfira a titularidade antes.`,
      },
    ]
  },
}
