import type { Job } from '#core/jobs/index'
import { duplicatesJob } from './duplicates.ts'
import { leasesJob } from './leases.ts'
import { qualityJob } from './quality.ts'
import { socialErasureJob, socialFamiliesJob } from './social_families.ts'
import { takeOverJob } from './take_over.ts'

export default [
  qualityJob,
  duplicatesJob,
  takeOverJob,
  leasesJob,
  socialFamiliesJob,
  socialErasureJob,
] as readonly Job[]
