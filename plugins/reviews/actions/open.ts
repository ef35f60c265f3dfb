import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, referenceMonth, rowId } from '#core/actions/index'
import { formatRefMonth } from '#core/calendar/index'
import { format } from '#core/web/index'
import { HOUSE_LABELS, houseInput } from '../services/house_answers.ts'
import { type OpenedReview, openReview } from '../services/open_review.ts'

const input = vine.create({
  premise_id: rowId(),
  reference: referenceMonth(),
  origin: vine.enum(['customer', 'user'] as const),
  requested_on: civilDay(),
  requester_name: vine.string().trim().maxLength(120).optional(),
  ...houseInput,
  description: vine.string().trim().minLength(1).maxLength(4000),
})

const PREMISE = 'registry.premises'

/** Opens a consumption review, for the customer or by the utility itself (TR-3.2.6.1). */
export const openReviewAction: Action<Infer<typeof input>, OpenedReview> = {
  name: 'reviews.open',
  title: 'Abrir revisão de consumo',
  permission: 'reviews.open',
  input,
  labels: {
    ...{ premise_id: 'Imóvel', reference: 'Mês em revisão', origin: 'Origem' },
    ...{ requested_on: 'Data da solicitação', requester_name: 'Nome do proponente' },
    ...{ ...HOUSE_LABELS, description: 'Descrição da ocorrência' },
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'reviews.reviews', id }),
  async run(context, given) {
    const opened = await openReview(context, given)
    context.emit('reviews.review_opened', {
      ...{ review: String(opened.id), number: opened.number },
      ...{ premise: String(opened.premiseId), reference: given.reference },
    })
    return opened
  },
  describe: ({ reference, origin }, { number, registration, isHeld }) =>
    `Revisão ${number} aberta, ${origin === 'customer' ? 'a pedido do cliente' : 'por iniciativa do prestador'}: imóvel ${format.registration(registration)}, ${formatRefMonth(reference)}${isHeld ? '. A fatura fica fora da cobrança enquanto ela correr' : ''}`,
  serviceRecord: {
    ...{ task: 'Abertura de revisão de consumo', group: 'Revisão de consumo' },
    unit: (_, { premiseId: id }) => ({ type: PREMISE, id }),
  },
}
