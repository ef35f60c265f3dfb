import { todayIn } from '#core/access/index'
import { type Tx, query } from '#core/database/index'
import { FormatError } from '../domain/format_error.ts'
import { parsePix } from '../domain/parse_pix.ts'
import { buildDynamicPix } from '../domain/pix_brcode.ts'
import { collectionProfile } from './issue_second_copy.ts'

/** What a bank gave back for the charge of a document. */
export interface ChargeCode {
  readonly documentId: bigint
  /** The dynamic code whole; null where the bank gives none. */
  readonly payload: string | null
  /** Where the code leads to; null where the bank gives none. */
  readonly location: string | null
}

/**
 * Documents show the dynamic code of their charge from now on: the bank's own, when it is sound, or the one made of its location.
 * Without either, or when the charge has ended, they show the static code again.
 */
export async function showChargeCodes(
  tx: Tx,
  municipalityId: bigint,
  codes: readonly ChargeCode[]
): Promise<void> {
  if (codes.length === 0) return
  const { pix } = await collectionProfile(tx, municipalityId, await todayIn(tx, municipalityId))
  const receiver = pix && { receiverName: pix.receiver_name, city: pix.city }
  await query(
    tx,
    `update receivables_documents d set pix_charge_payload = w.payload
       from unnest(?::bigint[], ?::text[]) as w(id, payload)
      where d.id = w.id and d.municipality_id = ? and d.pix_charge_payload is distinct from w.payload`,
    [
      codes.map(({ documentId }) => documentId),
      codes.map((code) => soundPayload(code) ?? madePayload(code, receiver)),
      municipalityId,
    ]
  )
}

function soundPayload({ payload }: ChargeCode): string | null {
  if (payload === null) return null
  return ifWellFormed(() => (parsePix(payload).kind === 'dynamic' ? payload.trim() : null))
}

function madePayload(
  { location }: ChargeCode,
  receiver: { readonly receiverName: string; readonly city: string } | null
): string | null {
  if (location === null || receiver === null) return null
  return ifWellFormed(() => buildDynamicPix({ ...receiver, url: location }))
}

function ifWellFormed(make: () => string | null): string | null {
  try {
    return make()
  } catch (error) {
    if (error instanceof FormatError) return null
    throw error
  }
}
