import type { Action } from '#core/actions/index'
import { caseActions } from './court.ts'
import { decideActions } from './decide.ts'
import { entryActions } from './entries.ts'
import { paperActions } from './papers.ts'
import { processActions } from './processes.ts'

export default [
  ...decideActions,
  ...paperActions,
  ...entryActions,
  ...processActions,
  ...caseActions,
] as readonly Action[]
