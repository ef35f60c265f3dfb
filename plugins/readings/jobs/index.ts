import type { Job } from '#core/jobs/index'
import { critiqueJob } from './critique.ts'
import { importJob } from './import.ts'
import { loadJob } from './load.ts'

export default [loadJob, importJob, critiqueJob] as readonly Job[]
