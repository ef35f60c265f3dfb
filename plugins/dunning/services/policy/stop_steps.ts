import { type Tx, query } from '#core/database/index'
import { isMadeOn } from '../../domain/due_steps.ts'
import { LEFT_OUT } from '../../domain/step_reasons.ts'
import { originKey } from '../notice_debts.ts'
import type { FoundSteps } from './find_steps.ts'
import { stepKey } from './perform_steps.ts'
import type { PolicyRun } from './run_policy.ts'
import type { OpenStep } from './step_history.ts'

export interface StoppedStep extends OpenStep {
  readonly reason: string
}

/**
 * Ends the steps that wait or were confirmed and come to none of their debts any more, with the reason. Of a step that is not made on
 * that weekday nothing is known.
 */
export async function stopSteps(
  tx: Tx,
  run: PolicyRun,
  { open, found }: { readonly open: readonly OpenStep[]; readonly found: FoundSteps }
): Promise<StoppedStep[]> {
  const wanted = new Map(
    found.wanted.map((one) => [
      stepKey(one),
      new Set(one.debts.map(({ origin }) => originKey(origin))),
    ])
  )
  const reasons = new Map(found.leftOut.map((one) => [stepKey(one), LEFT_OUT[one.reason]]))
  const stopped = open
    .filter(({ pair, step, origins }) => {
      const definition = run.policy.steps.find(({ id }) => id === step)
      const debts = wanted.get(`${pair}/${step}`)
      const isKnown = !definition || isMadeOn(definition, run.on)
      return isKnown && !origins.some((origin) => debts?.has(origin))
    })
    .map((one) => ({
      ...one,
      reason: reasons.get(`${one.pair}/${one.step}`) ?? 'Os débitos não pedem mais esta etapa',
    }))
  if (stopped.length) {
    await query(
      tx,
      `update dunning_steps s set state = 'stopped', reason = u.reason
         from unnest(?::bigint[], ?::text[]) as u (id, reason)
        where s.municipality_id = ? and s.id = u.id and s.state in ('waiting', 'confirmed')`,
      [stopped.map(({ id }) => id), stopped.map(({ reason }) => reason), run.municipalityId]
    )
  }
  return stopped
}

/** Cuts that were made end the confirmed steps that let them be; a step whose debts were all paid or corrected stops. */
export async function settleSteps(tx: Tx, municipalityId: bigint): Promise<number> {
  await query(
    tx,
    `update dunning_steps s set state = 'performed', performed_on = c.executed_on, result_type = 'dunning.cases', result_id = c.id
       from dunning_cases c
      where s.municipality_id = ? and s.state = 'confirmed' and s.kind = 'cut_' || c.level and c.premise_id = s.premise_id
        and c.debtor_id = s.debtor_id and c.executed_on >= s.decided_on`,
    [municipalityId]
  )
  const rows = await query<{ id: bigint }>(
    tx,
    `update dunning_steps s set state = 'stopped', reason = 'Débitos pagos ou corrigidos'
      where s.municipality_id = ? and s.state in ('waiting', 'confirmed')
        and not exists (select from dunning_step_debts d
              join receivables_items i on i.municipality_id = d.municipality_id and i.origin_type = d.origin_type
               and i.origin_id = d.origin_id and i.state = 'open' and i.open_cents > i.withheld_cents
             where d.step_id = s.id)
     returning id`,
    [municipalityId]
  )
  return rows.length
}
