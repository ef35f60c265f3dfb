import type { Participant } from '#core/actions/index'
import { connectPremise } from '#plugins/registry/api'
import type { OrderClosing } from '../services/close_order.ts'

const CONNECTING: Readonly<Record<string, 'water' | 'sewage'>> = {
  water_connection: 'water',
  sewage_connection: 'sewage',
}

/** An order of connection that was done connects the unit, from the day of the service (CM-19). */
const connectUnit: Participant<OrderClosing> = {
  point: 'services.order_closing',
  async run({ tx, municipalityId, actor }, { order, isDone, executedOn, bring }) {
    const service = CONNECTING[order.type]
    if (!isDone || !service) return []
    const isConnected = await connectPremise(tx, {
      ...{ municipalityId, premiseId: order.premiseId, service, on: executedOn },
      ...{ reason: `Ordem de serviço ${order.number}`, by: actor.name },
    })
    if (isConnected) bring(`ligou o imóvel à rede de ${service === 'water' ? 'água' : 'esgoto'}`)
    return []
  },
}

export default [connectUnit] as readonly Participant[]
