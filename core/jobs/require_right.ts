import { requirePermission } from '#core/access/index'
import type { Actor } from '#core/actions/index'
import { errors } from './errors.ts'
import type { Job } from './types.ts'

/**
 * Refuses who may not start a job, for want of its permission or because it reaches beyond their localities.
 * @throws BusinessError E_ACCESS_DENIED, E_JOBS_TERRITORY
 */
export function requireRight(job: Job, actor: Actor): void {
  requirePermission(actor, job.permission, job.title)
  requireReach(job, actor)
}

/** Refuses who is limited to some localities where the run reaches them all. @throws BusinessError E_JOBS_TERRITORY */
export function requireReach({ title, keepsTerritory }: Job, { scope, name }: Actor): void {
  if (scope?.localities && !keepsTerritory)
    throw errors.E_JOBS_TERRITORY({ job: title, user: name })
}
