import type { Job } from '#core/jobs/index'
import { bookJob } from './book.ts'
import { papersJob } from './papers.ts'
import { prescriptionJob } from './prescription.ts'
import { proposeJob } from './propose.ts'

export default [proposeJob, bookJob, papersJob, prescriptionJob] as unknown as readonly Job[]
