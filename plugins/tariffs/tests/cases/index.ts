import type { TableCase } from './case.ts'
import * as people from './people_cases.ts'
import * as volume from './volume_cases.ts'

/** Ten tables of different structure; the first also shows what each field does. */
export const CASES: readonly TableCase[] = [...Object.values(volume), ...Object.values(people)]
