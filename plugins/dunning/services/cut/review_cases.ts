import { todayIn } from '#core/access/index'
import type { ParticipantContext } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { DebtOrigin } from '#plugins/receivables/api'
import { cancelOrders, requestOrders } from '#plugins/services/api'
import { CUT_ORDERS } from '../../configuration/cut_parameter.ts'
import { judgeDebts, supportCents } from '../../domain/cut_debts.ts'
import type { CutLevel, CutPolicy } from '../../domain/cut_policy.ts'
import { noticedDebts } from './noticed_debts.ts'
import {
  type CutCase,
  casesOfDebts,
  endCases,
  ordersOfNotices,
  standAgain,
} from './standing_cases.ts'

type Where = Pick<ParticipantContext, 'tx' | 'municipalityId'>

/** Why debts are looked at again; `reconnects` says whether who was cut gets the water back for it. */
export interface Cause {
  /** In words that follow “Ordem recolhida: …”. */
  readonly why: string
  readonly reconnects: boolean
}

/**
 * Looks again at the cases that rest on some debts: an order whose debts no longer come to the minimum is called back, and who was cut
 * and owes nothing of it any more is reconnected.
 */
export async function reviewCases(
  { tx, municipalityId }: Where,
  origins: readonly DebtOrigin[],
  cause: Cause
): Promise<void> {
  if (!origins.length) return
  const states = ['ordered', 'cut'] as const
  const cases = await casesOfDebts(tx, municipalityId, { origins, states })
  if (!cases.length) return
  const on = await todayIn(tx, municipalityId)
  const policy = await policyOn(tx, municipalityId, on)
  const support = await supportOf(tx, { municipalityId, on, policy }, cases)
  const least = BigInt(policy.minimum_cents)
  const ordered = cases.filter(
    ({ id, state }) => state === 'ordered' && (support.get(id)! === 0n || support.get(id)! < least)
  )
  const back = await recall(tx, { municipalityId, on, why: cause.why }, ordered)
  if (!cause.reconnects) return
  const free = new Set(cases.filter(({ id }) => support.get(id)! === 0n).map((one) => one.noticeId))
  const cut = [...cases.filter(({ state }) => state === 'cut'), ...back]
  const served = cut.filter(({ noticeId }) => free.has(noticeId))
  await reconnect(tx, { municipalityId, on, why: cause.why, policy }, served)
}

export const policyOn = (tx: Tx, municipalityId: bigint, date: CivilDate) =>
  parameterWithin<CutPolicy>(tx, { key: CUT_ORDERS, municipalityId, date })

interface Supporting {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly policy: CutPolicy
}

/** What still supports each case, in cents. By case. */
async function supportOf(
  tx: Tx,
  { municipalityId, on, policy }: Supporting,
  cases: readonly CutCase[]
): Promise<ReadonlyMap<bigint, bigint>> {
  const noticeIds = cases.map(({ noticeId }) => noticeId)
  const listed = await noticedDebts(tx, { municipalityId, on }, noticeIds)
  const holders = await holdersOf(
    tx,
    municipalityId,
    cases.map(({ premiseId }) => premiseId)
  )
  return new Map(
    cases.map(({ id, noticeId, premiseId }) => {
      const holderId = holders.get(premiseId) ?? null
      const asked = { on, holderId, recentDays: policy.recent_days }
      return [id, supportCents(judgeDebts(listed.get(noticeId) ?? [], asked))]
    })
  )
}

async function holdersOf(tx: Tx, municipalityId: bigint, premiseIds: readonly bigint[]) {
  const rows = await query<{ premise_id: bigint; customer_id: bigint }>(
    tx,
    `select premise_id, customer_id from registry_holdings
      where municipality_id = ? and premise_id = any(?::bigint[]) and role = 'holder' and until_on is null`,
    [municipalityId, premiseIds]
  )
  return new Map(rows.map((row) => [row.premise_id, row.customer_id]))
}

interface Recalling {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly why: string
}

const BY = 'Ciclo do corte'

/**
 * Calls the orders of cases back; one that is already being closed stays as it is. @returns the cases of the level before, which
 * stand again
 */
export async function recall(
  tx: Tx,
  { municipalityId, on, why }: Recalling,
  cases: readonly CutCase[]
): Promise<CutCase[]> {
  if (!cases.length) return []
  const ids = cases.map(({ orderId }) => orderId)
  const reason = `Ordem recolhida: ${why}`
  const called = new Set(await cancelOrders(tx, { municipalityId, ids, on, by: BY, reason }))
  const ended = cases.filter(({ orderId }) => called.has(orderId))
  const endedIds = ended.map(({ id }) => id)
  await endCases(tx, municipalityId, { ids: endedIds, state: 'recalled', on, why: reason })
  return standAgain(tx, municipalityId, ended)
}

/** Notices were taken back: no order rests on them. */
export async function recallOfNotices(
  tx: Tx,
  recalling: Recalling,
  of: { readonly noticeIds: readonly bigint[]; readonly levels: readonly CutLevel[] }
): Promise<void> {
  await recall(tx, recalling, await ordersOfNotices(tx, recalling.municipalityId, of))
}

interface Reconnecting extends Recalling {
  readonly policy: CutPolicy
}

/** Asks the reconnection of who was cut; an order of it that is already open at the premise serves. */
export async function reconnect(
  tx: Tx,
  { municipalityId, on, why, policy }: Reconnecting,
  cases: readonly CutCase[]
): Promise<void> {
  if (!cases.length) return
  const wanted = cases.map((one) => ({ ...one, type: policy[`level_${one.level}`].reconnection }))
  await requestOrders(
    tx,
    { municipalityId, on, by: BY },
    wanted.map(({ premiseId, type, number, executedOn }) => ({
      ...{ type, premiseId, origin: null, requester: 'Cobrança' },
      reason: `Religação do corte ${number}, feito em ${formatDate(executedOn!)}: ${why}`,
    }))
  )
  await query(
    tx,
    `update dunning_cases c set state = 'reconnecting', reconnection_id = o.id
       from unnest(?::bigint[], ?::text[]) as w (id, type), services_orders o
      where c.id = w.id and o.premise_id = c.premise_id and o.service_type = w.type and o.state = 'open'`,
    [wanted.map(({ id }) => id), wanted.map(({ type }) => type)]
  )
}

/**
 * A payment was taken back: who was about to be reconnected stays cut. An order that was called back is made again by the next run,
 * when its notice still stands.
 */
export async function putBack(
  { tx, municipalityId }: Where,
  origins: readonly DebtOrigin[]
): Promise<void> {
  if (!origins.length) return
  const cases = await casesOfDebts(tx, municipalityId, { origins, states: ['reconnecting'] })
  if (!cases.length) return
  const on = await todayIn(tx, municipalityId)
  const policy = await policyOn(tx, municipalityId, on)
  const support = await supportOf(tx, { municipalityId, on, policy }, cases)
  const back = cases.filter(({ id }) => support.get(id)! > 0n)
  await cancelOrders(tx, {
    ...{ municipalityId, on, by: BY, reason: 'Ordem recolhida: o pagamento foi estornado' },
    ids: back.flatMap(({ reconnectionId }) => reconnectionId ?? []),
  })
  await query(
    tx,
    `update dunning_cases set state = 'cut', reconnection_id = null where id = any(?::bigint[])`,
    [back.map(({ id }) => id)]
  )
}
