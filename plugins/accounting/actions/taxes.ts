import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, referenceMonth, rowId } from '#core/actions/index'
import { formatRefMonth } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import {
  ASSESSMENTS,
  type Assessment,
  assessTaxes,
  decideAssessment,
  postAssessment,
} from '../services/assess_taxes.ts'

const month = vine.create({ reference: referenceMonth() })

/** The taxes on the revenue of a month, to the cent (AC-044). */
export const assessTaxesAction: Action<Infer<typeof month>, Assessment> = {
  name: 'accounting.assess_taxes',
  title: 'Apurar tributos do mês',
  permission: 'accounting.assess_taxes',
  input: month,
  labels: { reference: 'Mês' },
  reason: 'none',
  subject: (_, { id }) => ({ type: ASSESSMENTS, id }),
  run: ({ tx, municipalityId, actor, now: at }, { reference }) =>
    assessTaxes(tx, { municipalityId, actor, at }, reference),
  describe: ({ reference }, { taxCents }) =>
    `Tributos de ${formatRefMonth(reference)} apurados: ${formatMoney(taxCents)}; esperam a aprovação de outra pessoa`,
}

const one = vine.create({ id: rowId() })
const subject = ({ id }: { readonly id: number }) => ({ type: ASSESSMENTS, id: BigInt(id) })

const deciding = (
  action: Pick<Action, 'name' | 'title' | 'reason'>,
  approves: boolean
): Action<Infer<typeof one>, Assessment> => ({
  ...action,
  permission: 'accounting.approve_taxes',
  input: one,
  labels: { id: 'Apuração' },
  subject,
  run: ({ tx, municipalityId, actor, now: at, reason: opinion }, { id }) =>
    decideAssessment(tx, { municipalityId, actor, at }, { id: BigInt(id), approves, opinion }),
  describe: (_, { reference, taxCents }) =>
    `Apuração de tributos de ${formatRefMonth(reference)}, ${formatMoney(taxCents)}: ${approves ? 'aprovada' : 'recusada'}`,
})

/** By another person than who assessed, of the authorised list (AC-045). */
export const approveTaxesAction = deciding(
  { name: 'accounting.approve_taxes', title: 'Aprovar a apuração', reason: 'optional' },
  true
)

export const refuseTaxesAction = deciding(
  { name: 'accounting.refuse_taxes', title: 'Recusar a apuração', reason: 'required' },
  false
)

export const postTaxesAction: Action<Infer<typeof one>, Assessment> = {
  name: 'accounting.post_taxes',
  title: 'Lançar os tributos',
  permission: 'accounting.assess_taxes',
  input: one,
  labels: { id: 'Apuração' },
  reason: 'none',
  subject,
  run: ({ tx, municipalityId, actor, now: at }, { id }) =>
    postAssessment(tx, { municipalityId, actor, at }, BigInt(id)),
  describe: (_, { reference, taxCents }) =>
    `Tributos de ${formatRefMonth(reference)}, ${formatMoney(taxCents)}, lançados`,
}
