import type { Job } from '#core/jobs/index'
import { printRun } from './print_run.ts'
import { printShop } from './print_shop.ts'
import { billingRun } from './run.ts'

export default [billingRun, printRun, printShop] as readonly Job[]
