import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock, isCivilDate } from '#core/calendar/index'
import { controlsOn } from '../services/controls.ts'

const TONES = { 1: 'bad', 2: 'attention', 3: 'good' } as const
const FOLLOWED = {
  supervisory: { tone: 'good', label: 'Só pelo supervisório' },
  typed: { tone: 'attention', label: 'Em parte digitado' },
  file: { tone: 'bad', label: 'Só em planilhas' },
  none: { tone: 'bad', label: 'Sem volumes' },
} as const

/** Register, calibration and coverage of macro metering, with what is to be done (AC-074 to AC-082). */
export default class ControlsController {
  async index(ctx: HttpContext) {
    ctx.authorize('macro_metering.read')
    const where = whereOf(ctx)
    return ctx.view.render('macro_metering::controls', {
      controls: await controlsOn(db, where),
      followedWords: FOLLOWED,
      today: clock.today(ctx.municipality.timeZone),
      toneOf: (level: 1 | 2 | 3) => TONES[level],
    })
  }

  async api(ctx: HttpContext) {
    ctx.authorize('macro_metering.read')
    return controlsOn(db, whereOf(ctx))
  }
}

function whereOf({ actor, municipality, request }: HttpContext): {
  readonly municipalityId: bigint
  readonly on: CivilDate
} {
  const today = clock.today(municipality.timeZone)
  const typed = request.input('on')
  const on = isCivilDate(typed) && typed <= today ? typed : today
  return { municipalityId: actor.municipalityId, on }
}
