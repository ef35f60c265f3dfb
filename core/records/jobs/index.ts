import type { Job } from '#core/jobs/index'

export const recordJobs: readonly Job[] = []
