import type { Job } from '#core/jobs/index'
import { billingRun } from './run.ts'

export default [billingRun] as readonly Job[]
