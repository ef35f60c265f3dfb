import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { OpenDebt } from '#plugins/receivables/api'
import type { SteppedDebt } from '../../domain/due_steps.ts'
import { originKey } from '../notice_debts.ts'

interface Of {
  readonly municipalityId: bigint
  readonly premiseIds: readonly bigint[]
}

interface Row {
  readonly origin: string
  readonly step: string
  readonly done_on: CivilDate | null
  readonly is_refused: boolean
}

/** What was done to the debts of some premises, step by step, by the policy or by hand. */
export async function stepHistory(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, premiseIds }: Of
): Promise<(debt: Pick<OpenDebt, 'origin' | 'dueOn'>) => SteppedDebt> {
  const rows = await query<Row>(
    tx,
    `select d.origin_type || '/' || d.origin_id as origin, s.step, s.performed_on as done_on, s.state = 'refused' as is_refused
       from dunning_steps s join dunning_step_debts d on d.step_id = s.id
      where s.municipality_id = ? and s.premise_id = any(?::bigint[]) and s.state in ('performed', 'refused')
     union all
     select d.origin_type || '/' || d.origin_id, '#notice', max(n.issued_on), false
       from dunning_notices n join dunning_notice_debts d on d.notice_id = n.id
      where n.municipality_id = ? and n.premise_id = any(?::bigint[]) and n.kind = 'cut_notice'
        and n.state not in ('void', 'cancelled')
      group by 1
     union all
     select d.origin_type || '/' || d.origin_id, '#cut_' || c.level, max(c.executed_on), false
       from dunning_cases c join dunning_case_debts d on d.case_id = c.id
      where c.municipality_id = ? and c.premise_id = any(?::bigint[]) and c.executed_on is not null
      group by 1, c.level`,
    [...[municipalityId, premiseIds], ...[municipalityId, premiseIds], municipalityId, premiseIds]
  )
  const byOrigin = Map.groupBy(rows, ({ origin }) => origin)
  return (debt) => {
    const of = byOrigin.get(originKey(debt.origin))
    if (!of) return { ...NOTHING, dueOn: debt.dueOn }
    const done = of.filter(({ done_on: on }) => on !== null)
    return {
      dueOn: debt.dueOn,
      done: new Map(done.map(({ step, done_on: on }) => [step, on!])),
      refused: new Set(of.filter((one) => one.is_refused).map(({ step }) => step)),
    }
  }
}

const NOTHING: Omit<SteppedDebt, 'dueOn'> = { done: new Map(), refused: new Set() }

/** A step that waits for somebody, or for the run that performs it. */
export interface OpenStep {
  readonly id: bigint
  readonly pair: string
  readonly step: string
  readonly state: 'waiting' | 'confirmed'
  readonly registration: string
  readonly origins: readonly string[]
}

/** The steps of some premises that wait or were confirmed: one for each debtor, premise and step at most. */
export function openSteps(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, premiseIds }: Of
): Promise<OpenStep[]> {
  return query<OpenStep>(
    tx,
    `select s.id, s.premise_id || '/' || s.debtor_id as pair, s.step, s.state, p.registration_number as registration,
            array(select d.origin_type || '/' || d.origin_id from dunning_step_debts d where d.step_id = s.id) as origins
       from dunning_steps s join registry_premises p on p.id = s.premise_id
      where s.municipality_id = ? and s.premise_id = any(?::bigint[]) and s.state in ('waiting', 'confirmed')
      order by s.id`,
    [municipalityId, premiseIds]
  )
}
