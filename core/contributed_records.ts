import { serviceRecords } from '#core/actions/service_records/record_type'
import { personalReads } from '#core/audit/personal_reads_type'
import holidays from '#core/holidays/records'
import type { RecordType } from '#core/records/index'

export default [serviceRecords, personalReads, ...holidays] as readonly RecordType[]
