import type { Action } from '#core/actions/index'
import { blockAction, liftBlockAction } from './blocks.ts'
import { printNoticeAction } from './print_notice.ts'
import { cancelNoticeAction, changeDueAction, deliverNoticeAction } from './notices.ts'

export default [
  changeDueAction,
  cancelNoticeAction,
  deliverNoticeAction,
  printNoticeAction,
  blockAction,
  liftBlockAction,
] as readonly Action[]
