import type { Job } from '#core/jobs/index'
import { cutOrdersJob } from './cut_orders.ts'
import { lettersJob } from './letters.ts'
import { noticesJob } from './notices.ts'
import { policyJob } from './policy.ts'
import { printJob } from './print.ts'

export default [noticesJob, lettersJob, printJob, cutOrdersJob, policyJob] as readonly Job[]
