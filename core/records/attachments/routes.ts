import router from '@adonisjs/core/services/router'
import { recordId } from '#core/web/index'
import type { RecordType } from '../types.ts'
import { writePermission } from './permissions.ts'

const Attachments = () => import('#core/records/attachments/attachments_controller')
const Person = () => import('#core/records/personal/person_controller')
const Notes = () => import('#core/records/attachments/notes_controller')

type Route = ReturnType<typeof router.get>
type Naming = (name: string, route: Route) => void

/** Addresses of the files and notes of a record type, under the record's own; `base` is that of the screens or of the API. */
export function registerAttachmentRoutes(type: RecordType, base: string, name: Naming): void {
  const own = `${base}/:id`
  const where = (route: Route) =>
    route.where('id', recordId).where('attachment', recordId).where('note', recordId)
  const post = (path: string, handler: Parameters<typeof router.post>[1]) =>
    where(router.post(`${own}/${path}`, handler))
  const get = (path: string, handler: Parameters<typeof router.get>[1]) =>
    where(router.get(`${own}/${path}`, handler))
  if (type.attachments) {
    name('attachments', get('attachments', [Attachments, 'index']))
    name('attachment', get('attachments/:attachment', [Attachments, 'show']))
    if (writePermission(type, 'attachments')) {
      name('attach', post('attachments', [Attachments, 'store']))
      name('reattach', post('attachments/:attachment/versions', [Attachments, 'replace']))
      name('detach', post('attachments/:attachment/removal', [Attachments, 'remove']))
    }
  }
  if (type.person?.record === type.name) {
    name('person_export', post('personal-data/export', [Person, 'export']))
    name('person_anonymise', post('personal-data/anonymisation', [Person, 'anonymise']))
  }
  if (!type.notes) return
  name('notes', get('notes', [Notes, 'index']))
  if (!writePermission(type, 'notes')) return
  name('note', post('notes', [Notes, 'store']))
  name('note_edit', post('notes/:note', [Notes, 'update']))
  name('note_pin', post('notes/:note/pin', [Notes, 'pin']))
  name('note_remove', post('notes/:note/removal', [Notes, 'remove']))
}
