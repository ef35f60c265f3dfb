import type { ActionContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { chargeFine } from '#plugins/billing/api'
import { DEGREES, labelOf } from '../records/options.ts'
import type { Case } from './cases.ts'

/**
 * Lets the fine of a case wait for the next invoice of its premise.
 * @returns false where there is nothing to charge there: a fine of zero, or somebody else holds the premise now
 */
export async function chargeCase(
  { tx, municipalityId, actor, now }: ActionContext,
  one: Omit<Case, 'state' | 'foundById' | 'notifiedOn' | 'defenceUntil'>,
  decidedOn: CivilDate
): Promise<boolean> {
  const { id, premiseId, customerId, fineCents } = one
  const [holder] = await query(
    tx,
    `select from registry_holdings
      where municipality_id = ? and premise_id = ? and customer_id = ? and role = 'holder' and until_on is null`,
    [municipalityId, premiseId, customerId]
  )
  if (fineCents === 0n || !holder) return false
  const charge = await chargeFine(tx, {
    ...{ municipalityId, premiseId, debtorId: customerId, decidedOn, amountCents: fineCents },
    fraud: { type: one.fraudType, degree: one.degree },
    title: `Multa: ${one.typeTitle}, grau ${labelOf(DEGREES, one.degree).toLowerCase()} (caso ${one.number})`,
    ...{ versionId: one.versionId, by: actor.name, at: now },
    remarks: `Caso de irregularidade ${one.number}, ordem de serviço ${one.orderNumber}`,
  })
  await query(tx, 'update irregularities_cases set charge_id = ? where id = ?', [charge.id, id])
  return true
}
