import type { Job } from '#core/jobs/index'
import { sendDebits } from './send.ts'

export default [sendDebits] as readonly Job[]
