import router from '@adonisjs/core/services/router'
import edge from 'edge.js'
import { accessEntryRoutes } from '#core/access/entry_routes'
import { accessRoutes } from '#core/access/routes'
import { actionRoutes } from '#core/actions/routes'
import { alertRoutes } from '#core/alerts/routes'
import { webhookRoutes } from '#core/actions/webhooks/routes'
import { messageRoutes } from '#core/messaging/routes'
import { archiveRoutes } from '#core/archive/routes'
import { monitoringRoutes } from '#core/monitoring/routes'
import { auditRoutes } from '#core/audit/routes'
import { documentRoutes } from '#core/documents/routes'
import { jobRoutes } from '#core/jobs/routes'
import { holidayRoutes } from '#core/holidays/routes'
import { configurationRoutes } from '#core/configuration/routes'
import { middleware } from './named_middleware.ts'
import { contingencyRoutes } from '#core/records/contingency/routes'
import { registerRecordRoutes } from '#core/records/index'
import { pluginRoutes } from '#core/kernel/routes'
import { registerReportRoutes } from '#core/reports/routes'
import { keepCompiled } from './view/compiled_templates.ts'
import { registerViewHelpers } from './view/helpers.ts'

// Who writes templates (`npm run dev`) sees them as they are.
if (process.env.DEV_MODE !== 'true') keepCompiled(edge)
registerViewHelpers(edge)

const HomeController = () => import('#core/web/controllers/home_controller')

accessRoutes()
router.get('/health', () => ({ status: 'ok' })).as('health')
router.get('/', [HomeController, 'show']).as('home').use(middleware.actor())
router
  .group(() => {
    router.get('/widgets/:name', [HomeController, 'widget']).as('widget')
    router.get('/arrange', [HomeController, 'arrange']).as('arrange')
    router.post('/arrange', [HomeController, 'store']).as('store')
  })
  .prefix('/home')
  .as('home')
  .use(middleware.actor())

accessEntryRoutes()
registerRecordRoutes()
configurationRoutes()
holidayRoutes()
registerReportRoutes()
actionRoutes()
jobRoutes()
auditRoutes()
pluginRoutes()
alertRoutes()
messageRoutes()
webhookRoutes()
monitoringRoutes()
archiveRoutes()
contingencyRoutes()
documentRoutes()
