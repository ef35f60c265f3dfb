import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { type Assigned, assignRoute } from '../services/assign_route.ts'

const input = vine.create({ id: rowId(), device_id: rowId().optional() })

/** `readings.assign_route`: which device takes a route of a load to the field; with none, nobody does. */
export const assignRouteAction: Action<Infer<typeof input>, Assigned> = {
  name: 'readings.assign_route',
  title: 'Dar roteiro a um coletor',
  permission: 'readings.run',
  input,
  labels: { id: 'Roteiro da carga', device_id: 'Coletor' },
  reason: 'none',
  subject: ({ id }) => ({ type: 'readings.load_routes', id: BigInt(id) }),
  run: ({ tx, municipalityId, actor, now }, given) =>
    assignRoute(tx, {
      ...{ municipalityId, loadRouteId: BigInt(given.id), by: actor.name, now },
      deviceId: given.device_id ? BigInt(given.device_id) : null,
    }),
  describe: (_, { route, device, former }) =>
    (device ? `Roteiro ${route} dado ao coletor ${device}` : `Roteiro ${route} sem coletor`) +
    (former ? `; antes, ${former}` : ''),
}
