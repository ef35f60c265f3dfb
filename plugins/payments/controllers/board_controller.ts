import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { addDays } from '#core/calendar/index'
import { expectedBoard } from '../services/expected_board.ts'
import { horizonOf } from '../services/horizon.ts'

const DAYS_SHOWN = 14

/** What is told of a file that was expected. */
const STATES = {
  arrived: { tone: 'good', label: 'Chegou' },
  arrived_late: { tone: 'attention', label: 'Chegou atrasado' },
  declared: { tone: 'neutral', label: 'Sem movimento' },
  waiting: { tone: 'info', label: 'Esperado' },
  late: { tone: 'bad', label: 'Atrasado' },
} as const

/** The files that the banks owe, and up to which day all that was paid is known (DECISIONS 49 and 50). */
export default class BoardController {
  async show(ctx: HttpContext) {
    ctx.authorize('payments.read')
    const { municipalityId } = ctx.actor
    const board = await expectedBoard(db, municipalityId)
    const horizon = await horizonOf(db, municipalityId, board)
    const since = addDays(board.today, -DAYS_SHOWN)
    return ctx.view.render('payments::board', {
      ...{ horizon, states: STATES, since, today: board.today },
      agreements: board.agreements.map((agreement) => ({
        ...agreement,
        reach: horizon.agreements.find(({ id }) => id === agreement.id),
        // What is missing stays in sight however old it is.
        shown: agreement.files
          .filter(({ day, state }) => day >= since || state === 'late')
          .toReversed(),
      })),
    })
  }

  async list(ctx: HttpContext) {
    ctx.authorize('payments.read')
    const { municipalityId } = ctx.actor
    const board = await expectedBoard(db, municipalityId)
    const { on, agreements: reaches } = await horizonOf(db, municipalityId, board)
    return {
      horizon: on,
      agreements: board.agreements.map(({ id, code, agentCode, files }) => {
        const reach = reaches.find((one) => one.id === id)
        return {
          ...{ id: String(id), code, agent: agentCode },
          ...{ horizon: reach?.on ?? null, waits_for: reach?.waitsFor ?? null },
          files: files.map((file) => ({
            ...{ day: file.day, state: file.state, arrived_at: file.arrivedAt },
            file: file.fileId === null ? null : String(file.fileId),
          })),
        }
      }),
    }
  }
}
