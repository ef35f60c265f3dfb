import type { Job } from '#core/jobs/index'
import { lateOrdersJob } from './late.ts'

export default [lateOrdersJob] as readonly Job[]
