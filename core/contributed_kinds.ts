import { alertKind } from '#core/alerts/alert_kind'
import { templateKind } from '#core/documents/template_kind'
import { dutiesKind } from '#core/access/duties/kind'
import type { ConfigurationKind } from '#core/configuration/index'
import configurationKinds from '#core/configuration/kinds'
import { messageKind } from '#core/messaging/message_kind'
import { reportKind } from '#core/reports/design/kind'
import { workflowKind } from '#core/records/workflow/kind'
import { customFieldsKind } from '#core/records/custom/kind'

export default [
  ...configurationKinds,
  customFieldsKind,
  workflowKind,
  messageKind,
  alertKind,
  dutiesKind,
  templateKind,
  reportKind,
] as readonly ConfigurationKind[]
