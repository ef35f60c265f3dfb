import type { Job } from '#core/jobs/index'
import { lateTasksJob } from './late.ts'

export default [lateTasksJob] as readonly Job[]
