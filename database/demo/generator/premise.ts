import { type CivilDate, addDays } from '#core/calendar/index'
import type { Category, ConnectionSituation } from '#plugins/registry/api'
import type { DemoConnection, DemoMeter, DemoPremise } from './blueprint.ts'
import type { GroupDraft } from './group_draft.ts'
import { type MeterSize, meterOf } from './meters.ts'
import type { Street } from './places.ts'

export interface PremiseOrder {
  readonly economies: readonly (readonly [Category, number])[]
  readonly size: MeterSize
  holdings(since: CivilDate): DemoPremise['holdings']
}

const YEAR = 365

/** A premise at the next door of the walk. */
export function placePremise(draft: GroupDraft, order: PremiseOrder): DemoPremise {
  const { random } = draft
  const { district, street, number } = draft.nextDoor()
  const installedOn = draft.daysAgo(YEAR, 9 * YEAR)
  const since = addDays(installedOn, -random.integer(0, 12 * YEAR))
  const situation = waterSituation(draft)
  return {
    kind: 'single',
    parent: null,
    fraction: null,
    street: street.name,
    number,
    complement: random.chance(80) ? random.pick(['Fundos', 'Casa 2', 'Lote 12', 'Sobrado']) : null,
    district: district.name,
    zipCode: street.zipCode,
    locality: district.locality,
    dueDay: random.chance(150) ? random.pick([5, 10, 15, 20, 25]) : null,
    economies: order.economies.map(([category, economies]) => ({ category, economies })),
    connections: connectionsOf(draft, { street, situation, since }),
    meter: hasMeter(draft, situation) ? meterFor(draft, order.size, installedOn) : null,
    holdings: order.holdings(since),
    since,
  }
}

/** 97 % active; the others cut at the standpipe or the branch, or suppressed. */
function waterSituation({ random }: GroupDraft): ConnectionSituation {
  const share = random.integer(1, 1000)
  if (share <= 970) return 'active'
  if (share <= 985) return 'cut_standpipe'
  return share <= 990 ? 'cut_branch' : 'suppressed'
}

function hasMeter({ random }: GroupDraft, situation: ConnectionSituation): boolean {
  return situation !== 'suppressed' && random.chance(960)
}

export function meterFor(draft: GroupDraft, size: MeterSize, installedOn: CivilDate): DemoMeter {
  return meterOf({ size, serial: draft.nextSerial(), installedOn })
}

interface Network {
  readonly street: Street
  readonly situation: ConnectionSituation
  readonly since: CivilDate
}

export function connectionsOf(
  { random }: GroupDraft,
  { street, situation, since }: Network
): DemoConnection[] {
  const water: DemoConnection = {
    service: 'water',
    situation,
    sewageClass: 'none',
    connectedOn: since,
  }
  if (street.sewage === null || random.chance(15)) return [water]
  return [
    water,
    {
      service: 'sewage',
      situation: situation === 'suppressed' ? 'suppressed' : 'active',
      sewageClass: street.sewage,
      connectedOn: since,
    },
  ]
}
