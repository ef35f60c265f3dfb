import type { Job } from '#core/jobs/index'
import { ageingJob } from './ageing.ts'

export default [ageingJob] as readonly Job[]
