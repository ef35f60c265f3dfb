import { type Tx, query } from '#core/database/index'
import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { PROCEDURE, type Procedure } from '../configuration/parameters.ts'
import { errors } from '../errors.ts'
import { CASE_STATES, labelOf } from '../records/options.ts'

export type CaseState = 'found' | 'notified' | 'defended' | 'upheld' | 'dismissed'

/** A case as it stands. */
export interface Case {
  readonly id: bigint
  readonly number: string
  readonly state: CaseState
  readonly premiseId: bigint
  readonly customerId: bigint
  readonly orderNumber: string
  readonly fraudType: string
  readonly typeTitle: string
  readonly degree: string
  readonly foundOn: CivilDate
  readonly foundById: bigint | null
  readonly fineCents: bigint
  readonly versionId: bigint
  readonly notifiedOn: CivilDate | null
  readonly defenceUntil: CivilDate | null
}

/** A case in one of some states, locked. @throws E_IRREGULARITIES_UNKNOWN, E_IRREGULARITIES_STATE */
export async function lockCase(
  tx: Tx,
  { municipalityId, id }: { readonly municipalityId: bigint; readonly id: bigint },
  states: readonly CaseState[]
): Promise<Case> {
  const [row] = await query<Case>(
    tx,
    `select c.id, c.number, c.state, c.premise_id as "premiseId", c.customer_id as "customerId", o.number as "orderNumber",
            c.fraud_type as "fraudType", t.title as "typeTitle", c.degree, c.found_on as "foundOn", c.found_by_id as "foundById",
            c.fine_cents as "fineCents", c.version_id as "versionId", c.notified_on as "notifiedOn",
            c.defence_until as "defenceUntil"
       from irregularities_cases c
       join services_orders o on o.id = c.order_id
       join irregularities_fraud_types t on t.municipality_id = c.municipality_id and t.code = c.fraud_type
      where c.municipality_id = ? and c.id = ? for update of c`,
    [municipalityId, id]
  )
  if (!row) throw errors.E_IRREGULARITIES_UNKNOWN({ id })
  const { number } = row
  const state = labelOf(CASE_STATES, row.state)
  if (!states.includes(row.state)) throw errors.E_IRREGULARITIES_STATE({ number, state })
  return row
}

/** What cases ask for, as it is in force. */
export const procedureOf = (tx: Tx, municipalityId: bigint): Promise<Procedure> =>
  parameterWithin<Procedure>(tx, { key: PROCEDURE, municipalityId })
