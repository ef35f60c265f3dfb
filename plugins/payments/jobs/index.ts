import type { Job } from '#core/jobs/index'
import { checkBanks } from './check_banks.ts'
import { closeMonthJob } from './close_month.ts'
import { importFile } from './import.ts'
import { pixChargesJob } from './pix_charges.ts'
import { pixReconcileJob } from './pix_reconcile.ts'
import { watchFolders } from './watch_folders.ts'

export default [
  importFile,
  watchFolders,
  closeMonthJob,
  checkBanks,
  pixChargesJob,
  pixReconcileJob,
] as readonly Job[]
