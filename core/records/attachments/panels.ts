import { clock } from '#core/calendar/index'
import { mayHandlePerson, personView } from '../personal/person_view.ts'
import type { RecordType } from '../types.ts'
import type { ViewContext } from '../view/list_view.ts'
import { attachmentsView } from './attachments_view.ts'
import { notesView } from './notes.ts'
import { maySee } from './permissions.ts'

const TABS = [
  { key: 'attachments', title: 'Anexos' },
  { key: 'notes', title: 'Anotações' },
] as const
const PERSON_TAB = { key: 'person', title: 'Dados pessoais' } as const

/** Tabs of a record's page for its files and notes, where it has them and the person may see them. */
export const ownTabs = (type: RecordType, context: ViewContext) => [
  ...TABS.filter(({ key }) => maySee(context.actor, type, key)),
  ...(mayHandlePerson(type, context) ? [PERSON_TAB] : []),
]

/** What such a tab shows; `null` when the key is not of one that the person may see. */
export async function ownPanel(
  type: RecordType,
  { key, id }: { readonly key: string; readonly id: bigint },
  context: ViewContext
) {
  const tab = ownTabs(type, context).find((one) => one.key === key)
  if (!tab) return null
  if (tab.key === 'person') return personView(type, id, context)
  return tab.key === 'attachments'
    ? { kind: tab.key, ...(await attachmentsView(type, id, context)) }
    : { kind: tab.key, ...(await notesView(type, id, context, clock.now())) }
}
