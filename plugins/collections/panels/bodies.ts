import { daysBetween } from '#core/calendar/index'
import { issuedOf } from '#core/documents/index'
import type { PageContext, Panel } from '#core/records/index'
import { sumByAge } from '../domain/age_bands.ts'
import { bodyDebts } from '../services/body_debts.ts'
import { DEMAND } from '../services/bodies.ts'

/** What each unit of a body owes today, and the sum by age. */
const units: Panel = {
  name: 'collections.body_units',
  on: 'collections.bodies',
  title: 'Unidades e débitos vencidos',
  permission: 'collections.read',
  place: 1,
  view: 'collections::body_units',
  async load({ tx, municipalityId, today, row }: PageContext) {
    const payingBodyId = row.body_id as bigint
    const owed = await bodyDebts(tx, { municipalityId, today, payingBodyId })
    const byUnit = Map.groupBy(owed.debts, ({ premiseId }) => premiseId!)
    return {
      units: owed.units.map((unit) => {
        const debts = byUnit.get(unit.id) ?? []
        return {
          ...{ id: unit.id, registration: unit.registration, address: unit.address },
          ...{ debts: debts.length, since: debts[0]?.dueOn ?? null },
          cents: debts.reduce((sum, { openCents }) => sum + openCents, 0n),
        }
      }),
      bands: sumByAge(
        owed.debts.map(({ dueOn, openCents: cents }) => ({
          ...{ days: daysBetween(dueOn, today), cents },
        }))
      ),
      totalCents: owed.debts.reduce((sum, { openCents }) => sum + openCents, 0n),
    }
  },
}

const letter: Panel = {
  name: 'collections.demand_letter',
  on: 'collections.demands',
  title: 'Carta',
  permission: 'documents.read',
  place: 1,
  view: 'collections::demand_letter',
  async load({ tx, municipalityId, row: { id } }: PageContext) {
    const [issued] = await issuedOf(tx, municipalityId, { type: DEMAND, id }, 1)
    return issued ? { letterId: issued.id } : null
  },
}

export const bodyPanels: readonly Panel[] = [units, letter]
