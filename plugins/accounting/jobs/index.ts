import type { Job } from '#core/jobs/index'
import { closeJob } from './close.ts'
import { exportJob } from './export.ts'
import { provisionJob } from './provision.ts'

export default [closeJob, provisionJob, exportJob] as readonly Job[]
