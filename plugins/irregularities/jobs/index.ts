import type { Job } from '#core/jobs/index'
import { inspectionsJob } from './inspections.ts'

export default [inspectionsJob] as unknown as readonly Job[]
