import { clock } from '#core/calendar/index'
import type { RecordType } from '../types.ts'
import type { ViewContext } from '../view/list_view.ts'
import { attachmentsView } from './attachments_view.ts'
import { notesView } from './notes.ts'
import { maySee } from './permissions.ts'

const TABS = [
  { key: 'attachments', title: 'Anexos' },
  { key: 'notes', title: 'Anotações' },
] as const

/** Tabs of a record's page for its files and notes, where it has them and the person may see them. */
export const ownTabs = (type: RecordType, { actor }: ViewContext) =>
  TABS.filter(({ key }) => maySee(actor, type, key))

/** What such a tab shows; `null` when the key is not of one that the person may see. */
export async function ownPanel(
  type: RecordType,
  { key, id }: { readonly key: string; readonly id: bigint },
  context: ViewContext
) {
  const tab = ownTabs(type, context).find((one) => one.key === key)
  if (!tab) return null
  return tab.key === 'attachments'
    ? { kind: tab.key, ...(await attachmentsView(type, id, context)) }
    : { kind: tab.key, ...(await notesView(type, id, context, clock.now())) }
}
