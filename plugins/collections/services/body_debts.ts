import { type CivilDate, addDays } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { type OpenDebt, openDebts } from '#plugins/receivables/api'

export interface Unit {
  readonly id: bigint
  readonly registration: string
  readonly address: string
  readonly holderId: bigint | null
}

export interface BodyDebts {
  readonly units: readonly Unit[]
  /** Overdue, of the body itself or of who holds the unit now; the oldest first. */
  readonly debts: readonly OpenDebt[]
}

export interface Asked {
  readonly municipalityId: bigint
  readonly today: CivilDate
  /** Of the registry's paying body, whose units they are. */
  readonly payingBodyId: bigint
}

/** The units that a public body pays for today, and what is overdue of them: a debt of a former holder is not the body's. */
export async function bodyDebts(
  tx: Tx,
  { municipalityId, today, payingBodyId }: Asked
): Promise<BodyDebts> {
  const units = await query<Unit>(
    tx,
    `select p.id, p.registration_number as registration, h.customer_id as "holderId",
            concat_ws(', ', p.street, coalesce(p.number, 's/n'), p.complement) as address
       from registry_paying_body_premises l
       join registry_premises p on p.id = l.premise_id
       left join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.from_on <= ?
        and coalesce(h.until_on, ?) >= ?
      where l.municipality_id = ? and l.body_id = ? and l.from_on <= ? and coalesce(l.until_on, ?) >= ?
      order by p.registration_number`,
    [today, today, today, municipalityId, payingBodyId, today, today, today]
  )
  if (units.length === 0) return { units, debts: [] }
  const [body] = await query<{ customer_id: bigint }>(
    tx,
    'select customer_id from registry_paying_bodies where id = ?',
    [payingBodyId]
  )
  const holders = new Map(units.map(({ id, holderId }) => [id, holderId]))
  const all = await openDebts(tx, {
    ...{ municipalityId, dueUntil: addDays(today, -1) },
    premiseIds: units.map(({ id }) => id),
  })
  const debts = all.filter(
    ({ debtorId, premiseId }) =>
      debtorId === body!.customer_id || debtorId === holders.get(premiseId!)
  )
  return { units, debts }
}
