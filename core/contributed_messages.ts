import { alertTemplates } from '#core/alerts/templates'
import type { MessageTemplate } from '#core/messaging/index'
import { reportTemplates } from '#core/reports/sendings/templates'

export default [...alertTemplates, ...reportTemplates] as readonly MessageTemplate[]
