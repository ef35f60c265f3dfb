import { verifyTrail } from '#core/audit/index'
import { formatDate } from '#core/calendar/index'
import type { CivilDate } from '#core/calendar/index'
import { errors } from './errors.ts'
import type { Job } from './types.ts'

interface VerifyArgs {
  readonly date: CivilDate
}

/** Computes the audit trail again, so that a change of what was sealed is told on the day and not at the next audit. */
export const verifyTrailJob: Job<VerifyArgs> = {
  name: 'audit.verify',
  title: 'Conferência da trilha de auditoria',
  permission: 'audit.read',
  figures: { entries: 'Registros conferidos', blocks: 'Blocos conferidos' },
  key: ({ date }) => date,
  label: ({ date }) => `Trilha em ${formatDate(date)}`,
  schedule: { args: ({ date }) => ({ date }) },
  async plan() {
    return { chunks: [null], total: 1, state: {} }
  },
  async perform({ tx, log }) {
    const { breach, entries, blocks, head } = await verifyTrail(tx)
    if (breach) throw errors.E_JOBS_TRAIL({ id: breach.id, problem: breach.problem })
    log(`Último selo: ${head}`)
    return { done: 1, parked: 0, issues: [], figures: { entries, blocks } }
  },
}
