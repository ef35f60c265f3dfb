import db from '@adonisjs/lucid/services/db'
import { actorOfUser, systemActor, todayIn } from '#core/access/index'
import { runAction } from '#core/actions/index'
import { type CivilDate, addDays, clock, dayOfWeek, previousMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { banksAround } from '../collection/days.ts'
import { openPortfolios } from '../dunning/desk.ts'
import { isCollecting, noonOf } from '../dunning/opening.ts'
import type { DemoContext, DemoPart } from '../part.ts'

/** Of those who were noticed, so many agree; of each queue, so many are called. */
const PLANS = 2
const CALLS = 4
/** Days since the demo began: the bills of the month before are due on its tenth, and noticed a month later. */
const NOTICED_AFTER = 10
const AGAIN_AFTER = 40
/** Days since the first notices. */
const CUT_AFTER = 33

interface Days {
  readonly noticed: CivilDate
  readonly answered: CivilDate
  readonly again: CivilDate
  readonly cut: CivilDate
  /** The last business day before today. */
  readonly lately: CivilDate
  readonly today: CivilDate
}

async function daysOf({ municipalityId, asOf }: DemoContext): Promise<Days> {
  const banks = banksAround(asOf)
  const today = await todayIn(db, municipalityId)
  const noticed = banks.nextBusinessDay(addDays(asOf, NOTICED_AFTER))
  let cut = addDays(noticed, CUT_AFTER)
  while (!isCutDay(cut, banks)) cut = addDays(cut, 1)
  return {
    ...{ noticed, answered: banks.addBusinessDays(noticed, 4), cut, today },
    again: banks.nextBusinessDay(addDays(asOf, AGAIN_AFTER)),
    lately: banks.addBusinessDays(today, -1),
  }
}

const FRIDAY = 5
const isCutDay = (day: CivilDate, banks: ReturnType<typeof banksAround>): boolean =>
  dayOfWeek(day) > 0 &&
  dayOfWeek(day) < FRIDAY &&
  banks.isBusinessDay(day) &&
  banks.isBusinessDay(addDays(day, 1))

/**
 * The debts of the system before are collected by the policy of the product until today: timetable, notices, plans, calls of the desk and
 * cut orders, each by its own job or action on its day.
 */
const part: DemoPart = {
  name: 'collection',
  title: 'Cobrança até hoje',
  chunks: () => STEPS.length,
  async run(_, context, chunk) {
    if (context.plan.isSmall || !isCollecting()) return
    const [when, work] = STEPS[chunk]!
    const days = await daysOf(context)
    if (days.today <= days[when]) return
    await clock.during(noonOf(days[when]), () => work(context, days[when]))
  },
}

type Step = readonly [keyof Days, (context: DemoContext, day: CivilDate) => Promise<void>]

const STEPS: readonly Step[] = [
  ['noticed', begin],
  ['answered', answer],
  ['again', notice],
  ['cut', orderCuts],
  ['lately', goOn],
]

/** Somebody of the demo by the beginning of their login. */
async function person({ municipalityId }: DemoContext, start: string) {
  const [user] = await query<{ id: bigint }>(
    db,
    'select id from access_users where municipality_id = ? and starts_with(login, ?)',
    [municipalityId, start]
  )
  return (await actorOfUser(user!.id))!
}

/** What is planned, the first notices, and the desk. */
async function begin(context: DemoContext, on: CivilDate): Promise<void> {
  const { municipalityId, firstReference } = context
  const system = systemActor(municipalityId)
  const reference = previousMonth(firstReference)
  await runAction('dunning.generate_schedule', {
    actor: await person(context, 'bruno.'),
    input: { reference },
  })
  await openPortfolios(system)
  await notice(context, on)
}

/** The policy writes who has come to a step; notices are delivered at the door. */
async function notice(context: DemoContext, on: CivilDate): Promise<void> {
  const { municipalityId } = context
  const system = systemActor(municipalityId)
  await runInline('dunning.policy', { on }, system)
  const rows = await query<{ id: bigint }>(
    db,
    `select id from dunning_notices where municipality_id = ? and kind = 'cut_notice' and state = 'pending' and delivered_on is null
      order by id`,
    [municipalityId]
  )
  const bruno = await person(context, 'bruno.')
  for (const { id } of rows) {
    await runAction('dunning.deliver_notice', {
      actor: bruno,
      input: {
        ...{ id: Number(id), delivered_on: on, delivery: 'hand' },
        delivery_proof: 'Protocolo assinado no imóvel',
      },
    })
  }
  await runInline('collections.daily', { on }, system)
}

async function answer(context: DemoContext): Promise<void> {
  const carla = await person(context, 'carla.')
  const wanted = await query<{ premise_id: bigint; debts: string[] }>(
    db,
    `select n.premise_id, array_agg('bill:' || d.origin_type || ':' || d.origin_id order by d.due_on) as debts
       from dunning_notices n join dunning_notice_debts d on d.notice_id = n.id
      where n.municipality_id = ? and n.kind = 'cut_notice' and n.state = 'pending'
      group by n.id having count(*) > 2 order by n.amount_cents desc, n.id limit ${PLANS}`,
    [context.municipalityId]
  )
  for (const { premise_id: premise, debts } of wanted) {
    await runAction('plans.sign', {
      actor: carla,
      input: { premise_id: Number(premise), instalments: 4, debts },
    })
  }
}

async function orderCuts({ municipalityId }: DemoContext, on: CivilDate): Promise<void> {
  await runInline('dunning.cut_orders', { on, levels: [1] }, systemActor(municipalityId))
}

/** The policy goes on, and the desk calls the first of its queue: some promise, some do not answer. */
async function goOn(context: DemoContext, on: CivilDate): Promise<void> {
  const { municipalityId } = context
  const system = systemActor(municipalityId)
  await runInline('dunning.policy', { on }, system)
  await runInline('collections.daily', { on }, system)
  const cases = await query<{ id: bigint; collector_id: bigint; cents: bigint }>(
    db,
    `select id, collector_id, cents from (
       select id, collector_id, overdue_cents as cents, priority, row_number() over (partition by collector_id order by priority desc, id) as place
         from collections_cases where municipality_id = ? and state = 'open' and collector_id is not null) c
      where place <= ${CALLS} order by collector_id, place`,
    [municipalityId]
  )
  for (const [place, { id, collector_id: collector, cents }] of cases.entries()) {
    const promise = { result: 'promised', promise_on: addDays(on, 7), promise_cents: String(cents) }
    await runAction('collections.contact', {
      actor: (await actorOfUser(collector))!,
      input: {
        ...{ case_id: Number(id), channel: 'phone' },
        ...(place % 2 === 0 ? promise : { result: 'no_answer' }),
      },
    })
  }
}

export default part
