import type { Group } from '@japa/runner/core'
import { type CivilDate, clock } from '#core/calendar/index'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { freshDatabase } from '#tests/support/database'
import parameters from '../../configuration/parameters.ts'
import type { Policy } from '../../domain/policy.ts'

const DEFAULT = parameters[0]!.default as unknown as Policy

/** A m³ costs R$ 1,00, so that a consumption names its amount; services have a price each. */
export const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '1.00' }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
  services: {
    survey: { title: 'Vistoria', amount: '120.00' },
    works: { title: 'Obra de ligação', amount: '900.00' },
  },
}

/** Fine of 2 % and 0.9 % a month, which is 0.03 % a day; no interest to come; everything else wide open. */
export const OPEN_POLICY: Partial<Policy> = {
  ...{ minimum_debt_cents: 0, minimum_instalment_cents: 0, maximum_instalments: 60 },
  ...{ minimum_down_percent: '0', is_down_required: false, method: 'none', monthly_percent: '0' },
  ...{ maximum_replans: 50, replan_instalments: 60, replan_instalments_infraction: 60 },
  ...{ replan_down_percent_infraction: '0', fine_percent: null },
}

export const setPolicy = (policy: Partial<Policy>, from: string = '2026-01-01') =>
  putVersion(
    'parameter',
    'plans.policy',
    { value: { ...DEFAULT, ...policy } as never },
    from as CivilDate
  )

/** An open policy with something else, as the screens of configuration take it. */
export const policyWith = (change: Partial<Policy>) =>
  ({ ...DEFAULT, ...OPEN_POLICY, ...change }) as never

export async function setUpPlans(policy: Partial<Policy> = OPEN_POLICY): Promise<void> {
  await putVersion('tariff-table', 'default', TABLE)
  await putVersion('parameter', 'receivables.monthly_interest_percent', { value: '0.9' })
  await setPolicy(policy)
}

/** On the day on which the invoices are issued nothing is late. */
export const TODAY = '2026-11-20'

/** The clock stands on a day, at noon of the municipality. */
export const on = (day: string): void => clock.freeze(`${day}T15:00:00Z`)

/** A database of its own with prices and a policy; each test begins on the day of the invoices. */
export function plansGroup(group: Group, policy?: Partial<Policy>): void {
  freshDatabase(group)
  group.setup(() => setUpPlans(policy))
  group.each.timeout(240_000)
  group.each.setup(() => {
    on(TODAY)
    return () => clock.restore()
  })
}
