import { backupJob } from '#core/backup/job'
import type { Job } from '#core/jobs/index'
import { verifyTrailJob } from '#core/jobs/verify_trail_job'
import { recordJobs } from '#core/records/jobs/index'
import { reportExportJob } from '#core/reports/files/export_job'
import { sendReportJob } from '#core/reports/sendings/send_job'

export default [
  verifyTrailJob,
  backupJob,
  ...recordJobs,
  reportExportJob,
  sendReportJob,
] as readonly Job[]
