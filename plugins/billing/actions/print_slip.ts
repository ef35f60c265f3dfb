import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { noteReprint } from '#core/documents/index'
import { printSlip } from '../services/apart/slips.ts'

const input = vine.create({ document_id: rowId(), simple: vine.boolean().optional() })
type Printed = Awaited<ReturnType<typeof printSlip>>

/** Prints a charge apart or a grouped invoice: the first time it is kept, afterwards it comes out as it was. */
export const printSlipAction: Action<Infer<typeof input>, Printed> = {
  name: 'billing.print_slip',
  title: 'Imprimir cobrança',
  permission: 'billing.print',
  input,
  labels: { document_id: 'Documento', simple: 'Só o total' },
  reason: 'none',
  subject: (_, { of: { type, id } }) => ({ type, id }),
  async run({ tx, municipalityId, actor, now: at }, { document_id: id, simple }) {
    const printed = await printSlip(tx, {
      ...{ municipalityId, actor, at, documentId: BigInt(id), isSimple: simple ?? false },
    })
    const { isAgain, id: issuedId } = printed
    if (isAgain) await noteReprint(tx, { municipalityId, issuedId, reason: null, at, actor })
    return printed
  },
  describe: (_, { of: { title }, isAgain }) =>
    `${title}: ${isAgain ? 'impressa de novo' : 'impressa pela primeira vez'}`,
  trail: (_, { id }) => ({ issued: String(id) }),
}
