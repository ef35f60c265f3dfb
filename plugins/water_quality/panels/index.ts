import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'

/** The results of a bulletin, and the way to type them while it is a draft. */
async function load({ tx, actor, row }: PageContext) {
  const rows = await query(
    tx,
    `select p.title, p.limit_text, r.required, r.analysed, r.conforming, r.average
       from water_quality_results r
       join water_quality_parameters p on p.municipality_id = r.municipality_id and p.code = r.parameter
      where r.bulletin_id = ? order by p.position, p.id`,
    [row.id]
  )
  const mayType = row.state === 'draft' && actor.permissions.has('water_quality.write')
  return { bulletinId: row.id, rows, mayType }
}

const results: Panel = {
  name: 'water_quality.bulletin_results',
  on: 'water_quality.bulletins',
  title: 'Resultados',
  permission: 'water_quality.read',
  place: 1,
  view: 'water_quality::bulletin_results',
  load,
}

export default [results] as readonly Panel[]
