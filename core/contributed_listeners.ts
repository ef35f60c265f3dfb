import type { Listener } from '#core/actions/index'
import { webhookListener } from '#core/actions/webhooks/listener'
import { alertListeners } from '#core/alerts/listeners'

export default [...alertListeners, webhookListener] as readonly Listener[]
