import type { Action } from '#core/actions/index'
import { issueSecondCopyAction } from './issue_second_copy.ts'

export default [issueSecondCopyAction] as readonly Action[]
