import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'
import type { RecordType } from '../types.ts'
import { isImportable } from './import_fields.ts'

const Imports = () => import('#core/records/controllers/imports_controller')

type Route = ReturnType<typeof router.get>

/** Screens and endpoints that import files into a record type. */
export function registerImportRoutes(type: RecordType): void {
  if (!isImportable(type)) return
  const name = (prefix: string, what: string, route: Route) =>
    route.as(`${prefix}.${type.name}.${what}`).where('id', recordId).use(middleware.actor())
  const { path } = type
  const one = `${path}/imports/:id`
  name('records', 'import', router.get(`${path}/import`, [Imports, 'create']))
  name('records', 'import_template', router.get(`${path}/import/template`, [Imports, 'template']))
  name('records', 'import_store', router.post(`${path}/import`, [Imports, 'store']))
  name('records', 'import_show', router.get(one, [Imports, 'show']))
  name('records', 'import_map', router.post(`${one}/mapping`, [Imports, 'map']))
  name('records', 'import_load', router.post(`${one}/load`, [Imports, 'load']))
  name('records', 'import_rejected', router.get(`${one}/rejected`, [Imports, 'rejected']))
  name('api', 'import_store', router.post(`/api${path}/imports`, [Imports, 'apiStore']))
  name('api', 'import_show', router.get(`/api${one}`, [Imports, 'apiShow']))
  name('api', 'import_load', router.post(`/api${one}/load`, [Imports, 'apiLoad']))
}
