import type { Actor } from '#core/actions/index'
import { appendEntry } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { readStoredFile } from '#core/files/index'
import { leaveOutbound } from '#plugins/payments/api'

interface Waiting {
  readonly id: bigint
  readonly sequence: number
  readonly file_object_id: bigint
  readonly file_name: string
  readonly sha256: string
  readonly code: string
  readonly agent_code: string
  readonly agent_name: string
}

export interface Delivered {
  readonly sent: number
  /** Without a folder: a person takes them to the bank and says so. */
  readonly left: number
}

/**
 * Sends what was generated: each remittance is left in the folder of its agreement, from which the carrier takes it, and is
 * recorded as sent, with a line of the trail. Without a folder it waits for who takes it to the bank.
 */
export async function deliverRemittances(
  tx: Tx,
  municipalityId: bigint,
  { actor, log }: { readonly actor: Actor; log(text: string): void }
): Promise<Delivered> {
  const waiting = await query<Waiting>(
    tx,
    `select r.id, r.sequence, r.file_object_id, r.file_name, r.sha256, g.code, a.code as agent_code, a.name as agent_name
       from debits_remittances r
       join payments_agreements g on g.id = r.agreement_id
       join payments_agents a on a.id = g.agent_id
      where r.municipality_id = ? and r.state = 'generated' order by r.agreement_id, r.sequence for update of r`,
    [municipalityId]
  )
  let sent = 0
  for (const one of waiting) {
    const { content } = await readStoredFile(tx, municipalityId, one.file_object_id)
    const agreement = { agentCode: one.agent_code, code: one.code }
    const where = await leaveOutbound(municipalityId, agreement, { name: one.file_name, content })
    if (where === null) continue
    await recordSent(tx, municipalityId, { id: one.id, by: actor.name, to: `Pasta ${where}` })
    const text = `Remessa NSA ${one.sequence} de ${one.agent_name}, convênio ${one.code}, enviada: ${where}`
    log(text)
    await appendEntry(tx, {
      ...{ municipalityId, at: clock.now(), actor, action: 'debits.send' },
      subject: { type: 'debits.remittances', id: one.id },
      ...{ description: text, reason: null, payload: { sha256: one.sha256, where } },
    })
    sent++
  }
  return { sent, left: waiting.length - sent }
}

/** The remittance is at the bank: how, and who says so. */
export async function recordSent(
  tx: Tx,
  municipalityId: bigint,
  { id, by, to }: { readonly id: bigint; readonly by: string; readonly to: string }
): Promise<void> {
  await query(
    tx,
    `update debits_remittances set state = 'sent', sent_at = ?, sent_by = ?, sent_to = ? where municipality_id = ? and id = ?`,
    [clock.now(), by, to, municipalityId, id]
  )
}
