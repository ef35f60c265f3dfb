import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../../errors.ts'
import type { CutLevel } from '../../domain/cut_policy.ts'
import type { CaseState } from './standing_cases.ts'

/** A case with all that its dossier tells of it. */
export interface CaseRow {
  readonly id: bigint
  readonly number: string
  readonly state: CaseState
  readonly level: CutLevel
  readonly opened_on: CivilDate
  readonly amount_cents: bigint
  readonly pack_id: bigint
  readonly facts: string
  readonly rule: string
  readonly because: string
  readonly allowed_from: CivilDate
  readonly known_until: CivilDate | null
  readonly message: string
  readonly executed_on: CivilDate | null
  readonly executed_time: string | null
  readonly reading: number | null
  readonly ended_on: CivilDate | null
  readonly ended_why: string | null
  readonly notice_number: string
  readonly notice_issued_on: CivilDate
  readonly notice_due_on: CivilDate
  readonly delivered_on: CivilDate
  readonly delivery: string
  readonly delivery_proof: string | null
  readonly order_id: bigint
  readonly order_number: string
  readonly order_state: string
  readonly order_opened_on: CivilDate
  readonly service: string
  readonly findings: string | null
  readonly closed_by: string | null
  readonly reconnection: string | null
  readonly reconnection_state: string | null
  readonly debtor: string
  readonly taxpayer_id: string | null
  readonly registration: string
  readonly address: string
  readonly district: string
}

/** @throws E_DUNNING_CASE_UNKNOWN */
export async function caseRow(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  id: bigint
): Promise<CaseRow> {
  const [row] = await query<CaseRow>(
    tx,
    `select c.*, n.number as notice_number, n.issued_on as notice_issued_on, n.due_on as notice_due_on, n.delivered_on,
            n.delivery, n.delivery_proof, o.number as order_number, o.state as order_state, o.opened_on as order_opened_on,
            t.title as service, o.findings, o.closed_by, r.number as reconnection, r.state as reconnection_state,
            h.name as debtor, h.taxpayer_id, p.registration_number as registration, p.district,
            concat_ws(', ', p.street, coalesce(p.number, 's/n'), p.complement) as address
       from dunning_cases c
       join dunning_notices n on n.id = c.notice_id
       join services_orders o on o.id = c.order_id
       join services_types t on t.municipality_id = c.municipality_id and t.code = o.service_type
       left join services_orders r on r.id = c.reconnection_id
       join registry_customers h on h.id = c.debtor_id
       join registry_premises p on p.id = c.premise_id
      where c.municipality_id = ? and c.id = ?`,
    [municipalityId, id]
  )
  if (!row) throw errors.E_DUNNING_CASE_UNKNOWN({ id })
  return row
}

export interface CaseDebtRow {
  readonly number: string | null
  readonly origin_type: string
  readonly origin_id: bigint
  readonly reference: string
  readonly due_on: CivilDate
  readonly noticed_cents: bigint
  readonly open_cents: bigint
  readonly cut_cents: bigint
  readonly standing: string
}

/** The debts of a case as they were on its day. */
export const caseDebtRows = (tx: Pick<Tx, 'rawQuery'>, municipalityId: bigint, id: bigint) =>
  query<CaseDebtRow>(
    tx,
    'select * from dunning_case_debts where municipality_id = ? and case_id = ? order by due_on, id',
    [municipalityId, id]
  )
