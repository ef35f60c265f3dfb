import { participate } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type PageContext, andInside } from '#core/records/index'

/**
 * Payload of the extension point `registry.premise_debts`: who keeps debts puts in `debts` the open cents of each premise
 * (0 where there are none); the map stays empty where nobody answers.
 */
export interface PremiseDebts {
  readonly premiseIds: readonly bigint[]
  readonly debts: Map<bigint, bigint>
}

interface UnitRow {
  readonly id: bigint
  readonly registration_number: string
  readonly holder_name: string | null
  readonly street: string
  readonly number: string | null
  readonly district: string
  readonly from_on: string
}

/** The units that a body pays for today, with what each owes, and the sum. */
export async function loadPayingBody({ tx, actor, municipalityId, today, row }: PageContext) {
  const inside = andInside('p.id', 'registry.premises', actor)
  const units = await query<UnitRow>(
    tx,
    `select p.id, p.registration_number, p.holder_name, p.street, p.number, p.district, l.from_on
       from registry_paying_body_premises l join registry_premises p on p.id = l.premise_id
      where l.municipality_id = ? and l.body_id = ? and l.from_on <= ? and coalesce(l.until_on, ?) >= ?${inside.sql}
      order by p.registration_number`,
    [municipalityId, row.id, today, today, today, ...inside.bindings]
  )
  const asked: PremiseDebts = { premiseIds: units.map(({ id }) => id), debts: new Map() }
  await participate('registry.premise_debts', asked, {
    ...{ tx, municipalityId, actor },
    now: clock.now(),
  })
  const owed = (id: bigint) => (asked.debts.size ? (asked.debts.get(id) ?? 0n) : null)
  const total = [...asked.debts.values()].reduce((sum, cents) => sum + cents, 0n)
  return {
    units: units.map((unit) => ({ ...unit, openCents: owed(unit.id) })),
    totalCents: asked.debts.size || !units.length ? total : null,
  }
}
