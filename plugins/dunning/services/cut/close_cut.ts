import type { ParticipantContext } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { setWaterSituation } from '#plugins/registry/api'
import type { OrderClosing } from '#plugins/services/api'
import { OBSTACLES, cutObstacle } from '../../domain/cut_calendar.ts'
import { SITUATIONS, levelsOf } from '../../domain/cut_policy.ts'
import { errors } from '../../errors.ts'
import { candidateRows } from './candidates.ts'
import { type Bench, judge, openBench } from './judge.ts'
import { policyOn, reconnect } from './review_cases.ts'
import { type CutCase, caseOfOrder, caseOfPremise, endCases, standAgain } from './standing_cases.ts'

/** What the end of an order means to the cycle of the cut: of a cut, of a reconnection, or nothing. */
export async function closeCut(context: ParticipantContext, closing: OrderClosing): Promise<void> {
  const { tx, municipalityId } = context
  const { order, isDone } = closing
  const found = await caseOfOrder(tx, municipalityId, order.id)
  if (found?.state === 'ordered') {
    if (isDone) return execute(context, closing, found)
    await endCases(tx, municipalityId, {
      ...{ ids: [found.id], state: 'not_done', on: closing.executedOn },
      why: `Ordem ${order.number} encerrada sem o corte`,
    })
    await standAgain(tx, municipalityId, [found])
    return
  }
  const policy = await policyOn(tx, municipalityId, closing.executedOn)
  const levels = levelsOf(policy)
  if (isDone && levels.some(({ service }) => service === order.type)) {
    throw errors.E_DUNNING_CUT_WITHOUT_CASE({ number: order.number })
  }
  if (levels.some(({ reconnection }) => reconnection === order.type)) {
    const standing = await caseOfPremise(tx, municipalityId, order.premiseId)
    if (standing && standing.state !== 'ordered') await reconnected(context, closing, standing)
  }
}

/** The cut was made: refused where the law or a payment forbids it, else the water is cut from that day on. */
async function execute(
  context: ParticipantContext,
  closing: OrderClosing,
  found: CutCase
): Promise<void> {
  const { tx, municipalityId, actor } = context
  const { executedOn: on, executedTime: time, reading, order } = closing
  if (time === null) throw errors.E_DUNNING_CUT_TIME({ number: order.number })
  const bench = await openBench(tx, { municipalityId, on })
  await requireMoment(context, bench, { closing, found, time })
  await requireDebts(context, bench, { closing, found })
  await requirePhotos(context, bench, closing)
  const { level, premiseId } = found
  await setWaterSituation(tx, {
    ...{ municipalityId, premiseId, on, situation: SITUATIONS[level].to, by: actor.name },
    reason: `Corte ${found.number}, ordem ${order.number}`,
  })
  await query(
    tx,
    `update dunning_cases set state = 'cut', executed_on = ?, executed_time = ?, reading = ? where id = ?`,
    [on, time, reading, found.id]
  )
  closing.bring('cortou a ligação de água')
}

interface At {
  readonly closing: OrderClosing
  readonly found: CutCase
  readonly time: string
}

async function requireMoment(
  { tx, municipalityId }: ParticipantContext,
  { policy, calendar, on }: Bench,
  { closing: { order }, found, time }: At
): Promise<void> {
  const { service } = policy[`level_${found.level}`]
  const [notice] = await candidateRows(tx, { municipalityId, on, service }, [found])
  const hours = { first: policy.first_hour, last: policy.last_hour }
  const obstacle = cutObstacle({ on, time }, { calendar, hours, notice: notice! })
  if (obstacle === null) return
  const { text: why, article } = OBSTACLES[obstacle]
  const { number } = order
  throw errors.E_DUNNING_CUT_FORBIDDEN({ number, on: formatDate(on), time, why, article })
}

/** The debts are looked at once more, at the moment of the cut. */
async function requireDebts(
  { tx }: ParticipantContext,
  bench: Bench,
  { closing: { order }, found }: Pick<At, 'closing' | 'found'>
): Promise<void> {
  const [judged] = await judge(tx, bench, { level: found.level, wanted: [found] })
  if (judged!.isAllowed) return
  throw errors.E_DUNNING_CUT_PAID({ number: order.number, why: judged!.reason })
}

async function requirePhotos(
  { tx, municipalityId }: ParticipantContext,
  { policy }: Bench,
  { order: { id, number } }: OrderClosing
): Promise<void> {
  const needed = policy.minimum_photos
  const [row] = await query<{ photos: number }>(
    tx,
    `select count(*)::int as photos from records_attachments
      where municipality_id = ? and record_type = 'services.orders' and record_id = ? and kind = 'photo' and removed_at is null`,
    [municipalityId, id]
  )
  const { photos } = row!
  if (photos < needed) throw errors.E_DUNNING_CUT_PHOTOS({ number, photos, needed })
}

/** The water is back, or the team could not do it and goes again. */
async function reconnected(
  { tx, municipalityId, actor }: ParticipantContext,
  { isDone, executedOn: on, order, bring }: OrderClosing,
  found: CutCase
): Promise<void> {
  const { premiseId } = found
  if (!isDone) {
    if (found.state !== 'reconnecting') return
    const policy = await policyOn(tx, municipalityId, on)
    const why = `a ordem ${order.number} não foi feita`
    return reconnect(tx, { municipalityId, on, why, policy }, [found])
  }
  await setWaterSituation(tx, {
    ...{ municipalityId, premiseId, on, situation: 'active', by: actor.name },
    reason: `Religação, ordem ${order.number}`,
  })
  await endCases(tx, municipalityId, {
    ...{ ids: [found.id], state: 'reconnected', on, why: `Religado pela ordem ${order.number}` },
  })
  bring('religou a ligação de água')
}
