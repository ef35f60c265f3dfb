import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import type { RunRow } from '../runs.ts'
import { runOf } from './run_page.ts'

/**
 * The run of the address. One that the person started needs no permission; of any other, not even whether it exists is
 * told without it.
 * @throws BusinessError E_ACCESS_DENIED, E_JOBS_RUN_UNKNOWN
 */
export async function runToSee({ actor, authorize, params }: HttpContext): Promise<RunRow> {
  const id = BigInt(params.id)
  const [own] = await query(
    db,
    'select 1 from jobs_runs where id = ? and municipality_id = ? and actor_id = ?',
    [id, actor.municipalityId, actor.userId]
  )
  if (!own) authorize('jobs.read')
  return runOf(actor.municipalityId, id)
}
