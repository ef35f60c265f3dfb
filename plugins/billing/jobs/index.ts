import type { Job } from '#core/jobs/index'
import { expireHoldsJob } from './expire_holds.ts'
import { previewRun } from './preview_run.ts'
import { printRun } from './print_run.ts'
import { printShop } from './print_shop.ts'
import { billingRun } from './run.ts'

export default [billingRun, previewRun, expireHoldsJob, printRun, printShop] as readonly Job[]
