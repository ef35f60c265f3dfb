import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'

export interface WaitingRegistration {
  readonly id: bigint
  readonly agreement_id: bigint
  readonly client_id: string
  readonly agency: string
  readonly bank_client: string
  readonly movement: 'include' | 'exclude'
  readonly option_on: CivilDate
  readonly state: string
}

/** A registration that waits for somebody, locked. Errors: E_DEBITS_UNKNOWN, E_DEBITS_DECIDED. */
export async function lockWaiting(
  tx: Tx,
  municipalityId: bigint,
  id: bigint
): Promise<WaitingRegistration> {
  const [row] = await query<WaitingRegistration>(
    tx,
    'select * from debits_registrations where municipality_id = ? and id = ? for update',
    [municipalityId, id]
  )
  if (!row) throw errors.E_DEBITS_UNKNOWN({ what: 'cadastro', id })
  if (row.state !== 'unidentified') throw errors.E_DEBITS_DECIDED({ id })
  return row
}

export interface Decision {
  readonly id: bigint
  readonly state: 'linked' | 'refused'
  readonly premiseId: bigint | null
  readonly enrolmentId: bigint | null
  readonly note: string
  readonly by: string
}

export async function decideRegistration(
  tx: Tx,
  municipalityId: bigint,
  { id, state, premiseId, enrolmentId, note, by }: Decision
): Promise<void> {
  await query(
    tx,
    `update debits_registrations
        set state = ?, premise_id = ?, enrolment_id = ?, note = ?, decided_by = ?, is_to_tell = ?
      where municipality_id = ? and id = ?`,
    [state, premiseId, enrolmentId, note, by, state === 'refused', municipalityId, id]
  )
}
