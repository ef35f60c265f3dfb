import type { Job } from '#core/jobs/index'
import { importFile } from './import.ts'

export default [importFile] as readonly Job[]
