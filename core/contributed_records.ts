import { serviceRecords } from '#core/actions/service_records/record_type'
import { personalReads } from '#core/audit/personal_reads_type'
import type { RecordType } from '#core/records/index'

export default [serviceRecords, personalReads] as readonly RecordType[]
