import { todayIn } from '#core/access/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { query, takeIds } from '#core/database/index'
import { errors } from '../errors.ts'
import { type ChangeContext, writeChange } from './change_receipts.ts'
import { issueExtract } from './issue_extract.ts'
import { receiveAdvices } from './receive_advices.ts'
import { takeTurn } from './settlement_context.ts'

export interface EnteredMoney {
  readonly channel: 'manual' | 'deposit' | 'cash' | 'offset'
  readonly agentCode: string
  readonly paidOn: CivilDate
  /** Day on which it is at the bank; null: the bank is still to tell. */
  readonly creditedOn: CivilDate | null
  readonly amountCents: bigint
  readonly proof: string
  /** The customer whose money it is said to be. */
  readonly payerId?: bigint | null
  /** Numbers of the documents that it pays; none: to be identified. */
  readonly numbers: readonly string[]
}

export interface EnteredReceipt {
  readonly receiptId: bigint
  readonly documentId: bigint | null
  readonly creditCents: bigint
}

/**
 * Money that a person tells of, by the paper that they saw. Several documents are paid as one, by an extract of their debts.
 * A manual settlement waits for the bank, whose own message is joined to it and does not double it (DECISIONS 43).
 * Errors: E_RECEIVABLES_PAID_LATER, E_RECEIVABLES_ALREADY_ENTERED, E_RECEIVABLES_NUMBER_UNKNOWN, E_RECEIVABLES_ALREADY_PAID,
 * E_RECEIVABLES_BANK_TOLD.
 */
export async function enterReceipt(
  ctx: ChangeContext,
  money: EnteredMoney
): Promise<EnteredReceipt> {
  const { tx, municipalityId } = ctx
  const { channel, agentCode, paidOn, creditedOn, amountCents, proof } = money
  await takeTurn(tx, municipalityId)
  const today = await todayIn(tx, municipalityId)
  if (paidOn > today) {
    throw errors.E_RECEIVABLES_PAID_LATER({ day: formatDate(paidOn), today: formatDate(today) })
  }
  await requireNew(ctx, money)
  const barcode = await barcodeOf(ctx, { numbers: money.numbers, today })
  const [place] = await takeIds(tx, 'receivables_advices', 1)
  const [outcome] = await receiveAdvices(tx, ctx, [
    {
      ...{ identity: `${channel}/${place}`, channel, sourceType: 'receivables.entered' },
      ...{ sourceId: null, agentCode, paidOn, creditedOn, amountCents, feeCents: 0n, barcode },
      ...{ endToEndId: null, txid: null, authentication: null, proof },
      payerId: money.payerId ?? null,
    },
  ])
  const { receiptId, documentId } = outcome!
  if (outcome!.outcome === 'joined') throw errors.E_RECEIVABLES_BANK_TOLD({ id: receiptId })
  const [receipt] = await query<{ premise_id: bigint | null; credit_cents: bigint }>(
    tx,
    'select premise_id, credit_cents from receivables_receipts where id = ?',
    [receiptId]
  )
  await writeChange(ctx, {
    ...{ receiptId, kind: 'entered', amountCents, reasonCode: null, postedOn: today },
    ...{ fromDocumentId: null, fromPremiseId: null, toDocumentId: documentId },
    toPremiseId: receipt!.premise_id,
  })
  return { receiptId, documentId, creditCents: receipt!.credit_cents }
}

async function requireNew(
  { tx, municipalityId }: ChangeContext,
  { proof, agentCode, paidOn, amountCents, channel }: EnteredMoney
): Promise<void> {
  const [known] = await query<{ id: bigint }>(
    tx,
    `select id from receivables_receipts
      where municipality_id = ? and proof = ? and channel = ? and agent_code = ? and paid_on = ? and amount_cents = ?
        and state <> 'reversed'`,
    [municipalityId, proof, channel, agentCode, paidOn, amountCents]
  )
  if (known) throw errors.E_RECEIVABLES_ALREADY_ENTERED({ proof, id: known.id })
}

interface PaidDocument {
  readonly id: bigint
  readonly number: string
  readonly barcode: string | null
  readonly item_ids: bigint[]
}

/** The barcode of the one document, or of an extract of the debts of all of them; null when none is named. */
async function barcodeOf(
  { tx, municipalityId }: ChangeContext,
  { numbers, today }: { readonly numbers: readonly string[]; readonly today: CivilDate }
): Promise<string | null> {
  const wanted = [...new Set(numbers)]
  if (wanted.length === 0) return null
  const documents = await query<PaidDocument>(
    tx,
    `select d.id, d.number, d.barcode,
            array(select i.id from receivables_document_items di join receivables_items i on i.id = di.item_id
                   where di.document_id = d.id and i.open_cents > 0 order by i.id) as item_ids
       from receivables_documents d where d.municipality_id = ? and d.number = any(?::bpchar[])`,
    [municipalityId, wanted]
  )
  const missing = wanted.find((number) => !documents.some((one) => one.number === number))
  if (missing !== undefined) throw errors.E_RECEIVABLES_NUMBER_UNKNOWN({ number: missing })
  const settled = documents.find(({ item_ids: ids }) => ids.length === 0)
  if (settled) throw errors.E_RECEIVABLES_ALREADY_PAID({ number: settled.number })
  if (documents.length === 1) return documents[0]!.barcode
  const itemIds = documents.flatMap(({ item_ids: ids }) => ids)
  const extract = await issueExtract(tx, { municipalityId, itemIds, validUntil: today })
  return extract.barcode
}
