import { todayIn } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query, takeIds } from '#core/database/index'
import type { Advice, AdviceOutcome } from '../domain/advice.ts'
import { type Joining, type KnownAdvice, joinAdvices } from '../domain/join_advices.ts'
import {
  type StoredReceipt,
  completeReceipts,
  joinableReceipts,
  knownIdentities,
  writeAdvices,
  writeReceipts,
} from './advice_rows.ts'
import { type FoundDocument, findDocuments } from './find_documents.ts'
import { recogniseFormerBills } from './forward_receipts.ts'
import { type ReceiptToSettle, planSettlements } from './settle_receipts.ts'
import { type SettlementContext, takeTurn } from './settlement_context.ts'
import { type StoredSettled, receiptsByIds, tellSettled } from './tell_settled.ts'
import { writeSettlements } from './write_settlements.ts'

/**
 * Receives messages of payment: recognises repeats, joins those that tell of the same money into one receipt, identifies the
 * document, settles its items and tells the participants of `receivables.settled`. Nothing is lost: money that matches no
 * document is a receipt to identify. A constant number of statements for a batch; batches of one municipality take turns.
 * @returns one outcome for each advice, in the order given.
 */
export async function receiveAdvices(
  tx: Tx,
  ctx: SettlementContext,
  advices: readonly Advice[]
): Promise<AdviceOutcome[]> {
  if (advices.length === 0) return []
  await takeTurn(tx, ctx.municipalityId)
  const postedOn = ctx.postedOn ?? (await todayIn(tx, ctx.municipalityId))
  const repeated = await knownIdentities(
    tx,
    ctx.municipalityId,
    advices.map(({ identity }) => identity)
  )
  const fresh = firstOfEach(advices.filter(({ identity }) => !repeated.has(identity)))
  const known = await withDocuments(tx, ctx.municipalityId, fresh)
  const outcomes = await receive(tx, { ...ctx, postedOn }, known)
  return inOrder(advices, repeated, await withFormer(tx, { ...ctx, postedOn }, outcomes))
}

async function receive(
  tx: Tx,
  ctx: Receiving,
  known: readonly KnownAdvice[]
): Promise<Map<string, AdviceOutcome>> {
  const { municipalityId, postedOn } = ctx
  const before = await joinableReceipts(tx, municipalityId, known)
  const joinings = joinAdvices(known, before)
  const makers = joinings.filter(({ isJoined }) => !isJoined)
  const madeIds = await takeIds(tx, 'receivables_receipts', makers.length)
  const idOf = new Map<unknown, bigint>(makers.map(({ receipt }, i) => [receipt, madeIds[i]!]))
  for (const receipt of before) idOf.set(receipt, receipt.key)
  const settled = await planSettlements(tx, {
    municipalityId,
    postedOn,
    receipts: toSettle(joinings, idOf),
  })
  const settledOf = new Map(settled.receipts.map((one) => [one.receiptId, one]))
  await writeReceipts(
    tx,
    ctx,
    makers.map(({ known: { advice } }, i) => {
      const id = madeIds[i]!
      return { id, advice, settled: settledOf.get(id) ?? null }
    })
  )
  const adviceIds = await writeJoinings(tx, municipalityId, { joinings, idOf })
  await writeSettlements(tx, municipalityId, settled, new Set(madeIds))
  const receipts = await receiptsByIds(tx, municipalityId, [...new Set(idOf.values())])
  const found = new Set(before.filter((one) => !one.isIdentified).map(({ key }) => key))
  await tellSettled(ctx, { settled, receipts, madeIds, wasUnidentified: found })
  return outcomesOf({ joinings, idOf }, adviceIds, receipts)
}

/** Money for bills that the system before still collects is not for people to identify. */
async function withFormer(
  tx: Tx,
  ctx: Receiving,
  outcomes: ReadonlyMap<string, AdviceOutcome>
): Promise<ReadonlyMap<string, AdviceOutcome>> {
  const receiptIds = [...outcomes.values()]
    .filter(({ class: of }) => of === 'unidentified')
    .map(({ receiptId }) => receiptId)
  const former = await recogniseFormerBills(tx, ctx, { receiptIds, on: ctx.postedOn })
  if (former.size === 0) return outcomes
  return new Map(
    [...outcomes].map(([identity, one]) => {
      const isFormer = one.outcome === 'unidentified' && former.has(one.receiptId)
      return [identity, isFormer ? { ...one, outcome: 'forwarded' } : one]
    })
  )
}

type Receiving = SettlementContext & { readonly postedOn: CivilDate }

function firstOfEach(advices: readonly Advice[]): Advice[] {
  const byIdentity = new Map<string, Advice>()
  for (const advice of advices) {
    if (!byIdentity.has(advice.identity)) byIdentity.set(advice.identity, advice)
  }
  return [...byIdentity.values()]
}

