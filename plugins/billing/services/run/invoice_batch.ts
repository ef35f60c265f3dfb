import type { CivilDate, RefMonth } from '#core/calendar/index'
import { addDays } from '#core/calendar/index'
import { type Tx, takeIds } from '#core/database/index'
import {
  type CollectionProfile,
  type CreditUse,
  type NewCarriedCharge,
  type NewDocument,
  type NewItem,
  documentIdOf,
} from '#plugins/receivables/api'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import type { SettledLine } from '../../domain/invoice_line.ts'

export const ORIGIN = 'billing.invoice'

/** What all invoices of a run share. */
export interface RunFacts {
  readonly municipalityId: bigint
  readonly runId: bigint
  readonly packId: bigint
  readonly reference: RefMonth
  readonly issuedOn: CivilDate
  readonly validDays: number
  readonly profile: CollectionProfile
  /** Set when a correction issues them, in place of others. */
  readonly correction?: {
    readonly id: bigint
    /** What each premise's new version replaces. */
    readonly replaced: ReadonlyMap<bigint, ReplacedInvoice>
  }
}

/** An invoice whose place another one takes. */
export interface ReplacedInvoice {
  readonly id: bigint
  readonly version: number
  readonly documentId: bigint
  readonly severedDocumentId: bigint | null
}

/** An invoice with the ids of its rows. */
export interface NumberedInvoice {
  readonly id: bigint
  readonly setKey: bigint
  readonly documentId: bigint
  /** The paper of solid waste, where it asks for anything. */
  readonly severedDocumentId: bigint | null
  readonly composed: ComposedInvoice
  /** One for each line; null where the line is only carried on. */
  readonly itemIds: readonly (bigint | null)[]
}

export interface SetInvoice {
  readonly setKey: bigint
  readonly composed: ComposedInvoice
}

const itemCents = ({ line, carriedCents }: SettledLine): bigint => line.amountCents - carriedCents
/** What the paper asks of a line. */
const askedCents = (settled: SettledLine): bigint =>
  itemCents(settled) - settled.creditedCents - settled.withheldCents

const isSeveredAsked = ({ composed }: SetInvoice): boolean =>
  composed.lines.some((settled) => settled.isSevered && askedCents(settled) > 0n)

/** Gives every row of a chunk its id: one query per table. */
export async function numberInvoices(
  tx: Tx,
  run: Pick<RunFacts, 'correction'>,
  invoices: readonly SetInvoice[]
): Promise<NumberedInvoice[]> {
  const itemCount = invoices.reduce(
    (sum, { composed }) => sum + composed.lines.filter((line) => itemCents(line) > 0n).length,
    0
  )
  const ids = await takeIds(tx, 'billing_invoices', invoices.length)
  const severed = invoices.filter(isSeveredAsked)
  const count = invoices.length + severed.length
  const documentIds = await takeIds(tx, 'receivables_documents', count)
  const severedIds = new Map(
    severed.map((one, index) => [one, documentIds[invoices.length + index]!])
  )
  const itemIds = await takeIds(tx, 'receivables_items', itemCount)
  let next = 0
  return invoices.map((one, index) => ({
    id: ids[index]!,
    setKey: one.setKey,
    documentId: reservedId(run, one) ?? documentIds[index]!,
    severedDocumentId: severedIds.get(one) ?? null,
    composed: one.composed,
    itemIds: one.composed.lines.map((line) => (itemCents(line) > 0n ? itemIds[next++]! : null)),
  }))
}

/** The number that the load reserved for the month of a premise; a correction has a number of its own. */
function reservedId({ correction }: Pick<RunFacts, 'correction'>, { composed }: SetInvoice) {
  const reserved = composed.month.billing?.print?.number
  return correction || reserved === undefined ? null : documentIdOf(reserved)
}

