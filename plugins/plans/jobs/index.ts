import type { Job } from '#core/jobs/index'
import { watchJob } from './watch.ts'

export default [watchJob] as unknown as readonly Job[]
