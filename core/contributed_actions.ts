import { accessGrantActions } from '#core/access/grant_actions'
import { accessActions } from '#core/access/actions'
import type { Action } from '#core/actions/index'
import { webhookActions } from '#core/actions/webhooks/actions'
import { alertActions } from '#core/alerts/actions'
import { archiveActions } from '#core/archive/actions'
import { reviewTrailAction } from '#core/audit/reviews/action'
import { configurationActions } from '#core/configuration/actions/index'
import { reprintAction } from '#core/documents/issued/reprint_action'
import { jobActions } from '#core/jobs/actions'
import { contingencyPassphrase } from '#core/records/contingency/passphrase_action'
import { viewActions } from '#core/records/views/actions'
import { messagingActions } from '#core/messaging/actions'
import { designActions } from '#core/reports/design/actions'
import { sendingActions } from '#core/reports/sendings/actions'
import { arrangeHome } from '#core/reports/dashboard/arrange_home'

export default [
  ...configurationActions,
  ...jobActions,
  reprintAction,
  ...accessGrantActions,
  ...viewActions,
  contingencyPassphrase,
  ...messagingActions,
  ...alertActions,
  ...webhookActions,
  ...accessActions,
  reviewTrailAction,
  ...archiveActions,
  arrangeHome,
  ...designActions,
  ...sendingActions,
] as readonly Action[]
