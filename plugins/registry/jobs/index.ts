import type { Job } from '#core/jobs/index'
import { duplicatesJob } from './duplicates.ts'
import { qualityJob } from './quality.ts'
import { takeOverJob } from './take_over.ts'

export default [qualityJob, duplicatesJob, takeOverJob] as readonly Job[]
