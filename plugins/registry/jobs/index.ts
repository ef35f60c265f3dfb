import type { Job } from '#core/jobs/index'
import { duplicatesJob } from './duplicates.ts'
import { leasesJob } from './leases.ts'
import { qualityJob } from './quality.ts'
import { takeOverJob } from './take_over.ts'

export default [qualityJob, duplicatesJob, takeOverJob, leasesJob] as readonly Job[]
