import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { formatDate, formatRefMonth } from '#core/calendar/index'
import { withPrinter } from '#core/documents/index'
import { storeFile } from '#core/files/index'
import { writeMessage } from '#core/messaging/index'
import { formatMoney } from '#core/money/index'
import { printedInvoice } from '#plugins/billing/api'
import { RESULT_MESSAGE } from '../messages/index.ts'
import { OUTCOMES, wordsOf } from '../records/options.ts'
import { issueReport, utilityOn } from './papers.ts'
import { invoiceName, reportName, sendingOf } from './sending.ts'

export interface SentResult {
  readonly number: string
  readonly customer: string
  readonly messageId: bigint
  /** Names of the attached files. */
  readonly files: readonly string[]
}

interface Paper {
  readonly name: string
  readonly html: string
}

/**
 * Writes one e-mail to the customer's registered address, with the report and the invoice that the review made. Errors:
 * E_REVIEWS_UNKNOWN, _NOT_CONCLUDED, _NO_EMAIL.
 */
export async function sendResult(context: ActionContext, id: bigint): Promise<SentResult> {
  const { tx, municipalityId, actor, now } = context
  const { review, customer, email, invoice } = await sendingOf(context, id)
  const { number, reference } = review
  const report = await issueReport(context, id)
  const papers: Paper[] = [{ name: reportName(number), html: report.html }]
  if (invoice) {
    const asked = { municipalityId, invoiceId: invoice.id, actor, at: now }
    const { html } = await printedInvoice(tx, asked)
    papers.unshift({ name: invoiceName(invoice.number), html })
  }
  const attachments = await storePapers(context, papers)
  const utility = await utilityOn(tx, municipalityId, await todayIn(tx, municipalityId))
  const messageId = await writeMessage(tx, {
    ...{ municipalityId, channel: 'email', template: RESULT_MESSAGE, attachments },
    ...{ recipient: email, recipientName: customer.name },
    dedupeKey: `reviews/${id}/result/${now.getTime()}`,
    data: {
      ...{ customer: customer.name, number, reference: formatRefMonth(reference) },
      ...{ outcome: wordsOf(OUTCOMES, review.outcome) },
      ...{ total: invoice ? formatMoney(invoice.total_cents) : null },
      ...{ due: invoice ? formatDate(invoice.due_on) : null },
      ...{ utility: utility.name, phone: utility.sac_phone },
    },
  })
  return {
    number,
    customer: customer.name,
    messageId: messageId!,
    files: papers.map(({ name }) => name),
  }
}

async function storePapers(
  { tx, municipalityId, actor, now: timestamp }: ActionContext,
  papers: readonly Paper[]
): Promise<bigint[]> {
  const pdfs = await withPrinter(async (printer) => {
    const made: Buffer[] = []
    for (const { html } of papers) {
      made.push(await printer.renderPdf(html, { tagged: true, timestamp }))
    }
    return made
  })
  const ids: bigint[] = []
  for (const [index, content] of pdfs.entries()) {
    const { id } = await storeFile(tx, {
      ...{ municipalityId, name: papers[index]!.name, mediaType: 'application/pdf' },
      ...{ content, createdBy: actor.userId },
    })
    ids.push(id)
  }
  return ids
}
