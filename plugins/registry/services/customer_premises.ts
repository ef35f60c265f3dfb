import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type PageContext, andInside } from '#core/records/index'
import { writeAddress } from '../domain/premise_facts.ts'
import { HOLDING_ROLES, SITUATIONS } from '../records/options.ts'

interface PremiseRow {
  readonly id: bigint
  readonly registration_number: string
  readonly street: string
  readonly number: string | null
  readonly complement: string | null
  readonly district: string
  readonly status: string
  readonly roles: readonly string[]
  readonly from_on: CivilDate
  readonly until_on: CivilDate | null
  readonly lease_until: CivilDate | null
  readonly water: string | null
  readonly total: number
}

export interface CustomerPremise extends Omit<PremiseRow, 'roles' | 'water' | 'total'> {
  readonly address: string
  /** `Titular e proprietário`. */
  readonly roles: string
  readonly water: { readonly label: string; readonly tone: string } | null
}

export interface CustomerPremises {
  readonly shown: readonly CustomerPremise[]
  /** How many there are; the rest stands in the list of the tab. */
  readonly total: number
}

/** A day that stands for no end when ends are compared. */
const OPEN = 'infinity'

/**
 * The premises that a customer answers for, owns or rents on the day of the page, or those in which all of that is over: one
 * line each, whatever the number of roles, and only within the localities of the person.
 */
export async function customerPremises(
  { tx, actor, municipalityId, today, row }: PageContext,
  { isNow, most }: { readonly isNow: boolean; readonly most: number }
): Promise<CustomerPremises> {
  const inside = andInside('h.premise_id', 'registry.premises', actor)
  const rows = await query<PremiseRow>(
    tx,
    `with held as (
       select h.premise_id, count(*) over ()::int as total,
              array_agg(distinct h.role) filter (where ? or coalesce(h.until_on, '${OPEN}') < ?::date) as roles,
              min(h.from_on) as from_on, nullif(max(coalesce(h.until_on, '${OPEN}')), '${OPEN}') as until_on,
              max(h.lease_until) as lease_until, bool_or(h.role = 'holder') as is_holder
         from registry_holdings h
        where h.municipality_id = ? and h.customer_id = ?
          and (not ? or (h.from_on <= ?::date and coalesce(h.until_on, '${OPEN}') >= ?::date))
         ${inside.sql}
        group by h.premise_id
       having ? or max(coalesce(h.until_on, '${OPEN}')) < ?::date
        order by bool_or(h.role = 'holder') desc, max(coalesce(h.until_on, '${OPEN}')) desc, min(h.from_on) desc, h.premise_id
        limit ?)
     select p.id, p.registration_number, p.street, p.number, p.complement, p.district, p.status,
            held.roles, held.from_on, held.until_on, held.lease_until, held.total,
            (select c.situation from registry_connections c where c.premise_id = p.id and c.service = 'water') as water
       from held join registry_premises p on p.id = held.premise_id
      order by held.is_holder desc, held.until_on desc nulls first, held.from_on desc, p.id`,
    [
      ...[isNow, today, municipalityId, row.id, isNow, today, today],
      ...inside.bindings,
      ...[isNow, today, most],
    ]
  )
  return { shown: rows.map(premiseView), total: rows[0]?.total ?? 0 }
}

function premiseView({ total: _, ...row }: PremiseRow): CustomerPremise {
  const roles = HOLDING_ROLES.filter(({ value }) => row.roles.includes(value)).map(
    ({ label }, index) => (index ? label.toLowerCase() : label)
  )
  const water = SITUATIONS.find(({ value }) => value === row.water)
  return {
    ...row,
    address: `${writeAddress(row)} · ${row.district}`,
    roles: roles.join(roles.length > 2 ? ', ' : ' e '),
    water: water ? { label: water.label, tone: water.tone ?? 'neutral' } : null,
  }
}
