import type { CollectionProfile } from './collection_profile.ts'
import { documentNumber } from './document_number.ts'
import { buildCollectionBarcode } from './febraban_barcode.ts'
import { type FreeFieldValues, composeFreeField } from './free_field.ts'
import type { DocumentKind, NewDocument } from './issue_batch.ts'
import { buildStaticPix } from './pix_brcode.ts'

/** How a document asks to be paid; every code is null when there is nothing to pay. */
export interface Payable {
  readonly number: string
  readonly amountCents: bigint
  readonly barcode: string | null
  readonly line: string | null
  readonly freeField: string | null
  readonly pixTxid: string | null
  readonly pixPayload: string | null
}

const KIND_CODES: Readonly<Record<DocumentKind, bigint>> = {
  invoice: 1n,
  second_copy: 2n,
  extract: 3n,
  notice: 4n,
  plan: 5n,
  allocation: 6n,
}

const NO_PAYMENT = {
  barcode: null,
  line: null,
  freeField: null,
  pixTxid: null,
  pixPayload: null,
} as const

/**
 * Number, barcode and Pix code of a document: a pure function of the document and the collection profile. The txid is the
 * document's number, so that a payment by Pix finds it.
 *
 * Errors: those of `composeFreeField`, `buildCollectionBarcode` and `buildStaticPix`.
 */
export function payableOf(profile: CollectionProfile, document: NewDocument): Payable {
  const number = documentNumber(document.id)
  const owed = document.lines.reduce((sum, line) => sum + line.amountCents, 0n)
  const amountCents = owed + (document.lateCents ?? 0n)
  if (owed === 0n) return { number, amountCents: 0n, ...NO_PAYMENT }
  const freeField = composeFreeField(profile.free_field_layout, freeFieldValues(document, number))
  const { barcode, line } = buildCollectionBarcode({
    segment: profile.segment,
    valueId: profile.value_id,
    amountCents,
    companyCode: profile.company_code,
    freeField,
  })
  return { number, amountCents, barcode, line, freeField, ...pixOf(profile, number, amountCents) }
}

function freeFieldValues(document: NewDocument, number: string): FreeFieldValues {
  return {
    due_date: document.dueOn,
    reference: document.reference,
    document_number: BigInt(number),
    document_kind: KIND_CODES[document.kind],
    document_version: BigInt(document.version),
    registration: document.premiseId ?? 0n,
    customer: document.debtorId,
    sequence: document.id,
  }
}

function pixOf({ pix }: CollectionProfile, number: string, amountCents: bigint) {
  if (!pix) return { pixTxid: null, pixPayload: null }
  const pixTxid = `A${number}`
  const pixPayload = buildStaticPix({
    key: pix.key,
    receiverName: pix.receiver_name,
    city: pix.city,
    amountCents,
    txid: pixTxid,
  })
  return { pixTxid, pixPayload }
}
