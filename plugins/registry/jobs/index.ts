import type { Job } from '#core/jobs/index'
import { duplicatesJob } from './duplicates.ts'
import { qualityJob } from './quality.ts'

export default [qualityJob, duplicatesJob] as readonly Job[]
