import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { formatRefMonth, refMonth } from '#core/calendar/index'
import { type Period, askReopening, decideReopening } from '../services/reopen_month.ts'

const one = vine.create({ id: rowId() })
const PERIODS = 'accounting.periods'
const monthOfPeriod = ({ reference }: Period) => formatRefMonth(refMonth(reference))

/** Opening a closed month takes two people, and says why (AC-060). */
export const askReopeningAction: Action<Infer<typeof one>, Period> = {
  name: 'accounting.ask_reopening',
  title: 'Pedir a reabertura do mês',
  permission: 'accounting.close',
  input: one,
  labels: { id: 'Mês' },
  reason: 'required',
  subject: (_, { id }) => ({ type: PERIODS, id }),
  run: ({ tx, municipalityId, actor, reason }, { id }) =>
    askReopening(tx, { municipalityId, actor, id: BigInt(id), reason }),
  describe: (_, period) => `Reabertura de ${monthOfPeriod(period)} pedida`,
}

const deciding = (
  action: Pick<Action, 'name' | 'title' | 'reason'>,
  opens: boolean
): Action<Infer<typeof one>, Period> => ({
  ...action,
  permission: 'accounting.reopen',
  input: one,
  labels: { id: 'Mês' },
  subject: (_, { id }) => ({ type: PERIODS, id }),
  run: ({ tx, municipalityId, actor, now: at }, { id }) =>
    decideReopening(tx, { municipalityId, actor, id: BigInt(id), opens, at }),
  describe: (_, period) =>
    opens
      ? `${monthOfPeriod(period)} reaberto para lançamentos`
      : `${monthOfPeriod(period)} continua fechado: a reabertura foi negada`,
})

/** By another person than who asked. */
export const reopenAction = deciding(
  { name: 'accounting.reopen', title: 'Reabrir o mês', reason: 'optional' },
  true
)

export const keepClosedAction = deciding(
  { name: 'accounting.keep_closed', title: 'Manter fechado', reason: 'required' },
  false
)
