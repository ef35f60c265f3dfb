import type { RecordType } from '#core/records/index'
import { installations } from './installations.ts'
import { meters } from './meters.ts'

export default [meters, installations] as readonly RecordType[]
