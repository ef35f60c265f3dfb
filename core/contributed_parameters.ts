import access from '#core/access/parameters'
import configuration from '#core/configuration/parameters'
import records from '#core/records/attachments/parameters'
import type { Parameter } from '#core/configuration/index'
import { jobParameters } from '#core/jobs/parameters'

export default [
  ...configuration,
  ...access,
  ...records,
  ...jobParameters,
] as readonly Parameter[]
