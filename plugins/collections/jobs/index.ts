import type { Job } from '#core/jobs/index'
import { dailyJob } from './daily.ts'

export default [dailyJob] as readonly Job[]
