import { type Tx, query } from '#core/database/index'
import { type Opening, openProposal } from './open_proposal.ts'

interface Standing {
  readonly id: bigint
  readonly number: string
}

/** The proposal that a policy adds to: the last of its own of which a term waits, or which left everything out; else a new one. */
export async function standingProposal(tx: Tx, opening: Opening): Promise<Standing> {
  const { municipalityId, dueUntil } = opening
  const [found] = await query<Standing>(
    tx,
    `update debt_register_proposals set due_until = greatest(due_until, ?)
      where id = (select p.id from debt_register_proposals p
                   where p.municipality_id = ? and p.is_standing
                     and (p.terms = 0 or exists (select from debt_register_terms t
                           where t.municipality_id = p.municipality_id and t.proposal_id = p.id and t.state = 'proposed'))
                   order by p.id desc limit 1)
      returning id, number`,
    [dueUntil, municipalityId]
  )
  return found ?? openProposal(tx, { ...opening, isStanding: true })
}

/** What was left out is judged again, and told once. */
export async function forgetLeftOut(
  tx: Tx,
  { municipalityId, proposalId }: { readonly municipalityId: bigint; readonly proposalId: bigint },
  origins: readonly string[]
): Promise<void> {
  await query(
    tx,
    `delete from debt_register_left_out
      where municipality_id = ? and proposal_id = ? and origin_type || '/' || origin_id = any(?::text[])`,
    [municipalityId, proposalId, origins]
  )
}
