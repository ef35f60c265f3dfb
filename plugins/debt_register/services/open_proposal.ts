import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { takeNumbers, yearOf } from './numbers.ts'

export interface Opening {
  readonly municipalityId: bigint
  readonly runId: bigint
  readonly dueFrom: CivilDate
  readonly dueUntil: CivilDate
  readonly today: CivilDate
  readonly by: string
  readonly byId: bigint | null
  /** A collection policy adds to it while something of it is undecided. */
  readonly isStanding?: boolean
}

/** A proposal that a run gathers. */
export async function openProposal(
  tx: Tx,
  one: Opening
): Promise<{ readonly id: bigint; readonly number: string }> {
  const { municipalityId, today } = one
  const [number] = await takeNumbers(tx, {
    ...{ municipalityId, kind: 'proposal', year: yearOf(today), count: 1 },
  })
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into debt_register_proposals (municipality_id, number, due_from, due_until, run_id, proposed_on, proposed_by, proposed_by_id,
       is_standing)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, number!, one.dueFrom, one.dueUntil, one.runId, today, one.by, one.byId],
      one.isStanding ?? false,
    ]
  )
  return { id: row!.id, number: number! }
}

/** What the proposal came to, on its own page. */
export async function sumProposal(
  tx: Tx,
  municipalityId: bigint,
  proposalId: bigint
): Promise<void> {
  await query(
    tx,
    `update debt_register_proposals p
        set terms = t.terms, entries = t.entries, total_cents = t.cents,
            left_out = (select count(*) from debt_register_left_out l where l.municipality_id = ? and l.proposal_id = ?)
       from (select count(*) as terms, coalesce(sum(entries), 0) as entries, coalesce(sum(total_cents), 0) as cents
               from debt_register_terms where municipality_id = ? and proposal_id = ?) t
      where p.id = ?`,
    [municipalityId, proposalId, municipalityId, proposalId, proposalId]
  )
}
