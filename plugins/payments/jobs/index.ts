import type { Job } from '#core/jobs/index'
import { checkBanks } from './check_banks.ts'
import { closeMonthJob } from './close_month.ts'
import { importFile } from './import.ts'
import { watchFolders } from './watch_folders.ts'

export default [importFile, watchFolders, closeMonthJob, checkBanks] as readonly Job[]
