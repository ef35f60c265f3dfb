import type { Participant } from '#core/actions/index'
import type { OrderClosing } from '#plugins/services/api'
import { chargeService } from '../services/apart/charge_service.ts'

/** A service order that was done charges the service of its type, at the price of its day. */
export const chargeOrder: Participant<OrderClosing> = {
  point: 'services.order_closing',
  async run({ tx, municipalityId, actor, now: at }, { order, isDone, isCharged, ...closing }) {
    const { tariffService: code, premiseId, number } = order
    if (!isDone || !isCharged || code === null) return []
    await chargeService(tx, {
      ...{ municipalityId, actor, at, premiseId, code, executedOn: closing.executedOn },
      ...{ quantity: 1, parcels: 1, reasonCode: 'service', remarks: `Ordem de serviço ${number}` },
    })
    closing.bring('cobrou o serviço')
    return []
  },
}
