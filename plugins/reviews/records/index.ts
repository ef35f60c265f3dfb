import type { RecordType } from '#core/records/index'
import { visitors } from './people.ts'
import { reviews } from './reviews.ts'
import { visits } from './visits.ts'

export default [reviews, visits, visitors] as readonly RecordType[]
