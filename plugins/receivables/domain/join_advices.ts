import type { Advice, AdviceChannel } from './advice.ts'

/** A receipt that advices may join: known from before, or made by an earlier advice of the same batch. */
export interface JoinableReceipt {
  /** Id of the row, or the place in the batch of the advice that makes it. */
  readonly key: bigint | number
  /** Learned from a later advice where the first named none. */
  documentId: bigint | null
  readonly agentCode: string
  readonly paidOn: string
  readonly amountCents: bigint
  readonly endToEndId: string | null
  readonly txid: string | null
  readonly authentication: string | null
  /** Channels that already told of it: one channel tells of one payment once. */
  readonly channels: Set<AdviceChannel>
  /** Files that already told of it. */
  readonly batches: Set<string>
  /** Undone by somebody: told of again only by a message that names the very same payment. */
  readonly isReversed?: boolean
}

export interface KnownAdvice {
  readonly advice: Advice
  readonly documentId: bigint | null
}

export interface Joining {
  readonly known: KnownAdvice
  readonly receipt: JoinableReceipt
  /** False when the advice makes the receipt. */
  readonly isJoined: boolean
}

/**
 * Says of each advice which receipt it tells of: the same endToEndId is the same money, two different ones never are, and
 * neither are payments of two known documents, whatever their authentications; else another channel's message of the same
 * authentication, txid or document, with the same amount, date and agent. Whatever matches nothing is a receipt of its own
 * (DECISIONS 43). `before` is not changed but for who told of it and the document.
 */
export function joinAdvices(
  advices: readonly KnownAdvice[],
  before: readonly JoinableReceipt[]
): Joining[] {
  const index = new ReceiptIndex(before)
  return advices.map((known, place) => {
    const { advice } = known
    const found = index.candidates(known).find((receipt) => isSameMoney(known, receipt))
    if (found) {
      found.channels.add(advice.channel)
      if (advice.batch) found.batches.add(advice.batch)
      found.documentId ??= known.documentId
      return { known, receipt: found, isJoined: true }
    }
    const receipt = receiptOf(known, place)
    index.add(receipt)
    return { known, receipt, isJoined: false }
  })
}

class ReceiptIndex {
  readonly #byKey = new Map<string, JoinableReceipt[]>()

  constructor(receipts: readonly JoinableReceipt[]) {
    for (const receipt of receipts) this.add(receipt)
  }

  add(receipt: JoinableReceipt): void {
    for (const key of keysOf(receipt)) {
      const list = this.#byKey.get(key)
      if (list) list.push(receipt)
      else this.#byKey.set(key, [receipt])
    }
  }

  /** Receipts that share some key with the advice, the surest key first. */
  candidates({ advice, documentId }: KnownAdvice): JoinableReceipt[] {
    return keysOf({ ...advice, documentId }).flatMap((key) => this.#byKey.get(key) ?? [])
  }
}

type Keyed = Pick<JoinableReceipt, 'endToEndId' | 'authentication' | 'txid' | 'documentId'>

function keysOf({ endToEndId, authentication, txid, documentId }: Keyed): string[] {
  return [
    ...(endToEndId ? [`e:${endToEndId}`] : []),
    ...(authentication ? [`a:${authentication}`] : []),
    ...(txid ? [`t:${txid}`] : []),
    ...(documentId === null ? [] : [`d:${documentId}`]),
  ]
}

function isSameMoney({ advice, documentId }: KnownAdvice, receipt: JoinableReceipt): boolean {
  if (advice.amountCents !== receipt.amountCents) return false
  if (advice.endToEndId && receipt.endToEndId) return advice.endToEndId === receipt.endToEndId
  if (documentId !== null && receipt.documentId !== null && documentId !== receipt.documentId) {
    return false
  }
  const isSameAgentDay = advice.agentCode === receipt.agentCode && advice.paidOn === receipt.paidOn
  if (advice.authentication && receipt.authentication) {
    return (
      advice.authentication === receipt.authentication &&
      isSameAgentDay &&
      isAnotherSource({ advice, documentId }, receipt)
    )
  }
  if (isClosedTo(advice, receipt)) return false
  if (advice.txid && advice.txid === receipt.txid) return advice.paidOn === receipt.paidOn
  return isSameAgentDay
}

/** Its channel told of it already, or somebody undid it: only the very same payment may still be recognised. */
const isClosedTo = ({ channel }: Advice, receipt: JoinableReceipt): boolean =>
  receipt.isReversed === true || receipt.channels.has(channel) || isDebitApart(channel, receipt)

/** What was debited, paid at the till or by a boleto, and paid with a code are different payments, though of one document, bank and day. */
function isDebitApart(channel: AdviceChannel, { channels }: JoinableReceipt): boolean {
  if (APART.includes(channel)) {
    return [...BY_CODE, ...APART].some((one) => one !== channel && channels.has(one))
  }
  return BY_CODE.includes(channel) && APART.some((one) => channels.has(one))
}

const BY_CODE: readonly AdviceChannel[] = ['collection_return', 'pix_notice']
/** Ways of paying that are told of by themselves alone. */
const APART: readonly AdviceChannel[] = ['direct_debit_return', 'boleto_return', 'cash']

/** Another channel, or another file of the channel that names the same document: banks send payments again. */
function isAnotherSource({ advice, documentId }: KnownAdvice, receipt: JoinableReceipt): boolean {
  if (!receipt.channels.has(advice.channel)) return true
  const isOtherFile = Boolean(advice.batch) && !receipt.batches.has(advice.batch!)
  return isOtherFile && documentId !== null && documentId === receipt.documentId
}

function receiptOf({ advice, documentId }: KnownAdvice, place: number): JoinableReceipt {
  return {
    key: place,
    documentId,
    agentCode: advice.agentCode,
    paidOn: advice.paidOn,
    amountCents: advice.amountCents,
    endToEndId: advice.endToEndId,
    txid: advice.txid,
    authentication: advice.authentication,
    channels: new Set([advice.channel]),
    batches: new Set(advice.batch ? [advice.batch] : []),
  }
}
