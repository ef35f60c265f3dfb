import type { Action } from '#core/actions/index'
import { openCaseAction } from './open_case.ts'
import { decideCaseAction, defendCaseAction, notifyCaseAction } from './procedure.ts'

export default [
  openCaseAction,
  notifyCaseAction,
  defendCaseAction,
  decideCaseAction,
] as readonly Action[]
