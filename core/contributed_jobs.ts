import type { Job } from '#core/jobs/index'
import { verifyTrailJob } from '#core/jobs/verify_trail_job'
import { recordJobs } from '#core/records/jobs/index'

export default [verifyTrailJob, ...recordJobs] as readonly Job[]
