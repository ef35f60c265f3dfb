import { query } from '#core/database/index'
import { sequencesEntity } from '#plugins/payments/api'

/** Where the remittances of the system before stopped: the next one goes on from there. */
export const remittanceSequences = sequencesEntity({
  name: 'remittance_sequences',
  title: 'Sequência (NSA) das remessas',
  order: 76,
  direction: 'da última remessa enviada',
  kind: 'direct_debit',
  async write({ tx, municipalityId }, sequences) {
    await query(
      tx,
      `insert into debits_terms (municipality_id, agreement_id, last_sequence)
       select ?, u.id, u.sequence from unnest(?::bigint[], ?::int[]) as u (id, sequence)
       on conflict (agreement_id) do update set last_sequence = greatest(debits_terms.last_sequence, excluded.last_sequence)`,
      [
        municipalityId,
        sequences.map(({ agreementId }) => agreementId),
        sequences.map(({ sequence }) => sequence),
      ]
    )
  },
})
