import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { type GeneratedRoutes, generateRoutes } from '../services/generate_routes.ts'
import {
  type PlacedPremise,
  type RouteRef,
  type Stop,
  lockRoute,
  lockStop,
  moveStop,
  placePremise,
  removeStop,
  sequenceRoute,
} from '../services/route_stops.ts'

const position = () => vine.number().withoutDecimals().range([1, 1_000_000])

const placing = vine.create({
  route_id: rowId(),
  premise_id: rowId(),
  sequence: position().optional(),
})

type Placed = PlacedPremise & { readonly route: RouteRef }

/** Gives a premise its position in a route; the others make room (TR-3.2.4.3). */
export const placePremiseAction: Action<Infer<typeof placing>, Placed> = {
  name: 'readings.place_premise',
  title: 'Pôr imóvel no roteiro',
  permission: 'readings.run',
  input: placing,
  labels: { route_id: 'Roteiro', premise_id: 'Imóvel', sequence: 'Posição' },
  reason: 'none',
  subject: ({ route_id: id }) => ({ type: 'readings.routes', id: BigInt(id) }),
  async run({ tx, municipalityId }, given) {
    const route = await lockRoute(tx, municipalityId, BigInt(given.route_id))
    const premiseId = BigInt(given.premise_id)
    const placed = await placePremise(tx, municipalityId, {
      ...{ route, premiseId, position: given.sequence ?? null },
    })
    return { ...placed, route }
  },
  describe: (_, { registration, position: place, former, route }) =>
    `Matrícula ${registration} na posição ${place} do roteiro ${route.code}` +
    (former ? `; antes, na ${former.sequence} do ${former.code}` : ''),
}

const moving = vine.create({ id: rowId(), sequence: position() })

type Moved = Stop & { readonly position: number }

/** Moves a stop within its route, whose numbers stay 1 to n (TR-3.2.4.1). */
export const moveStopAction: Action<Infer<typeof moving>, Moved> = {
  name: 'readings.move_stop',
  title: 'Mudar de posição',
  permission: 'readings.run',
  input: moving,
  labels: { id: 'Parada', sequence: 'Nova posição' },
  reason: 'none',
  subject: (_, { routeId: id }) => ({ type: 'readings.routes', id }),
  async run({ tx, municipalityId }, given) {
    const stop = await lockStop(tx, municipalityId, BigInt(given.id))
    return { ...stop, position: await moveStop(tx, stop, given.sequence) }
  },
  describe: (_, { registration, sequence, position: place }) =>
    `Matrícula ${registration} da posição ${sequence} para a ${place}; as demais foram renumeradas`,
}

const removing = vine.create({ id: rowId() })

/** Takes a premise off its route: the next load lists it among those without a position. */
export const removeStopAction: Action<Infer<typeof removing>, Stop> = {
  name: 'readings.remove_stop',
  title: 'Tirar do roteiro',
  permission: 'readings.run',
  input: removing,
  reason: 'required',
  subject: (_, { routeId: id }) => ({ type: 'readings.routes', id }),
  async run({ tx, municipalityId }, { id }) {
    const stop = await lockStop(tx, municipalityId, BigInt(id))
    await removeStop(tx, stop)
    return stop
  },
  describe: (_, { registration, sequence }) =>
    `Matrícula ${registration} tirada da posição ${sequence} do roteiro`,
}

const sequencing = vine.create({
  id: rowId(),
  order: vine.enum(['street', 'property', 'reverse']),
})

const ORDER_WORDS = {
  street: 'por logradouro e número',
  property: 'por setor, quadra e lote',
  reverse: 'de trás para a frente',
} as const

interface Sequenced {
  readonly route: RouteRef
  readonly stops: number
  readonly moved: number
}

/** Orders all stops of a route at once (TR-3.2.4.11). */
export const sequenceRouteAction: Action<Infer<typeof sequencing>, Sequenced> = {
  name: 'readings.sequence_route',
  title: 'Sequenciar roteiro',
  permission: 'readings.run',
  input: sequencing,
  labels: { id: 'Roteiro', order: 'Ordem' },
  reason: 'none',
  subject: ({ id }) => ({ type: 'readings.routes', id: BigInt(id) }),
  async run({ tx, municipalityId }, { id, order }) {
    const route = await lockRoute(tx, municipalityId, BigInt(id))
    return { route, ...(await sequenceRoute(tx, route.id, order)) }
  },
  describe: ({ order }, { route, stops, moved }) =>
    `Roteiro ${route.code} sequenciado ${ORDER_WORDS[order]}: ${stops} imóveis, ${moved} mudaram de posição`,
}

const generating = vine.create({ billing_group_id: rowId(), locality_id: rowId() })

/** Makes the routes of the premises of a group and locality that stand in none, by the type of the locality (TR-3.2.4.2). */
export const generateRoutesAction: Action<Infer<typeof generating>, GeneratedRoutes> = {
  name: 'readings.generate_routes',
  title: 'Gerar roteiros',
  permission: 'readings.run',
  input: generating,
  labels: { billing_group_id: 'Grupo', locality_id: 'Localidade' },
  reason: 'none',
  subject: ({ billing_group_id: id }) => ({ type: 'registry.billing_groups', id: BigInt(id) }),
  run: ({ tx, municipalityId }, given) =>
    generateRoutes(tx, {
      municipalityId,
      billingGroupId: BigInt(given.billing_group_id),
      localityId: BigInt(given.locality_id),
    }),
  describe: (_, { locality, limit, premises, routes }) =>
    `${routes.length === 1 ? 'Um roteiro' : `${routes.length} roteiros`} em ${locality} para ${premises} imóveis, de até ${limit} leituras por dia: ` +
    routes.map(({ code }) => code).join(', '),
}
