import { addDays } from '#core/calendar/index'
import type { DemoPremise } from './blueprint.ts'
import type { GroupDraft } from './group_draft.ts'
import { ownHoldings, residentialHoldings } from './holders.ts'
import { BUILDING_NAMES } from './names.ts'
import { testCnpj } from './documents.ts'
import { meterFor, placePremise } from './premise.ts'

const CHILDREN = 12
const PER_FLOOR = 4

/** A condominium of twelve dwellings: a master with the meter of the whole, and children each with theirs. */
export function addCondominium(draft: GroupDraft): void {
  const name = `Condomínio Residencial ${draft.random.pick(BUILDING_NAMES)}`
  const body =
    draft.customers.push({
      kind: 'company',
      name,
      taxpayerId: testCnpj(draft.nextSerial()),
      email: null,
      phone: null,
    }) - 1
  const door = placePremise(draft, {
    economies: [],
    size: 'E',
    holdings: (since) => ownHoldings(body, since),
  })
  const connections = door.connections.map((one) => ({ ...one, situation: 'active' as const }))
  const meter = door.meter ?? meterFor(draft, 'E', addDays(door.since, 30))
  const master: DemoPremise = {
    ...door,
    kind: 'condominium_master',
    complement: name,
    connections,
    meter,
  }
  const parent = draft.add(master)
  for (let unit = 0; unit < CHILDREN; unit++) draft.add(child(draft, { master, parent, unit }))
}

interface Unit {
  readonly master: DemoPremise
  readonly parent: number
  readonly unit: number
}

function child(draft: GroupDraft, { master, parent, unit }: Unit): DemoPremise {
  const apartment = (Math.floor(unit / PER_FLOOR) + 1) * 100 + (unit % PER_FLOOR) + 1
  return {
    ...master,
    kind: 'condominium_child',
    parent,
    // One twelfth each; the last takes what is left over.
    fraction: unit === CHILDREN - 1 ? '0.08333337' : '0.08333333',
    complement: `Apto ${apartment}`,
    dueDay: null,
    economies: [{ category: 'RES', economies: 1 }],
    meter: meterFor(draft, 'A', master.meter!.installedOn),
    holdings: residentialHoldings(draft, master.since),
  }
}
