import { chunkEntryOf } from '#core/audit/index'
import { type CivilDate, daysBetween } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { Tone } from '#core/records/index'
import {
  COPY_CHANNELS,
  COPY_REASONS,
  DOCUMENT_KINDS,
  RECEIPT_CLASSES,
  lifeOfOrigin,
} from '#plugins/receivables/api'
import { HOLDS } from '../../records/options.ts'
import { chargeTitle, lineTitle } from '../../domain/line_title.ts'
import { ORIGIN } from '../run/invoice_batch.ts'
import { type InvoiceRow, findInvoice, papersOf } from './invoice_rows.ts'
import { endOf, holdText, stageText, versionsOf } from './invoice_versions.ts'
import { replayInvoice } from '../replay/replay_invoice.ts'
import { bracketText, rateText, withheldText } from '../replay/replay_text.ts'
import { runOfInvoice } from './run_of_invoice.ts'

export interface InvoiceScope {
  readonly municipalityId: bigint
  readonly invoiceId: bigint
  readonly today: CivilDate
}

/** Everything that the page of an invoice shows. */
export async function invoiceView(tx: Tx, { municipalityId, invoiceId, today }: InvoiceScope) {
  const invoice = await findInvoice(tx, municipalityId, invoiceId)
  const replay = await replayInvoice(tx, { municipalityId, invoiceId })
  const life = await lifeOfOrigin(tx, municipalityId, { originType: ORIGIN, originId: invoiceId })
  const { documents } = life
  return {
    invoice,
    status: statusOf(invoice, today),
    ...{ replay, copyReasons: COPY_REASONS, copyChannels: COPY_CHANNELS },
    lines: replay.lines.map((line) => ({
      ...line,
      title: lineTitle(line),
      spans: line.spans.map((span) => ({
        ...span,
        steps: span.brackets.length ? span.brackets.map(bracketText) : [rateText(span)],
      })),
    })),
    items: life.items.map((item) => ({ ...item, title: chargeTitle(item.charge_type) })),
    documents: documents.map((document) => ({
      ...document,
      kindTitle: labelOf(DOCUMENT_KINDS, document.kind),
      ofWhat: invoice.severed_document_id === null ? null : partOf(document.isSevered),
      isExpired: document.validUntil < today,
    })),
    receipts: life.receipts.map((receipt) => ({
      ...receipt,
      status: RECEIPT_CLASSES.find(({ value }) => value === receipt.class)!,
    })),
    history: await historyOf(
      tx,
      invoice,
      documents.map(({ id }) => id)
    ),
    // Papers of which a second copy may be asked: those that ask for money.
    papers: papersOf(invoice)
      .map((id, index) => ({ id, title: partOf(index === 1) }))
      .filter((paper) =>
        documents.some(({ id, amountCents }) => id === paper.id && amountCents > 0n)
      ),
    withheld: replay.withheld.map(withheldText),
    premise: replay.premise,
    versions: await versionsOf(tx, invoice),
    ended: await endOf(tx, invoice),
    holdText: await holdText(tx, invoice),
    stageText: stageText(invoice),
  }
}

const partOf = (isSevered: boolean): string => (isSevered ? 'Resíduos sólidos' : 'Água e esgoto')

/** The state in words (DECISIONS 31): computed from settlement and due date, never stored. */
function statusOf(invoice: InvoiceRow, today: CivilDate): { tone: Tone; text: string } {
  if (invoice.settlement === 'settled') {
    if (invoice.total_cents > 0n) return { tone: 'good', text: 'Quitada' }
    return { tone: 'neutral', text: 'Sem valor a pagar' }
  }
  if (invoice.settlement === 'cancelled') return { tone: 'neutral', text: 'Cancelada' }
  if (invoice.settlement === 'replaced') return { tone: 'neutral', text: 'Substituída' }
  const held = HOLDS.find(({ value }) => value === invoice.hold)
  if (held) return { tone: held.tone ?? 'info', text: held.label }
  const late = daysBetween(invoice.due_on, today)
  if (late > 0) return { tone: 'bad', text: `Vencida há ${late} ${late === 1 ? 'dia' : 'dias'}` }
  if (late === 0) return { tone: 'attention', text: 'Vence hoje' }
  return { tone: 'info', text: `Vence em ${-late} ${late === -1 ? 'dia' : 'dias'}` }
}

const labelOf = (
  options: readonly { readonly value: string; readonly label: string }[],
  value: string
) => options.find((option) => option.value === value)?.label ?? value

interface HistoryEntry {
  readonly at: Date
  readonly actor_name: string
  readonly description: string
  readonly reason: string | null
}

/** What people did to the invoice and its documents, the latest first; at the end the chunk of the run that issued it. */
async function historyOf(
  tx: Tx,
  invoice: InvoiceRow,
  documentIds: readonly bigint[]
): Promise<HistoryEntry[]> {
  const own = await query<HistoryEntry>(
    tx,
    `select at, actor_name, description, reason from audit_entries
      where municipality_id = ? and ((subject_type = 'billing.invoices' and subject_id = ?)
         or (subject_type = 'receivables.documents' and subject_id = any(?::bigint[])))
      order by id desc limit 50`,
    [invoice.municipality_id, invoice.id, documentIds]
  )
  const { municipality_id: municipalityId, id } = invoice
  const run = await runOfInvoice(tx, municipalityId, id)
  const issued = run && (await chunkEntryOf(tx, municipalityId, { ...run, id }))
  return issued ? [...own, issued] : own
}
