import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, referenceMonth, rowId } from '#core/actions/index'
import { noteReprint } from '#core/documents/index'
import { formatMoney } from '#core/money/index'
import {
  type CancelledBooklet,
  cancelBooklet,
  reissueBooklet,
} from '../services/booklets/change_booklet.ts'
import { type IssuedBooklet, issueBooklet } from '../services/booklets/issue_booklet.ts'
import { printBooklet } from '../services/booklets/print_booklet.ts'

const OF_PREMISE = 'registry.premises'
const BOOKLETS = 'billing.waste_booklets'
const instalments = () => vine.number().withoutDecimals().range([1, 12])
const parts = ({ instalments: count, totalCents }: IssuedBooklet) =>
  `${count === 1 ? 'uma parcela' : `${count} parcelas`}, ${formatMoney(totalCents)}`

const input = vine.create({
  premise_id: rowId(),
  first_reference: referenceMonth(),
  instalments: instalments(),
  first_due_on: civilDay(),
})

/** A year of solid waste as slips in place of lines of bills (TR-3.2.7.24). */
export const issueBookletAction: Action<Infer<typeof input>, IssuedBooklet> = {
  name: 'billing.issue_waste_booklet',
  title: 'Emitir carnê de resíduos',
  permission: 'billing.issue_apart',
  serviceRecord: {
    task: 'Emissão de carnê de resíduos sólidos',
    group: 'Faturamento',
    unit: ({ premise_id: id }) => ({ type: OF_PREMISE, id: BigInt(id) }),
  },
  input,
  labels: {
    ...{ premise_id: 'Imóvel', first_reference: 'Primeiro mês', instalments: 'Parcelas' },
    first_due_on: 'Primeiro vencimento',
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: BOOKLETS, id }),
  run: (context, given) =>
    issueBooklet(context, {
      ...{ premiseId: BigInt(given.premise_id), firstReference: given.first_reference },
      ...{ instalments: given.instalments, firstDueOn: given.first_due_on },
    }),
  describe: (_, issued) => `Carnê de resíduos sólidos: ${parts(issued)}`,
}

const again = vine.create({ id: rowId(), instalments: instalments(), first_due_on: civilDay() })

/** What is not yet due, in other slips, of who holds the premise today. */
export const reissueBookletAction: Action<Infer<typeof again>, IssuedBooklet> = {
  name: 'billing.reissue_waste_booklet',
  title: 'Emitir de novo as parcelas a vencer',
  permission: 'billing.issue_apart',
  serviceRecord: {
    task: 'Nova emissão de carnê de resíduos sólidos',
    group: 'Faturamento',
    unit: (_, { premise_id: id }) => ({ type: OF_PREMISE, id }),
  },
  input: again,
  labels: { id: 'Carnê', instalments: 'Parcelas', first_due_on: 'Primeiro vencimento' },
  reason: 'required',
  subject: (_, { id }) => ({ type: BOOKLETS, id }),
  run: (context, { id, instalments: count, first_due_on: firstDueOn }) =>
    reissueBooklet(context, { id: BigInt(id), instalments: count, firstDueOn }),
  describe: (_, issued) => `Parcelas a vencer emitidas de novo: ${parts(issued)}`,
}

const one = vine.create({ id: rowId() })

/** No booklet: bills charge the waste again. */
export const cancelBookletAction: Action<Infer<typeof one>, CancelledBooklet> = {
  name: 'billing.cancel_waste_booklet',
  title: 'Cancelar carnê',
  permission: 'billing.issue_apart',
  serviceRecord: {
    task: 'Cancelamento de carnê de resíduos sólidos',
    group: 'Faturamento',
    unit: (_, { premise_id: id }) => ({ type: OF_PREMISE, id }),
  },
  input: one,
  labels: { id: 'Carnê' },
  reason: 'required',
  subject: (_, { id }) => ({ type: BOOKLETS, id }),
  run: (context, { id }) => cancelBooklet(context, BigInt(id)),
  describe: () => 'Carnê de resíduos sólidos cancelado',
}

type Printed = Awaited<ReturnType<typeof printBooklet>>

/** Prints the booklet: the first time it is kept, afterwards it comes out as it was. */
export const printBookletAction: Action<Infer<typeof one>, Printed> = {
  name: 'billing.print_waste_booklet',
  title: 'Imprimir carnê',
  permission: 'billing.print',
  input: one,
  labels: { id: 'Carnê' },
  reason: 'none',
  subject: (_, { of: id }) => ({ type: BOOKLETS, id }),
  async run({ tx, municipalityId, actor, now: at }, { id }) {
    const printed = await printBooklet(tx, { municipalityId, actor, at, id: BigInt(id) })
    const { isAgain, id: issuedId } = printed
    if (isAgain) await noteReprint(tx, { municipalityId, issuedId, reason: null, at, actor })
    return printed
  },
  describe: (_, { isAgain }) =>
    `Carnê de resíduos: ${isAgain ? 'impresso de novo' : 'impresso pela primeira vez'}`,
  trail: (_, { id }) => ({ issued: String(id) }),
}