/** The receivable items of a chunk: what is not carried on, already less what credits pay. */
export function itemsOf(invoices: readonly NumberedInvoice[], run: RunFacts): NewItem[] {
  return invoices.flatMap(({ id, composed, itemIds }) =>
    composed.lines.flatMap((settled, index): NewItem[] => {
      const itemId = itemIds[index]
      if (itemId === null || itemId === undefined) return []
      const { line, creditedCents } = settled
      return [
        {
          id: itemId,
          premiseId: composed.month.premiseId,
          debtorId: composed.debtorId,
          reference: run.reference,
          chargeType: line.chargeType,
          category: line.category,
          beneficiaryId: line.beneficiaryId,
          component: line.component,
          amountCents: itemCents(settled),
          openCents: itemCents(settled) - creditedCents,
          dueOn: composed.month.changes?.owedSince ?? composed.dueOn,
          originType: ORIGIN,
          originId: id,
          isSevered: settled.isSevered,
          withheldCents: settled.withheldCents,
        },
      ]
    })
  )
}

/**
 * The document of each invoice, in their order, and after them those of solid waste; one with nothing to pay has no lines, and so
 * no barcode.
 */
export function documentsOf(invoices: readonly NumberedInvoice[], run: RunFacts): NewDocument[] {
  const severed = invoices.filter(({ severedDocumentId }) => severedDocumentId !== null)
  return [
    ...invoices.map((invoice) => documentOf(invoice, run, false)),
    ...severed.map((invoice) => documentOf(invoice, run, true)),
  ]
}

function documentOf(invoice: NumberedInvoice, run: RunFacts, isSevered: boolean): NewDocument {
  const { composed, itemIds } = invoice
  const replaced = run.correction?.replaced.get(composed.month.premiseId)
  return {
    id: isSevered ? invoice.severedDocumentId! : invoice.documentId,
    kind: 'invoice',
    premiseId: composed.month.premiseId,
    debtorId: composed.debtorId,
    reference: run.reference,
    issuedOn: run.issuedOn,
    dueOn: composed.dueOn,
    validUntil: addDays(composed.dueOn, run.validDays),
    version: (replaced?.version ?? 0) + 1,
    replacesId: (isSevered ? replaced?.severedDocumentId : replaced?.documentId) ?? null,
    lines: composed.lines.flatMap((settled, index) => {
      const itemId = itemIds[index]
      const amountCents = askedCents(settled)
      const isAsked = settled.isSevered === isSevered && amountCents > 0n
      return itemId && isAsked ? [{ itemId, amountCents }] : []
    }),
  }
}

export function creditUsesOf(invoices: readonly NumberedInvoice[]): CreditUse[] {
  return invoices.flatMap(({ id, composed, itemIds }) =>
    composed.creditUses.map(({ creditId, line, amountCents }) => ({
      creditId,
      itemId: itemIds[line]!,
      originId: id,
      amountCents,
    }))
  )
}

export function billedPending(invoices: readonly NumberedInvoice[]) {
  return invoices.flatMap(({ id, composed }) =>
    composed.lines.flatMap((settled) => {
      const { pendingId } = settled.line
      return pendingId === null || waitsOn(settled) ? [] : [{ id: pendingId, originId: id }]
    })
  )
}

/** An instalment that an invoice below the minimum does not ask for waits for the next one as itself: its plan knows that it is not paid. */
const waitsOn = ({ line: { pendingId, chargeType, amountCents }, carriedCents }: SettledLine) =>
  pendingId !== null &&
  (chargeType === 'plan' || chargeType === 'plan_interest') &&
  carriedCents === amountCents

/** What an invoice below the minimum leaves to the next one, line by line, so that no beneficiary is lost. */
export function carriedOf(invoices: readonly NumberedInvoice[]): NewCarriedCharge[] {
  return invoices.flatMap(({ id, composed }) =>
    composed.lines.flatMap((settled) => {
      const { line, carriedCents } = settled
      return carriedCents === 0n || waitsOn(settled)
        ? []
        : [
            {
              premiseId: composed.month.premiseId,
              debtorId: composed.debtorId,
              chargeType: line.chargeType,
              category: line.category,
              component: line.component,
              beneficiaryId: line.beneficiaryId,
              amountCents: carriedCents,
              sourceId: id,
            },
          ]
    })
  )
}
