import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { writeMessage } from '#core/messaging/index'
import { formatDate } from '#core/calendar/index'
import { PROOF_ACCEPTED, PROOF_REFUSED } from '../../messages/index.ts'
import { reaches } from './reach.ts'
import { sharedData } from './tell_debtors.ts'

/** What was decided of a proof of payment that a debtor showed. */
export interface DecidedProof {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly by: string
  readonly noticeId: bigint
  readonly document: string
  readonly reason: string | null
  /** Last day on which the bank is waited for; null: it was refused. */
  readonly untilOn: CivilDate | null
}

export interface AnsweredProof {
  readonly id: bigint
  /** Where the debtor was told; null: there is no way to write. */
  readonly toldAt: string | null
}

/** Keeps what was decided of a proof, and tells the debtor. */
export async function answerProof(tx: Tx, proof: DecidedProof): Promise<AnsweredProof> {
  const { municipalityId, on, noticeId, untilOn } = proof
  const [row] = await query<{
    id: bigint
    debtor_id: bigint
    number: string
    registration: string
  }>(
    tx,
    `with proof as (
       insert into dunning_proofs
         (municipality_id, notice_id, premise_id, debtor_id, document, state, decided_on, decided_by, reason, until_on)
       select municipality_id, id, premise_id, debtor_id, ?, ?, ?, ?, ?, ? from dunning_notices
        where municipality_id = ? and id = ? returning id, notice_id)
     select f.id, n.debtor_id, n.number, p.registration_number as registration
       from proof f join dunning_notices n on n.id = f.notice_id join registry_premises p on p.id = n.premise_id`,
    [
      ...[proof.document, untilOn ? 'accepted' : 'refused', on, proof.by, proof.reason, untilOn],
      ...[municipalityId, noticeId],
    ]
  )
  const { id, debtor_id: debtorId, number, registration } = row!
  const known = await reaches(tx, { municipalityId, on, debtorIds: [debtorId] })
  const reach = known.get(debtorId)
  if (!reach) return { id, toldAt: null }
  const { utility, phone } = await sharedData(tx, { municipalityId, on })
  const messageId = await writeMessage(tx, {
    ...{ municipalityId, channel: reach.channel, recipient: reach.address },
    ...{ recipientName: reach.name, dedupeKey: `dunning/proofs/${id}` },
    template: untilOn ? PROOF_ACCEPTED : PROOF_REFUSED,
    data: {
      ...{ debtor: reach.name, unit: registration, number, utility, phone },
      ...{ until: untilOn ? formatDate(untilOn) : '', reason: proof.reason ?? '' },
    },
  })
  await query(tx, 'update dunning_proofs set message_id = ? where id = ?', [messageId, id])
  return { id, toldAt: reach.address }
}

/**
 * What became of accepted proofs: paid when nothing that the notice listed is open any more, unpaid when the bank was waited for long
 * enough. Who is unpaid is asked again as anybody who owes.
 */
export async function settleProofs(tx: Tx, municipalityId: bigint, on: CivilDate): Promise<void> {
  await query(
    tx,
    `update dunning_proofs f set state = case when o.is_open then 'unpaid' else 'paid' end
       from (select f.id, exists (
               select from dunning_notice_debts d
                 join receivables_items i on i.municipality_id = d.municipality_id and i.origin_type = d.origin_type
                  and i.origin_id = d.origin_id and i.state = 'open' and i.open_cents > i.withheld_cents
                where d.notice_id = f.notice_id) as is_open
               from dunning_proofs f where f.municipality_id = ? and f.state = 'accepted') o
      where f.id = o.id and (not o.is_open or f.until_on < ?)`,
    [municipalityId, on]
  )
}
