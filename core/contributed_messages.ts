import { alertTemplates } from '#core/alerts/templates'
import type { MessageTemplate } from '#core/messaging/index'

export default [...alertTemplates] as readonly MessageTemplate[]
