import type { Job } from '#core/jobs/index'
import { importJob } from '../import/job.ts'

export const recordJobs: readonly Job[] = [importJob]
