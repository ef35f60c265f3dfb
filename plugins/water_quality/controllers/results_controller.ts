import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import type { RefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'

const COUNTS = ['required', 'analysed', 'conforming'] as const
type Typed = Readonly<Record<string, string | undefined>>

/** One table with every parameter: the results of a month are typed at once. */
export default class ResultsController {
  async edit({ actor, authorize, params, session, view }: HttpContext) {
    authorize('water_quality.write')
    const bulletin = await bulletinOf(actor.municipalityId, String(params.id))
    const typed = session.flashMessages.get('results') as Typed[] | undefined
    const rows = await rowsOf(actor.municipalityId, bulletin.id)
    return view.render('water_quality::results', {
      bulletin,
      rows: rows.map((row) => ({
        ...row,
        ...typed?.find((one) => one.parameter === row.parameter),
      })),
    })
  }

  async update({ actor, authorize, params, request, response, session }: HttpContext) {
    authorize('water_quality.write')
    const sent = Object.values(request.input('results', {}) as Readonly<Record<string, Typed>>)
    // A parameter without any count was not analysed: it does not come out on the bill.
    const results = sent.filter((row) => COUNTS.some((name) => row[name]))
    const { description } = await performAction('water_quality.keep_results', {
      ...{ actor, input: { id: String(params.id), results } },
    })
    session.flash('done', description)
    return response.redirect().toPath(`/water-quality/bulletins/${params.id}`)
  }
}

interface Bulletin {
  readonly id: bigint
  readonly system: string
  readonly reference: RefMonth
  readonly state: string
}

async function bulletinOf(municipalityId: bigint, id: string): Promise<Bulletin> {
  const [bulletin] = await query<Bulletin>(
    db,
    `select b.id, s.name as system, b.reference, b.state
       from water_quality_bulletins b join water_quality_systems s on s.id = b.system_id
      where b.municipality_id = ? and b.id = ?`,
    [municipalityId, id]
  )
  if (!bulletin) throw errors.E_WATER_QUALITY_UNKNOWN({ id })
  return bulletin
}

/** Every parameter in use, in the order of the table, with what was typed. */
const rowsOf = (municipalityId: bigint, bulletinId: bigint) =>
  query<{ parameter: string } & Record<string, unknown>>(
    db,
    `select p.code as parameter, p.title, p.limit_text, r.required, r.analysed, r.conforming, r.average
       from water_quality_parameters p
       left join water_quality_results r on r.bulletin_id = ? and r.parameter = p.code
      where p.municipality_id = ? and (p.is_active or r.id is not null) order by p.position, p.id`,
    [bulletinId, municipalityId]
  )
