import type { Job } from '#core/jobs/index'
import { lettersJob } from './letters.ts'
import { noticesJob } from './notices.ts'
import { printJob } from './print.ts'

export default [noticesJob, lettersJob, printJob] as readonly Job[]
