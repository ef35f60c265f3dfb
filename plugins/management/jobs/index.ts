import type { Job } from '#core/jobs/index'
import { measureJob } from './measure.ts'

export default [measureJob] as readonly Job[]
