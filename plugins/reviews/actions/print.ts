import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { noteReprint } from '#core/documents/index'
import { issueForm, issueReport } from '../services/papers.ts'

const input = vine.create({ id: rowId() })
type Input = Infer<typeof input>

const shared = {
  permission: 'reviews.print',
  input,
  labels: { id: 'Revisão' },
  reason: 'none',
  subject: ({ id }: Input) => ({ type: 'reviews.reviews', id: BigInt(id) }),
} as const

/** The form on paper, with what is stored (TR-3.2.6.4). */
export const printFormAction: Action<Input, Awaited<ReturnType<typeof issueForm>>> = {
  ...shared,
  name: 'reviews.print_form',
  title: 'Imprimir formulário da revisão',
  run: (context, { id }) => issueForm(context, BigInt(id)),
  describe: (_, { number, id }) => `Formulário da revisão ${number} impresso (documento nº ${id})`,
  trail: (_, { id }) => ({ issued: String(id) }),
}

/** The final report on paper: the first time it is kept, afterwards it comes out as it was. */
export const printReportAction: Action<Input, Awaited<ReturnType<typeof issueReport>>> = {
  ...shared,
  name: 'reviews.print_report',
  title: 'Imprimir laudo da revisão',
  async run(context, { id }) {
    const { tx, municipalityId, actor, now: at } = context
    const printed = await issueReport(context, BigInt(id))
    const { isAgain, id: issuedId } = printed
    if (isAgain) await noteReprint(tx, { municipalityId, issuedId, reason: null, at, actor })
    return printed
  },
  describe: (_, { number, isAgain }) =>
    `Laudo da revisão ${number} ${isAgain ? 'impresso de novo' : 'impresso pela primeira vez'}`,
  trail: (_, { id }) => ({ issued: String(id) }),
}
