import { appendEntry } from '#core/audit/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { format } from '#core/web/index'
import { sumOf } from '../domain/schedule.ts'
import type { Negotiable } from './debts.ts'
import type { Party } from './quote.ts'
import type { Context, Made } from './sign.ts'

export interface Transfer {
  readonly from: Party
  readonly moved: readonly Negotiable[]
  readonly reason: string
  readonly authority: string | null
}

const PREMISE = 'registry.premises'

/** Debts of one premise that are negotiated at another: told in the history of both, each naming the other (TR-3.2.9.2.4). */
export async function recordTransfer(
  { tx, municipalityId, actor, now }: Context,
  { id, number, quote: { party: to }, today }: Made,
  { from, moved, reason, authority }: Transfer
): Promise<void> {
  const cents = sumOf(moved, (one) => one.openCents)
  await query(
    tx,
    `insert into plans_transfers (municipality_id, agreement_id, from_premise_id, to_premise_id, from_debtor_id, to_debtor_id,
       amount_cents, reason, authority, transferred_on, transferred_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[municipalityId, id, from.premise.id, to.premise.id, from.debtorId, to.debtorId],
      ...[cents, reason, authority, today, actor.name],
    ]
  )
  const name = ({ premise }: Party) => format.registration(premise.registration_number)
  const tell = (subjectId: bigint, description: string) =>
    appendEntry(tx, {
      ...{ municipalityId, at: now, actor, action: 'plans.transfer', description, reason },
      subject: { type: PREMISE, id: subjectId },
      payload: { plan: String(id), cents: String(cents), ...(authority ? { authority } : {}) },
    })
  const amount = formatMoney(cents)
  await tell(
    from.premise.id,
    `Débitos de ${amount} transferidos para o imóvel ${name(to)}, no parcelamento ${number}`
  )
  await tell(
    to.premise.id,
    `Débitos de ${amount} recebidos do imóvel ${name(from)}, no parcelamento ${number}`
  )
}
