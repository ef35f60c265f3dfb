import type { CivilDate } from '#core/calendar/index'
import { placeIn } from '#core/configuration/index'
import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'
import { type ComingStep, comingSteps, nextStep } from '../domain/due_steps.ts'
import { STEP_STATES } from '../records/steps.ts'
import { loadOwing } from '../services/owing.ts'
import { policyOfPremises } from '../services/policy/local_policy.ts'
import { openRun, runUnder } from '../services/policy/run_policy.ts'
import { stepHistory } from '../services/policy/step_history.ts'

interface LastStep {
  readonly id: bigint
  readonly debtor_id: bigint
  readonly title: string
  readonly state: string
  readonly due_on: CivilDate
  readonly performed_on: CivilDate | null
  readonly reason: string | null
}

/** Where each debtor of a premise stands in the policy: the last step, those that have come, and the next. */
export const premisePolicy: Panel = {
  name: 'dunning.premise_policy',
  on: 'registry.premises',
  title: 'Política de cobrança',
  permission: 'dunning.read',
  place: 61,
  view: 'dunning::premise_policy',
  async load({ tx, municipalityId, today: on, row }: PageContext) {
    const of = { municipalityId, premiseIds: [row.id] }
    const { debts } = await loadOwing(tx, { ...of, on, dueUntil: on })
    const last = await lastSteps(tx, municipalityId, row.id)
    if (!debts.length && !last.length) return null
    const general = await openRun(tx, { municipalityId, on })
    const keyOf = await policyOfPremises(tx, general.pack.at(on), of)
    const { policy, key } = runUnder(general, keyOf(row.id))
    const historyOf = await stepHistory(tx, of)
    const debtorIds = [...new Set([...debts, ...last.map(asDebtor)].map((one) => one.debtorId))]
    const names = await query<{ id: bigint; name: string }>(
      tx,
      'select id, name from registry_customers where municipality_id = ? and id = any(?::bigint[])',
      [municipalityId, debtorIds]
    )
    const nameOf = new Map(names.map(({ id, name }) => [id, name]))
    return debtorIds.map((debtorId) => {
      const own = debts.filter((debt) => debt.debtorId === debtorId).map(historyOf)
      const step = last.find((one) => one.debtor_id === debtorId)
      return {
        name: nameOf.get(debtorId) ?? '',
        own: placeIn(key) === null ? null : policy.title,
        debts: own.length,
        coming: unique(own.flatMap((debt) => comingSteps(policy, debt, on))),
        next: unique(own.flatMap((debt) => nextStep(policy, debt, on) ?? []))[0] ?? null,
        last: step && {
          ...step,
          state: STEP_STATES.find(({ value }) => value === step.state)!,
        },
      }
    })
  },
}

const asDebtor = ({ debtor_id: debtorId }: LastStep) => ({ debtorId })

const lastSteps = (tx: PageContext['tx'], municipalityId: bigint, premiseId: bigint) =>
  query<LastStep>(
    tx,
    `select distinct on (debtor_id) id, debtor_id, title, state, due_on, performed_on, reason from dunning_steps
      where municipality_id = ? and premise_id = ? order by debtor_id, coalesce(performed_on, due_on) desc, id desc`,
    [municipalityId, premiseId]
  )

/** Each step once, the first day of all its debts, the earliest first. */
function unique(steps: readonly ComingStep[]): { title: string; since: CivilDate }[] {
  const sorted = steps.toSorted((a, b) => (a.since < b.since ? -1 : 1))
  return [...new Map(sorted.toReversed().map((one) => [one.step.id, one])).values()]
    .toReversed()
    .map(({ step, since }) => ({ title: step.title, since }))
}
