import type { Job } from '#core/jobs/index'
import { checkJob } from './check.ts'
import { closeJob } from './close.ts'
import { exportJob } from './export.ts'
import { provisionJob } from './provision.ts'

export default [checkJob, closeJob, provisionJob, exportJob] as readonly Job[]
