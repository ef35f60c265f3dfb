import type { Actor } from '#core/actions/index'
import { formatRefMonth, refMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { holdBooks } from './book_day.ts'

export interface Period {
  readonly id: bigint
  readonly reference: string
  readonly state: 'closed' | 'reopening' | 'open'
  readonly asked_by_id: bigint | null
}

interface Reopening {
  readonly municipalityId: bigint
  readonly id: bigint
  readonly actor: Actor
}

async function lockPeriod(
  tx: Tx,
  { municipalityId, id }: Reopening,
  state: Period['state']
): Promise<Period> {
  await holdBooks(tx, municipalityId)
  const [period] = await query<Period & { last: string }>(
    tx,
    `select id, reference, state, asked_by_id,
            (select max(reference) from accounting_periods where municipality_id = ? and state <> 'open') as last
       from accounting_periods where municipality_id = ? and id = ? for update`,
    [municipalityId, municipalityId, id]
  )
  if (!period) throw errors.E_ACCOUNTING_PERIOD_UNKNOWN({ id })
  const reference = formatRefMonth(refMonth(period.reference))
  if (period.state !== state) throw errors.E_ACCOUNTING_PERIOD_STATE({ reference })
  if (period.last !== period.reference) {
    const last = formatRefMonth(refMonth(period.last))
    throw errors.E_ACCOUNTING_PERIOD_LAST({ reference, last })
  }
  return period
}

/** Asks to open a closed month again; somebody else decides. Only the last closed month may be. */
export async function askReopening(
  tx: Tx,
  { reason, ...asked }: Reopening & { readonly reason: string | null }
): Promise<Period> {
  const period = await lockPeriod(tx, asked, 'closed')
  await query(
    tx,
    `update accounting_periods set state = 'reopening', asked_by_id = ?, asked_by = ?, asked_because = ? where id = ?`,
    [asked.actor.userId, asked.actor.name, reason, period.id]
  )
  return period
}

/** Opens the month, or leaves it closed; never who asked. */
export async function decideReopening(
  tx: Tx,
  { opens, at, ...asked }: Reopening & { readonly opens: boolean; readonly at: Date }
): Promise<Period> {
  const period = await lockPeriod(tx, asked, 'reopening')
  if (period.asked_by_id === asked.actor.userId) {
    const reference = formatRefMonth(refMonth(period.reference))
    throw errors.E_ACCOUNTING_SAME_PERSON({ what: `a reabertura de ${reference}` })
  }
  const opened = opens ? [asked.actor.name, at] : [null, null]
  await query(
    tx,
    'update accounting_periods set state = ?, opened_by = ?, opened_at = ? where id = ?',
    [opens ? 'open' : 'closed', ...opened, period.id]
  )
  return period
}
