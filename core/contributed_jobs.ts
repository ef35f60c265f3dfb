import { leavingJob } from '#core/access/users/leaving_job'
import { backupJob } from '#core/backup/job'
import { archiveJob } from '#core/archive/job'
import type { Job } from '#core/jobs/index'
import { purgeSimulationsJob } from '#core/configuration/simulation/purge_job'
import { replayJob } from '#core/configuration/simulation/replay_job'
import { simulateJob } from '#core/configuration/simulation/simulate_job'
import { verifyTrailJob } from '#core/jobs/verify_trail_job'
import { recordJobs } from '#core/records/jobs/index'
import { expireFilesJob } from '#core/reports/files/expire_job'
import { reportExportJob } from '#core/reports/files/export_job'
import { sendReportJob } from '#core/reports/sendings/send_job'

export default [
  verifyTrailJob,
  leavingJob,
  backupJob,
  archiveJob,
  ...recordJobs,
  expireFilesJob,
  reportExportJob,
  sendReportJob,
  simulateJob,
  replayJob,
  purgeSimulationsJob,
] as readonly Job[]
