import type { Job } from '#core/jobs/index'
import { verifyTrailJob } from '#core/jobs/verify_trail_job'

export default [verifyTrailJob] as readonly Job[]