async function withDocuments(
  tx: Tx,
  municipalityId: bigint,
  advices: readonly Advice[]
): Promise<KnownAdvice[]> {
  const found = await findDocuments(tx, {
    municipalityId,
    barcodes: advices.flatMap(({ barcode }) => barcode ?? []),
    txids: advices.flatMap(({ txid }) => txid ?? []),
  })
  const known = advices.map((advice) => ({
    advice,
    document:
      (advice.barcode !== null ? found.byBarcode.get(advice.barcode) : undefined) ??
      (advice.txid !== null ? found.byTxid.get(advice.txid) : undefined),
  }))
  const dead = await deadPapers(
    tx,
    known.flatMap(({ document }) => document ?? [])
  )
  return known.map(({ advice, document }) => ({
    advice,
    documentId: advice.documentId ?? (document && !dead.has(document.id) ? document.id : null),
  }))
}

/** Cancelled papers of no premise for which nothing is owed: no later bill could use a credit, so that people say whose the money is. */
async function deadPapers(
  tx: Tx,
  documents: readonly FoundDocument[]
): Promise<ReadonlySet<bigint>> {
  const ids = documents
    .filter(({ state, premiseId }) => state === 'cancelled' && premiseId === null)
    .map(({ id }) => id)
  if (ids.length === 0) return new Set()
  const rows = await query<{ id: bigint }>(
    tx,
    `select d.document_id as id from receivables_document_items d join receivables_items i on i.id = d.item_id
      where d.document_id = any(?::bigint[]) group by 1 having bool_and(i.state = 'cancelled')`,
    [ids]
  )
  return new Set(rows.map(({ id }) => id))
}

interface Joined {
  readonly joinings: readonly Joining[]
  readonly idOf: ReadonlyMap<unknown, bigint>
}

async function writeJoinings(
  tx: Tx,
  municipalityId: bigint,
  { joinings, idOf }: Joined
): Promise<bigint[]> {
  const adviceIds = await takeIds(tx, 'receivables_advices', joinings.length)
  await writeAdvices(
    tx,
    municipalityId,
    joinings.map((joining, index) => ({
      id: adviceIds[index]!,
      known: joining.known,
      receiptId: idOf.get(joining.receipt)!,
      outcome: outcomeOf(joining),
    }))
  )
  await completeReceipts(
    tx,
    municipalityId,
    joinings
      .filter(({ isJoined }) => isJoined)
      .map(({ known: { advice }, receipt }) => ({ advice, receiptId: idOf.get(receipt)! }))
  )
  return adviceIds
}

function outcomeOf({ isJoined, known }: Joining): 'new' | 'joined' | 'unidentified' {
  if (isJoined) return 'joined'
  return known.documentId === null ? 'unidentified' : 'new'
}

/** New money with a document, and older money whose document a later message tells. */
function toSettle(
  joinings: readonly Joining[],
  idOf: ReadonlyMap<unknown, bigint>
): ReceiptToSettle[] {
  const settling = new Map<bigint, ReceiptToSettle>()
  for (const { known, receipt, isJoined } of joinings) {
    const id = idOf.get(receipt)!
    const isSettled =
      isJoined && 'isIdentified' in receipt && (receipt as StoredReceipt).isIdentified
    if (known.documentId === null || isSettled || settling.has(id)) continue
    settling.set(id, {
      id,
      documentId: known.documentId,
      amountCents: receipt.amountCents,
      paidOn: receipt.paidOn as CivilDate,
    })
  }
  return [...settling.values()]
}

function outcomesOf(
  { joinings, idOf }: Joined,
  adviceIds: readonly bigint[],
  receipts: ReadonlyMap<bigint, StoredSettled>
): Map<string, AdviceOutcome> {
  return new Map(
    joinings.map((joining, index) => {
      const receipt = receipts.get(idOf.get(joining.receipt)!)!
      const { identity } = joining.known.advice
      const outcome: AdviceOutcome = {
        identity,
        outcome: outcomeOf(joining),
        adviceId: adviceIds[index]!,
        receiptId: receipt.id,
        documentId: receipt.documentId,
        class: receipt.class,
      }
      return [identity, outcome]
    })
  )
}

function inOrder(
  advices: readonly Advice[],
  repeated: ReadonlyMap<string, AdviceOutcome>,
  outcomes: ReadonlyMap<string, AdviceOutcome>
): AdviceOutcome[] {
  const told = new Set<string>()
  return advices.map(({ identity }) => {
    const before = repeated.get(identity)
    if (before) return before
    const outcome = outcomes.get(identity)!
    const isFirst = !told.has(identity)
    told.add(identity)
    return isFirst ? outcome : { ...outcome, outcome: 'repeated' }
  })
}
