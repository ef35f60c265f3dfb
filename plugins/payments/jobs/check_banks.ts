import { clock } from '#core/calendar/index'
import type { Job } from '#core/jobs/index'
import { tellFindings } from '../services/bank_findings.ts'
import { reconcile } from '../services/match_statement.ts'

export interface CheckArgs {
  readonly at: string
}

/** Compares what was told with what was credited, and tells of what the banks owe. */
export const checkBanks: Job<CheckArgs, 'all', Record<string, never>> = {
  name: 'payments.check_banks',
  title: 'Conferência dos bancos',
  permission: 'payments.reconcile',
  figures: { matched: 'Créditos conferidos', findings: 'Pendências dos bancos' },
  key: ({ at }) => at,
  label: ({ at }) => at.slice(0, 16).replace('T', ' '),
  schedule: {
    standing: { timeOfDay: '11:00' },
    args: () => ({ at: clock.now().toISOString() }),
  },
  plan: async () => ({ chunks: ['all'], total: 1, state: {} }),
  async perform({ tx, municipalityId }) {
    const matched = await reconcile(tx, municipalityId, clock.now())
    const findings = await tellFindings(tx, municipalityId)
    return { done: 1, parked: 0, issues: [], figures: { matched, findings } }
  },
}
