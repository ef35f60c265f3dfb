import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type DeliveredEvent, type Listener, runAction } from '#core/actions/index'
import { BusinessError } from '#core/kernel/index'
import { unreadItemsOf } from '../services/refresh_item.ts'

/** The premise was read, or its load processed, meanwhile: the next load counts from the new meter. */
const TOO_LATE: ReadonlySet<string> = new Set(['E_READINGS_ITEM_READ', 'E_READINGS_STATE'])

/** A meter that was changed in the street reaches the load and, with it, the device (DECISIONS 51). */
async function refreshMeter({ municipalityId, payload }: DeliveredEvent): Promise<void> {
  const connection = BigInt(String(payload.connection_id))
  const items = await db.transaction((tx) => unreadItemsOf(tx, municipalityId, connection))
  const actor = systemActor(municipalityId)
  for (const item of items) {
    const input = { id: Number(item), what: 'meter' }
    try {
      await runAction('readings.refresh_item', { actor, input, reason: 'Troca de hidrômetro' })
    } catch (error) {
      if (!(error instanceof BusinessError && TOO_LATE.has(error.code ?? ''))) throw error
    }
  }
}

const on = (event: Listener['event'], name: string): Listener => ({
  event,
  name,
  run: refreshMeter,
})

export default [
  on('metering.meter_installed', 'readings.meter_installed'),
  on('metering.meter_removed', 'readings.meter_removed'),
] as readonly Listener[]
