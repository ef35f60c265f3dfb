import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { NOTICE_STATES } from '../records/options.ts'

/** A notice or letter as it stands. */
export interface Notice {
  readonly id: bigint
  readonly number: string
  readonly kind: 'cut_notice' | 'debt_notice' | 'letter'
  readonly premiseId: bigint
  readonly issuedOn: CivilDate
  readonly dueOn: CivilDate
  readonly validUntil: CivilDate | null
  readonly deliveredOn: CivilDate | null
  readonly state: string
  readonly documentId: bigint
}

interface Asked {
  readonly municipalityId: bigint
  readonly id: bigint
}

/** A notice, locked. @throws E_DUNNING_NOTICE_UNKNOWN */
export async function lockNotice(tx: Tx, { municipalityId, id }: Asked): Promise<Notice> {
  const [notice] = await query<Notice>(
    tx,
    `select id, number, kind, premise_id as "premiseId", issued_on as "issuedOn", due_on as "dueOn",
            valid_until as "validUntil", delivered_on as "deliveredOn", state, document_id as "documentId"
       from dunning_notices where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!notice) throw errors.E_DUNNING_NOTICE_UNKNOWN({ id })
  return notice
}

/** A pending notice, locked. @throws E_DUNNING_NOTICE_UNKNOWN, E_DUNNING_NOT_PENDING */
export async function lockPending(tx: Tx, asked: Asked): Promise<Notice> {
  const notice = await lockNotice(tx, asked)
  const { number, state } = notice
  if (state === 'pending') return notice
  const words = NOTICE_STATES.find(({ value }) => value === state)?.label.toLowerCase() ?? state
  throw errors.E_DUNNING_NOT_PENDING({ number, state: words })
}
