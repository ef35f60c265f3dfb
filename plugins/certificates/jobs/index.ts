import type { Job } from '#core/jobs/index'
import { clearancesJob } from './clearances.ts'

export default [clearancesJob] as readonly Job[]
