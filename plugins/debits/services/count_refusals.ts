import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { AnsweredOrder } from './answered_orders.ts'
import { type Enrolment, endEnrolment } from './enrolments.ts'
import { debitRules } from './terms.ts'

interface Counted {
  readonly today: CivilDate
  readonly paid: readonly AnsweredOrder[]
  readonly refused: readonly { readonly order: AnsweredOrder; readonly endsOption: boolean }[]
}

interface Row extends Enrolment {
  readonly refusals: number
}

/**
 * Counts the refusals in a row of each option: a debit made begins the count anew, a refusal that says that the account cannot
 * be debited, or one too many, ends the option (DECISIONS 53).
 */
export async function countRefusals(
  tx: Tx,
  municipalityId: bigint,
  { today, paid, refused }: Counted
): Promise<void> {
  await query(
    tx,
    'update debits_enrolments set refusals = 0 where municipality_id = ? and id = any(?::bigint[]) and refusals > 0',
    [municipalityId, paid.map(({ enrolmentId }) => enrolmentId)]
  )
  if (refused.length === 0) return
  const { refusals: limit } = await debitRules(tx, municipalityId, today)
  const counts = Map.groupBy(refused, ({ order }) => order.enrolmentId)
  const rows = await query<Row>(
    tx,
    `update debits_enrolments e set refusals = e.refusals + u.count
       from unnest(?::bigint[], ?::int[]) as u(id, count)
      where e.municipality_id = ? and e.id = u.id and e.state = 'active' returning e.*`,
    [[...counts.keys()], [...counts.values()].map(({ length }) => length), municipalityId]
  )
  for (const enrolment of rows) {
    const isOver = counts.get(enrolment.id)!.some(({ endsOption }) => endsOption)
    if (!isOver && enrolment.refusals < limit) continue
    await endEnrolment(tx, municipalityId, {
      enrolment,
      ending: {
        ...{ on: today, cause: 'refusals', isToTell: true },
        reason: isOver
          ? 'O banco não pode debitar desta conta'
          : `${enrolment.refusals} débitos seguidos não feitos`,
      },
    })
  }
}
