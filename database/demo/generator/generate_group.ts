import { addDays } from '#core/calendar/index'
import type { DemoGroup } from './blueprint.ts'
import { addCondominium } from './condominium.ts'
import { type GroupRequest, GroupDraft } from './group_draft.ts'
import { ownHoldings, residentialHoldings } from './holders.ts'
import { meterOf } from './meters.ts'
import { type PremiseOrder, placePremise } from './premise.ts'

const STOCK = 10
const DUE_DAYS = [10, 15, 20, 25] as const
/** One condominium per three groups of ordinary size. */
const GROUPS_PER_CONDOMINIUM = 3
const MIN_FOR_CONDOMINIUM = 100

/** A billing group, or a tract of a large one, made from the seed: the same request gives the same group. */
export function generateGroup(request: GroupRequest): DemoGroup {
  const { index, economies } = request
  const draft = new GroupDraft(request)
  const hasCondominium = index % GROUPS_PER_CONDOMINIUM === 0 && economies >= MIN_FOR_CONDOMINIUM
  while (draft.missing > economies / 2) draft.add(placePremise(draft, nextOrder(draft)))
  if (hasCondominium) addCondominium(draft)
  while (draft.missing > 0) draft.add(placePremise(draft, nextOrder(draft)))
  const madeOn = addDays(request.asOf, -90)
  return {
    ...groupHead(index),
    customers: draft.customers,
    premises: draft.premises,
    stock: Array.from({ length: STOCK }, () =>
      meterOf({ size: 'A', serial: draft.nextSerial(), installedOn: madeOn })
    ),
  }
}

/** What a billing group is called, and when its invoices are due. */
export const groupHead = (index: number) => ({
  code: String(index + 1).padStart(2, '0'),
  name: `Grupo ${index + 1}`,
  dueDay: DUE_DAYS[index % DUE_DAYS.length]!,
})

/** What stands at the next door: mostly single dwellings, never more economies than are missing. */
function nextOrder(draft: GroupDraft): PremiseOrder {
  const { random } = draft
  const share = random.integer(1, 1000)
  const upTo = (wanted: number) => Math.max(1, Math.min(wanted, draft.missing))
  const own = (customer: () => number) => (since: Parameters<PremiseOrder['holdings']>[0]) =>
    ownHoldings(customer(), since)
  const person = own(() => draft.newPerson())
  const company = (isFactory: boolean) => own(() => draft.newCompany(isFactory))

  if (share <= 850) {
    const holdings: PremiseOrder['holdings'] = (since) => residentialHoldings(draft, since)
    return { economies: [['RES', 1]], size: 'A', holdings }
  }
  if (share <= 880) {
    return { economies: [['RES', upTo(random.integer(2, 8))]], size: 'C', holdings: person }
  }
  if (share <= 910 && draft.missing >= 2) return mixed(draft, person)
  if (share <= 970) {
    const economies = upTo(random.chance(850) ? 1 : random.integer(2, 4))
    return { economies: [['COM', economies]], size: 'A', holdings: company(false) }
  }
  if (share <= 980) return { economies: [['IND', 1]], size: 'D', holdings: company(true) }
  return { economies: [['PUB', 1]], size: 'C', holdings: own(() => draft.publicBody()) }
}

/** A shop with dwellings above it. */
function mixed(draft: GroupDraft, holdings: PremiseOrder['holdings']): PremiseOrder {
  const dwellings = Math.min(draft.random.integer(1, 3), draft.missing - 1)
  return {
    economies: [
      ['RES', dwellings],
      ['COM', 1],
    ],
    size: 'C',
    holdings,
  }
}
