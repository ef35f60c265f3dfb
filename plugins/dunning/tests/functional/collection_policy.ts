import { setParameter, setVersion } from '#core/access/tests/support/people'
import type { Json } from '#core/database/index'
import { DEFAULT_POLICY } from '../../domain/default_policy.ts'
import type { Policy, PolicyStep } from '../../domain/policy.ts'

/** Puts a policy in force from today; what demands a simulation of it is proved elsewhere. */
export async function setCollectionPolicy(policy: Policy): Promise<void> {
  await setParameter('configuration.simulation_demanded', [
    { item: 'dunning-policy/default', demanded: false },
  ])
  await setVersion('dunning-policy', 'default', policy as unknown as Json)
}

const [, , branch] = DEFAULT_POLICY.steps as readonly [PolicyStep, PolicyStep, PolicyStep]

/** The policy of the law with three levels of cut, each a day after the other. */
export const CUT_BY_CUT: Policy = {
  title: 'Três níveis de corte',
  steps: [
    ...DEFAULT_POLICY.steps.map((step) => (step === branch ? { ...step, days: 1 } : step)),
    { ...branch, id: 'cut_3', kind: 'cut_3', title: 'Supressão', after: 'cut_2', days: 1 },
  ],
}
