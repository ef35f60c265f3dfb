import type { CivilDate } from '#core/calendar/index'
import { inForceWithin } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import type { DocumentTemplate, DocumentType } from './document_type.ts'

export const TEMPLATE_KIND = 'document-template'

/** The template of a document on a date: the utility's, or null for the one that the product brings. */
export async function templateInForce(
  tx: Pick<Tx, 'rawQuery'>,
  type: DocumentType,
  { municipalityId, on }: { readonly municipalityId: bigint; readonly on: CivilDate }
): Promise<DocumentTemplate | null> {
  const version = await inForceWithin(
    tx,
    { kind: TEMPLATE_KIND, key: type.name, municipalityId },
    on
  )
  if (!version || version.owner === 'product') return null
  return version.content as unknown as DocumentTemplate
}
