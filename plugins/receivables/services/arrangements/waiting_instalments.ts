import { type Tx, query } from '#core/database/index'
import type { MarkSource } from '../../domain/marks.ts'

/** Principal of the instalments of an arrangement that no document asks for. */
export interface WaitingInstalments extends MarkSource {
  readonly cents: bigint
}

/** Of each arrangement named, what is left to be billed: principal only, for interest is owed once it is asked for. */
export const waitingInstalments = (
  tx: Tx,
  municipalityId: bigint,
  sources: readonly MarkSource[]
): Promise<WaitingInstalments[]> =>
  query<WaitingInstalments>(
    tx,
    `select s.type, s.id, coalesce(sum(p.amount_cents), 0)::bigint as cents
       from unnest(?::text[], ?::bigint[]) as s (type, id)
       left join receivables_pending_charges p on p.municipality_id = ? and p.source_type = s.type and p.source_id = s.id
            and p.cause = 'plan' and p.state in ('pending', 'held')
      group by s.type, s.id order by s.type, s.id`,
    [sources.map(({ type }) => type), sources.map(({ id }) => id), municipalityId]
  )

/** The arrangements that some charges are instalments of, and those with instalments that wait again at some premises. */
export const arrangementsOf = (
  tx: Tx,
  municipalityId: bigint,
  asked: { readonly chargeIds?: readonly bigint[]; readonly premiseIds?: readonly bigint[] }
): Promise<MarkSource[]> =>
  query<MarkSource>(
    tx,
    `select source_type as type, source_id as id from receivables_pending_charges
      where municipality_id = ? and id = any(?::bigint[]) and cause = 'plan'
     union
     select source_type, source_id from receivables_pending_charges
      where municipality_id = ? and premise_id = any(?::bigint[]) and state = 'pending' and cause = 'plan'
      order by 1, 2`,
    [municipalityId, asked.chargeIds ?? [], municipalityId, asked.premiseIds ?? []]
  )

/** Every arrangement ever made. */
export const arrangementSources = (tx: Tx, municipalityId: bigint): Promise<MarkSource[]> =>
  query<MarkSource>(
    tx,
    `select source_type as type, source_id as id from receivables_arrangements where municipality_id = ? order by 1, 2`,
    [municipalityId]
  )
