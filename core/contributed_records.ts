import { serviceRecords } from '#core/actions/service_records/record_type'
import { archiveRefusals } from '#core/archive/refusals_record'
import { personalReads } from '#core/audit/personal_reads_type'
import holidays from '#core/holidays/records'
import type { RecordType } from '#core/records/index'

export default [
  serviceRecords,
  personalReads,
  archiveRefusals,
  ...holidays,
] as readonly RecordType[]
