import type { Action } from '#core/actions/index'
import { blockAction, liftBlockAction } from './blocks.ts'
import { attemptNoticeAction, deliverNoticeAction } from './deliveries.ts'
import { generateScheduleAction } from './generate_schedule.ts'
import { issueCaseFileAction } from './issue_case_file.ts'
import { printNoticeAction } from './print_notice.ts'
import { cancelNoticeAction, changeDueAction } from './notices.ts'
import { acceptProofAction, refuseProofAction } from './proofs.ts'
import { endProtectionAction, protectAction } from './protections.ts'
import { confirmStepAction, refuseStepAction } from './steps.ts'

export default [
  changeDueAction,
  cancelNoticeAction,
  deliverNoticeAction,
  attemptNoticeAction,
  printNoticeAction,
  acceptProofAction,
  refuseProofAction,
  blockAction,
  liftBlockAction,
  issueCaseFileAction,
  protectAction,
  endProtectionAction,
  confirmStepAction,
  refuseStepAction,
  generateScheduleAction,
] as readonly Action[]
