import type { ActionContext } from '#core/actions/index'
import type { OperationEffects } from '#core/records/index'
import { customerContact } from '#plugins/registry/api'
import { errors } from '../errors.ts'
import { concludedReview } from './find_review.ts'
import { monthInvoices } from './standing_invoice.ts'

export const reportName = (number: string) => `laudo-${number.replace('/', '-')}.pdf`
export const invoiceName = (number: string) => `fatura-${number}.pdf`

/** To whom a result would go and with what. Errors: E_REVIEWS_UNKNOWN, _NOT_CONCLUDED, _NO_EMAIL. */
export async function sendingOf({ tx, municipalityId }: ActionContext, id: bigint) {
  const review = await concludedReview(tx, municipalityId, id)
  const { reference, premise_id: premiseId, corrected_invoice_id: correctedId } = review
  const customer = await customerContact(tx, municipalityId, review.customer_id)
  const email = customer.email?.trim()
  if (!email) throw errors.E_REVIEWS_NO_EMAIL({ customer: customer.name })
  const versions = await monthInvoices(tx, municipalityId, { premiseId, reference })
  return { review, customer, email, invoice: versions.find((one) => one.id === correctedId) }
}

/** What would be sent, told before it is; nothing is issued. Errors: those of `sendingOf`. */
export async function sendingEffects(
  context: ActionContext,
  id: bigint
): Promise<OperationEffects[]> {
  const { review, customer, email, invoice } = await sendingOf(context, id)
  const files = [...(invoice ? [invoiceName(invoice.number)] : []), reportName(review.number)]
  const lines = [
    `Uma mensagem vai para ${email}, de ${customer.name}.`,
    `${files.length === 1 ? 'Anexo' : 'Anexos'}: ${files.join(' e ')}.`,
    ...(invoice ? [] : ['A revisão não mudou a fatura: vai só o laudo.']),
  ]
  return [{ title: 'O envio', lines }]
}
