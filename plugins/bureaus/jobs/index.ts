import type { Job } from '#core/jobs/index'
import { dailyJob } from './daily.ts'
import { lotsJob } from './lots.ts'
import { noticesJob } from './notices.ts'

export default [noticesJob, lotsJob, dailyJob] as readonly Job[]
