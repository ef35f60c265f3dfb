import router from '@adonisjs/core/services/router'
import { registries } from '#core/kernel/index'
import { middleware, recordId } from '#core/web/index'
import { registerAttachmentRoutes } from './attachments/routes.ts'
import { checkRecordType } from './check_type.ts'
import { registerImportRoutes } from './import/routes.ts'
import type { RecordType } from './types.ts'

const Records = () => import('#core/records/controllers/records_controller')
const Forms = () => import('#core/records/controllers/record_forms_controller')
const Exports = () => import('#core/records/controllers/record_export_controller')
const Api = () => import('#core/records/controllers/records_api_controller')
const Deletion = () => import('#core/records/controllers/record_deletion_controller')
const Tables = () => import('#core/records/controllers/tables_controller')
const Views = () => import('#core/records/controllers/record_views_controller')
const Operations = () => import('#core/records/controllers/record_operations_controller')
const Bulk = () => import('#core/records/controllers/record_bulk_controller')
const Docs = () => import('#core/records/controllers/api_docs_controller')
const Search = () => import('#core/records/controllers/search_controller')

type Route = ReturnType<typeof router.get>

/** Screens and REST endpoints of every record type that the kernel and the plugins declare. */
export function registerRecordRoutes(): void {
  for (const type of registries().records.all()) {
    checkRecordType(type)
    registerImportRoutes(type)
    registerScreens(type)
    registerEndpoints(type)
  }
  router.get('/tables', [Tables, 'index']).as('records.tables').use(middleware.actor())
  router
    .get('/exports/:id', [Exports, 'take'])
    .as('records.take_export')
    .where('id', recordId)
    .use(middleware.actor())
  router.get('/search', [Search, 'index']).as('search').use(middleware.actor())
  router.get('/api/openapi.json', [Api, 'describe']).as('api.openapi').use(middleware.actor())
  router.get('/api/docs', [Docs, 'show']).as('api.docs').use(middleware.actor())
}

/** Routes are named `records.<record>.<what>`: the controllers find the record type by it. */
function named(type: RecordType, prefix: string) {
  return (name: string, route: Route) =>
    route.as(`${prefix}.${type.name}.${name}`).use(middleware.actor())
}

function registerScreens(type: RecordType): void {
  const name = named(type, 'records')
  const { path } = type
  name('index', router.get(path, [Records, 'index']))
  name('export', router.get(`${path}/export`, [Exports, 'file']))
  name('layout', router.post(`${path}/layout`, [Views, 'layout']))
  name('saveView', router.post(`${path}/views`, [Views, 'store']))
  name(
    'deleteView',
    router.post(`${path}/views/:view/delete`, [Views, 'destroy']).where('view', recordId)
  )
  name('bulk', router.post(`${path}/bulk/:action`, [Bulk, 'confirm']))
  name('bulkRun', router.post(`${path}/bulk/:action/run`, [Bulk, 'run']))
  name('options', router.get(`${path}/options`, [Records, 'options']))
  // What nobody types has no form; its plugin may have a screen of its own at these addresses.
  const isTyped = type.permissions.write !== null || type.createAction !== undefined
  if (isTyped) {
    name('create', router.get(`${path}/new`, [Forms, 'create']))
    name('store', router.post(path, [Forms, 'store']))
    name('conditions', router.post(`${path}/conditions`, [Forms, 'conditions']))
  }
  if (type.detailPath !== `${path}/:id`) {
    name('show', router.get(`${path}/:id`, [Records, 'show']).where('id', recordId))
  }
  name('panel', router.get(`${path}/:id/tabs/:tab`, [Records, 'panel']).where('id', recordId))
  name('edit', router.get(`${path}/:id/edit`, [Forms, 'edit']).where('id', recordId))
  name('update', router.post(`${path}/:id`, [Forms, 'update']).where('id', recordId))
  if (type.operations) {
    const operation = `${path}/:id/change/:operation`
    name('operation', router.get(operation, [Operations, 'show']).where('id', recordId))
    name('operate', router.post(operation, [Operations, 'store']).where('id', recordId))
    const conditions = router.post(`${operation}/conditions`, [Operations, 'conditions'])
    name('operationConditions', conditions.where('id', recordId))
  }
  registerAttachmentRoutes(type, path, name)
  if (!type.permissions.delete) return
  name('delete', router.get(`${path}/:id/delete`, [Deletion, 'show']).where('id', recordId))
  name('destroy', router.post(`${path}/:id/delete`, [Deletion, 'destroy']).where('id', recordId))
}

function registerEndpoints(type: RecordType): void {
  const name = named(type, 'api')
  const path = `/api${type.path}`
  name('index', router.get(path, [Api, 'index']))
  name('export', router.get(`${path}/export`, [Exports, 'file']))
  name('bulk', router.post(`${path}/bulk/:action`, [Bulk, 'api']))
  name('show', router.get(`${path}/:id`, [Api, 'show']).where('id', recordId))
  name('store', router.post(path, [Api, 'store']))
  name('update', router.patch(`${path}/:id`, [Api, 'update']).where('id', recordId))
  registerAttachmentRoutes(type, path, name)
  if (type.permissions.delete)
    name('delete', router.delete(`${path}/:id`, [Deletion, 'api']).where('id', recordId))
}
