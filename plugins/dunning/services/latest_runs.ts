import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'

export interface LatestRun {
  readonly id: bigint
  readonly label: string
  readonly status: string
  readonly notices: number
}

/** The last runs of a job, with how many papers each issued. */
export const latestRuns = (municipalityId: bigint, job: string): Promise<LatestRun[]> =>
  query<LatestRun>(
    db,
    `select r.id, r.label, r.status,
            (select count(*)::int from dunning_notices n where n.run_id = r.id) as notices
       from jobs_runs r where r.municipality_id = ? and r.job = ? order by r.id desc limit 10`,
    [municipalityId, job]
  )
