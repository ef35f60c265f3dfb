import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatMoney } from '#core/money/index'
import { DEGREES, labelOf } from '../records/options.ts'
import { type OpenedCase, openCase } from '../services/open_case.ts'

const input = vine.create({
  order_id: rowId(),
  found_on: civilDay().optional(),
  fraud_type: vine.string().trim().minLength(1).maxLength(40),
  degree: vine.enum(DEGREES.map(({ value }) => value)).optional(),
  police_report: vine.string().trim().maxLength(60).optional(),
  findings: vine.string().trim().minLength(5).maxLength(2000),
  reading: vine.number().withoutDecimals().range([0, 999_999_999]).optional(),
})

/** An inspection found a fraud: its order ends and the case begins (TR-3.2.7.22.4). */
export const openCaseAction: Action<Infer<typeof input>, OpenedCase> = {
  name: 'irregularities.open_case',
  title: 'Registrar irregularidade',
  permission: 'irregularities.find',
  input,
  labels: {
    ...{ order_id: 'Ordem de fiscalização', found_on: 'Constatada em', degree: 'Grau' },
    ...{ fraud_type: 'Tipo de fraude', police_report: 'Boletim de ocorrência' },
    ...{ findings: 'O que se constatou', reading: 'Leitura do hidrômetro' },
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'irregularities.cases', id }),
  run: (context, given) =>
    openCase(context, {
      ...{ orderId: BigInt(given.order_id), foundOn: given.found_on, degree: given.degree },
      ...{ fraudType: given.fraud_type, policeReport: given.police_report },
      ...{ findings: given.findings, reading: given.reading },
    }),
  describe: (_, { number, orderNumber, typeTitle, degree, fineCents, isCharged }) =>
    `Caso ${number}, da ordem ${orderNumber}: ${typeTitle}, grau ${labelOf(DEGREES, degree).toLowerCase()}, multa de ${formatMoney(fineCents)}${isCharged ? ', na próxima fatura' : ''}`,
}
