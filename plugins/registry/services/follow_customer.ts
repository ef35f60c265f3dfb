import type { ActionContext } from '#core/actions/index'
import { correctFindings } from './quality_findings.ts'
import { contactsFromCustomer } from './contacts.ts'
import { renameHolder } from './rename_holder.ts'

interface Change {
  readonly id: bigint
  readonly after: Readonly<Record<string, unknown>>
}

/** What follows a customer's change: names copied on premises, the list of contacts, and findings that are now right. */
export async function followCustomer(context: ActionContext, change: Change): Promise<void> {
  await renameHolder(context, change)
  await contactsFromCustomer(context, change)
  await correctFindings(context, { recordType: 'registry.customers', recordId: change.id })
}
