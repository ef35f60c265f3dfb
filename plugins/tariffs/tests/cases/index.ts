import type { TableCase } from './case.ts'
import * as combined from './combined_cases.ts'
import * as people from './people_cases.ts'
import * as volume from './volume_cases.ts'

/** Ten tables of different structure, each with worked bills. */
export const CASES: readonly TableCase[] = [
  ...Object.values(volume),
  ...Object.values(people),
  ...Object.values(combined),
]
