import type { ActionContext } from '#core/actions/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { type AcceptedFile, storeAccepted } from '#core/files/index'
import { errors } from '../errors.ts'
import { lockPremise } from './locked_premise.ts'

export const HOLDER_AUTHORITY = 'registry.holder_change_authority'
export const HOLDER_POLICY = 'registry.holder_change'

export interface HolderPolicy {
  readonly document: 'optional' | 'required'
}

export const DEFAULT_HOLDER_POLICY: HolderPolicy = { document: 'optional' }

interface OfPremise {
  readonly municipalityId: bigint
  readonly premiseId: bigint
}

/** Keeps the paper with which a change of holder is asked, before anybody decides on it. */
export async function keepHolderDocument(
  { tx, municipalityId, actor, now }: ActionContext,
  premiseId: bigint,
  file: AcceptedFile
): Promise<{ readonly id: bigint; readonly number: string; readonly sha256: string }> {
  const premise = await lockPremise(tx, { municipalityId, premiseId })
  const stored = await storeAccepted(tx, file, { municipalityId, createdBy: actor.userId })
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into registry_holder_documents (municipality_id, premise_id, file_id, sent_at, sent_by)
     values (?, ?, ?, ?, ?) returning id`,
    [municipalityId, premiseId, stored.id, now, actor.name]
  )
  return { id: row!.id, number: premise.registration_number, sha256: stored.sha256 }
}

/** The stored file of a paper of a premise. Errors: E_REGISTRY_DOCUMENT_UNKNOWN. */
export async function holderDocument(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, premiseId }: OfPremise,
  id: bigint
): Promise<{ readonly fileId: bigint; readonly name: string }> {
  const [row] = await query<{ file_id: bigint; name: string }>(
    tx,
    `select d.file_id, f.name from registry_holder_documents d join files_objects f on f.id = d.file_id
      where d.municipality_id = ? and d.premise_id = ? and d.id = ?`,
    [municipalityId, premiseId, id]
  )
  if (!row) throw errors.E_REGISTRY_DOCUMENT_UNKNOWN({ premise: premiseId, id })
  return { fileId: row.file_id, name: row.name }
}

/** Refuses a paper of another premise, and none where one is asked. Errors: E_REGISTRY_DOCUMENT_REQUIRED, …_UNKNOWN. */
export async function checkHolderDocument(
  tx: Tx,
  place: OfPremise,
  documentId: bigint | null
): Promise<void> {
  if (documentId !== null) {
    await holderDocument(tx, place, documentId)
    return
  }
  const { municipalityId } = place
  const asked = { key: HOLDER_POLICY, municipalityId }
  const { document } = await parameterWithin<HolderPolicy>(tx, asked)
  if (document === 'required') {
    throw errors.E_REGISTRY_DOCUMENT_REQUIRED({ premise: place.premiseId })
  }
}
