import type { LookupType } from '#core/records/index'
import { holidayTypes } from './records.ts'

export default [holidayTypes] as readonly LookupType[]
