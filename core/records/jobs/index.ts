import type { Job } from '#core/jobs/index'
import { bulkJob } from '../bulk/bulk_job.ts'
import { exportJob } from '../export/export_job.ts'
import { contingencyJob } from '../contingency/pack_job.ts'
import { importJob } from '../import/job.ts'

export const recordJobs: readonly Job[] = [bulkJob, exportJob, importJob, contingencyJob]
