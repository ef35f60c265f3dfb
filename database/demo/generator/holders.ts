import { type CivilDate, addDays, maxDate } from '#core/calendar/index'
import type { DemoHolding } from './blueprint.ts'
import type { GroupDraft } from './group_draft.ts'

/** Who answers for a dwelling: its owner, a tenant beside the owner, or a holder of whom no more is known. */
export function residentialHoldings(draft: GroupDraft, since: CivilDate): DemoHolding[] {
  const { random } = draft
  const moved = random.chance(50)
  const from = moved ? maxDate(addDays(since, 1), draft.daysAgo(40, 700)) : since
  const before: DemoHolding[] = moved
    ? [{ customer: draft.newPerson(), role: 'holder', from: since, until: addDays(from, -1) }]
    : []
  const holder = draft.newPerson()
  const open = { from, until: null }
  const holding: DemoHolding = { customer: holder, role: 'holder', ...open }
  const share = random.integer(1, 1000)
  if (share <= 690) return [...before, holding, { customer: holder, role: 'owner', ...open }]
  if (share > 890) return [...before, holding]
  return [
    ...before,
    holding,
    { customer: holder, role: 'tenant', ...open },
    { customer: ownerOf(draft, holder), role: 'owner', from: since, until: null },
  ]
}

/** A third of the owners who let own other premises of the group too. */
function ownerOf(draft: GroupDraft, tenant: number): number {
  const known = draft.random.integer(0, draft.customers.length - 1)
  const isOther = known !== tenant && draft.customers[known]!.kind === 'person'
  return isOther && draft.random.chance(330) ? known : draft.newPerson()
}

/** One customer, holder and owner since the beginning. */
export const ownHoldings = (customer: number, from: CivilDate): DemoHolding[] => [
  { customer, role: 'holder', from, until: null },
  { customer, role: 'owner', from, until: null },
]
