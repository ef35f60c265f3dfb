import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, referenceMonth, rowId } from '#core/actions/index'
import { formatRefMonth } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import { errors } from '../errors.ts'
import { type SingleIssued, issueSingle } from '../services/run/single_run.ts'

const input = vine.create({
  premise_id: rowId(),
  reference: referenceMonth(),
  reading: vine.number().withoutDecimals().range([0, 999_999_999]).optional(),
  read_on: civilDay().optional(),
  total_cents: vine
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
})

export type SingleInput = Infer<typeof input>

/** What a request asks the service for. */
export const singleAsked = ({
  premise_id: id,
  reference,
  reading,
  read_on: readOn,
}: SingleInput) => ({
  premiseId: BigInt(id),
  reference,
  typed: reading !== undefined && readOn ? { reading, readOn } : null,
})

/** The invoice of one premise ahead of the run of its group, or missed by it (TR-3.2.13.9.12, .13). */
export const issueSingleAction: Action<SingleInput, SingleIssued> = {
  name: 'billing.issue_single',
  title: 'Emitir a fatura de um imóvel',
  permission: 'billing.issue_apart',
  serviceRecord: {
    task: 'Emissão da fatura de um imóvel, fora da rodada do grupo',
    group: 'Faturamento',
    unit: ({ premise_id: id }) => ({ type: 'registry.premises', id: BigInt(id) }),
  },
  input,
  labels: {
    ...{ premise_id: 'Imóvel', reference: 'Mês de referência', reading: 'Leitura' },
    ...{ read_on: 'Lido em', total_cents: 'Total que a prévia mostrou, em centavos' },
  },
  reason: 'required',
  subject: (_, { invoice }) => ({ type: 'billing.invoices', id: invoice.id }),
  async run(context, given) {
    const issued = await issueSingle(context, singleAsked(given))
    const { totalCents } = issued.invoice.composed
    if (given.total_cents !== undefined && BigInt(given.total_cents) !== totalCents) {
      const shown = formatMoney(BigInt(given.total_cents))
      throw errors.E_BILLING_SINGLE_CHANGED({ total: formatMoney(totalCents), shown })
    }
    return issued
  },
  describe: (_, { registration, reference, isAfter, invoice, invoices, accepted }) =>
    [
      `Fatura de ${formatRefMonth(reference)} da matrícula ${registration} emitida ${isAfter ? 'depois da' : 'antes da'} rodada do grupo: ${formatMoney(invoice.composed.totalCents)}`,
      ...(invoices.length > 1 ? [`com as outras ${invoices.length - 1} do condomínio`] : []),
      ...(accepted.length ? ['aceita a leitura que a crítica reteve'] : []),
    ].join(', '),
  trail: (_, { invoices, accepted }) => ({
    invoices: invoices.map(({ id, composed }) => ({
      id: String(id),
      total_cents: String(composed.totalCents),
    })),
    accepted: accepted.map(({ registration, message }) => ({ registration, message })),
  }),
}
