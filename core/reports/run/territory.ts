import type { Actor } from '#core/actions/index'
import type { SqlValue } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { pointsInside } from '#core/records/index'
import { errors } from '../errors.ts'
import type { Report } from '../report.ts'
import type { Bound } from './bind.ts'

/**
 * The columns that tie a row to one place. A customer may have premises in several localities, so a column of customers says
 * nothing of where the row's figures come from.
 */
const placesOf = ({ columns }: Report) =>
  columns.filter(({ type, record }) => {
    const scope = type === 'reference' && registries().records.find(record!)?.scope
    return scope ? 'column' in scope : false
  })

/** Whether the report can be kept to the localities of a person who is limited to some. */
export const isForTerritory = (report: Report, { scope }: Actor): boolean =>
  !scope?.localities || placesOf(report).length > 0

/**
 * Refuses what adds up the whole municipality to who is limited to some of its localities.
 * @throws BusinessError E_REPORTS_TERRITORY
 */
export function refuseTerritory(actor: Actor, title: string): void {
  if (actor.scope?.localities) throw errors.E_REPORTS_TERRITORY({ title, user: actor.name })
}

/**
 * What keeps a declared report to the localities of the person; null for who is not limited, and for a composed
 * report, whose tables are narrowed one by one. A row without any place is not shown to
 * who is limited.
 * @throws BusinessError E_REPORTS_TERRITORY when the report's rows cannot be told apart by locality.
 */
export function territoryOf(report: Report, actor: Actor): Bound | null {
  if (!actor.scope?.localities || !registries().reports.find(report.name)) return null
  const places = placesOf(report).flatMap(({ name, record }) => {
    const inside = pointsInside(name, record!, actor)
    return inside ? [{ name, ...{ sql: inside.sql, bindings: inside.bindings } }] : []
  })
  if (!places.length) throw errors.E_REPORTS_TERRITORY({ title: report.title, user: actor.name })
  const names = places.map(({ name }) => name).join(', ')
  return {
    sql: [
      `num_nonnulls(${names}) > 0`,
      ...places.map(({ name, sql }) => `(${name} is null or ${sql})`),
    ].join(' and '),
    bindings: places.flatMap(({ bindings }) => bindings as readonly SqlValue[]),
  }
}
