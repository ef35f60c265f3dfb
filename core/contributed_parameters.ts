import { entryParameters } from '#core/access/entry_parameters'
import { alertParameters } from '#core/alerts/parameters'
import { archiveParameters } from '#core/archive/parameters'
import { auditParameters } from '#core/audit/parameters'
import { backupParameters } from '#core/backup/parameters'
import access from '#core/access/parameters'
import configuration from '#core/configuration/parameters'
import type { Parameter } from '#core/configuration/index'
import { fileParameters } from '#core/files/parameters'
import attachments from '#core/records/attachments/parameters'
import { contingencyParameters } from '#core/records/contingency/parameters'
import { monitoringParameters } from '#core/monitoring/parameters'
import records from '#core/records/parameters'
import { reportParameters } from '#core/reports/parameters'
import { messagingParameters } from '#core/messaging/parameters'

export default [
  ...configuration,
  ...access,
  ...auditParameters,
  ...fileParameters,
  ...attachments,
  ...records,
  ...contingencyParameters,
  ...entryParameters,
  ...messagingParameters,
  ...alertParameters,
  ...backupParameters,
  ...archiveParameters,
  ...monitoringParameters,
  ...reportParameters,
] as readonly Parameter[]
