import type { RecordType } from '#core/records/index'
import { people } from './people.ts'
import { tasks } from './tasks.ts'

export default [tasks, people] as readonly RecordType[]
