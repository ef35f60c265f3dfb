import type { CivilDate } from '#core/calendar/index'
import { addDays } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { heldInvoices } from '#plugins/billing/api'
import { type OpenDebt, openDebts } from '#plugins/receivables/api'
import type { ListingTerms } from '../configuration/parameters.ts'
import { type DebtFacts, type Obstacle, obstacleOf } from '../domain/obstacles.ts'

/** What invoices are called where items say what they come from. */
export const INVOICE = 'billing.invoice'

/** An overdue debt, and why the law keeps it out; null when it does not. */
export interface CandidateDebt {
  readonly debt: OpenDebt
  readonly obstacle: Obstacle | null
  /** A notice of it was issued and still counts, sent or not. */
  readonly isNoticed: boolean
}

export interface Looking {
  readonly municipalityId: bigint
  readonly today: CivilDate
  readonly terms: ListingTerms
  /** What stands there is not listed again; null: at any of them. */
  readonly bureauId: bigint | null
  readonly debtorIds?: readonly bigint[]
}

/** The debts overdue for long enough within the places of the terms, by debtor: four queries, however many they are. */
export async function candidates(
  tx: Tx,
  looking: Looking
): Promise<ReadonlyMap<bigint, CandidateDebt[]>> {
  const { municipalityId, today, terms, debtorIds } = looking
  const overdue = await openDebts(tx, {
    ...{ municipalityId, dueUntil: addDays(today, -terms.min_days) },
    ...(debtorIds ? { debtorIds } : {}),
  })
  const debts = await withinPlaces(tx, municipalityId, { debts: overdue, terms })
  const held = await heldInvoices(tx, municipalityId, {
    premiseIds: [...new Set(debts.flatMap(({ premiseId }) => premiseId ?? []))],
    on: today,
  })
  const holds = new Set(held)
  const pasts = await pastOf(tx, looking, debts)
  const found = debts.map((debt, index): CandidateDebt => {
    const past = pasts[index]!
    const facts: DebtFacts = {
      ...{ listingCents: debt.listingCents, dueOn: debt.dueOn, marks: debt.marks },
      isHeld: debt.origin.type === INVOICE && holds.has(debt.origin.id),
      ...{ isListed: past.is_listed, noticedOn: past.noticed_on },
    }
    const obstacle = obstacleOf(facts, { today, noticeDays: terms.notice_days })
    return { debt, obstacle, isNoticed: past.is_noticed }
  })
  return Map.groupBy(found, ({ debt }) => debt.debtorId)
}

interface InPlaces {
  readonly debts: readonly OpenDebt[]
  readonly terms: ListingTerms
}

/** Debts of premises of the groups, districts and localities chosen; of none when nothing is chosen. */
async function withinPlaces(
  tx: Tx,
  municipalityId: bigint,
  { debts, terms }: InPlaces
): Promise<readonly OpenDebt[]> {
  const { groups, districts, localities } = terms
  if (groups.length + districts.length + localities.length === 0) return debts
  const rows = await query<{ id: bigint }>(
    tx,
    `select p.id from registry_premises p
       join registry_billing_groups g on g.id = p.billing_group_id
       join registry_localities l on l.id = p.locality_id
      where p.municipality_id = ? and (cardinality(?::text[]) = 0 or g.code = any(?))
        and (cardinality(?::text[]) = 0 or lower(p.district) = any(?))
        and (cardinality(?::text[]) = 0 or l.code = any(?))`,
    [
      ...[municipalityId, groups, groups],
      ...[districts, districts.map((one) => one.toLowerCase())],
      ...[localities, localities],
    ]
  )
  const inside = new Set(rows.map(({ id }) => id))
  return debts.filter(({ premiseId }) => premiseId !== null && inside.has(premiseId))
}

interface Past {
  readonly is_listed: boolean
  readonly noticed_on: CivilDate | null
  readonly is_noticed: boolean
}

/** Whether each debt stands at the bureau, and the notices of it since it was last taken off there, in the order given. */
function pastOf(
  tx: Tx,
  { municipalityId, bureauId }: Looking,
  debts: readonly OpenDebt[]
): Promise<Past[]> {
  return query<Past>(
    tx,
    `with asked as (
       select * from unnest(?::text[], ?::bigint[], ?::bigint[]) with ordinality as u (type, id, debtor, place)),
     listed as (
       select a.place, bool_or(d.ended_on is null) as standing, max(d.ended_on) filter (where l.state = 'excluded') as ended_on
         from asked a
         join bureaus_debts d on d.municipality_id = ? and d.origin_type = a.type and d.origin_id = a.id
          and d.customer_id = a.debtor and d.state <> 'simulated' and (?::bigint is null or d.bureau_id = ?)
         join bureaus_listings l on l.id = d.listing_id
        group by a.place),
     noticed as (
       select a.place, max(n.sent_on) filter (where n.state = 'sent') as sent_on, bool_or(n.state <> 'returned') as is_noticed
         from asked a
         join bureaus_notice_debts d on d.municipality_id = ? and d.origin_type = a.type and d.origin_id = a.id
         join bureaus_notices n on n.id = d.notice_id and n.customer_id = a.debtor
         left join listed l on l.place = a.place
        where l.ended_on is null or n.issued_on >= l.ended_on
        group by a.place)
     select coalesce(l.standing, false) as is_listed, n.sent_on as noticed_on, coalesce(n.is_noticed, false) as is_noticed
       from asked a left join listed l using (place) left join noticed n using (place) order by a.place`,
    [
      ...[debts.map(({ origin }) => origin.type), debts.map(({ origin }) => origin.id)],
      ...[debts.map(({ debtorId }) => debtorId), municipalityId, bureauId, bureauId],
      municipalityId,
    ]
  )
}
