import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, rowId } from '#core/actions/index'
import type { Json } from '#core/database/index'
import { type Issued, issueDocument } from '#core/documents/index'
import { isOutside } from '#core/records/index'
import { orderPaper } from '../documents/order_paper.ts'
import { errors } from '../errors.ts'
import { orderPaperData } from '../services/order_paper_data.ts'
import { subject } from './inputs.ts'

const input = vine.create({ id: rowId() })

/** The order on paper, as it stands; the list prints those selected. Each issue is kept. */
export const printOrderAction: Action<Infer<typeof input>, Issued> = {
  name: 'services.print_order',
  title: 'Emitir ordem em papel',
  permission: 'services.request',
  input,
  labels: { id: 'Ordem' },
  reason: 'none',
  subject: ({ id }) => subject({ id: BigInt(id) }),
  async run({ tx, municipalityId, actor, now: at }, { id: given }) {
    const id = BigInt(given)
    const about = subject({ id })
    if (await isOutside(tx, actor, about)) throw errors.E_SERVICES_ORDER_UNKNOWN({ id })
    const on = await todayIn(tx, municipalityId)
    const data = await orderPaperData(tx, { municipalityId, id, on, by: actor.name })
    if (!data) throw errors.E_SERVICES_ORDER_UNKNOWN({ id })
    return issueDocument(tx, {
      ...{ municipalityId, template: orderPaper.name, subject: about, on, at, actor },
      data: data as unknown as Json,
    })
  },
  describe: (_, { id }) => `Ordem emitida em papel: documento nº ${id}`,
  trail: (_, { id }) => ({ issued: String(id) }),
}
