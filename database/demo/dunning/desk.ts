import db from '@adonisjs/lucid/services/db'
import { actorOfUser } from '#core/access/index'
import { runAction } from '#core/actions/index'
import { type CivilDate, addDays } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runStep } from '../steps.ts'
import { type DunningMonth, type Promised, promise } from './month.ts'

/** Who collects what: the large debts are of one person, all others of another. */
const PORTFOLIOS = [
  ['Dívidas grandes', 'fabio.arrecadacao@demo.aqueduto', 50_000],
  ['Demais devedores', 'carla.atendimento@demo.aqueduto', null],
] as const

/** The portfolios, once, and the queue as it stands on the morning after the notices. */
export async function openDesk(month: DunningMonth): Promise<void> {
  const { municipalityId } = month.played
  await runStep(municipalityId, 'dunning/portfolios', async (tx) => {
    for (const [place, [name, email, minCents]] of PORTFOLIOS.entries()) {
      await query(
        tx,
        `insert into collections_portfolios (municipality_id, name, place, collector_id, min_cents)
         select ?, ?, ?, id, ? from access_users where municipality_id = ? and email = ?`,
        [municipalityId, name, place + 1, minCents, municipalityId, email]
      )
    }
  })
  await orderQueue(month, month.dates.noticed)
}

/** Promises that lapsed are told, cases open and close, and the queue is put in order. */
export const orderQueue = ({ played: { on } }: DunningMonth, day: CivilDate) =>
  on.run('collections.daily', 'Fila da mesa de cobrança', { on: day })

interface Called {
  readonly id: bigint
  readonly collector_id: bigint
  readonly number: string
  readonly amount_cents: bigint
}

/** The first of the queue who have no notice to answer, with the oldest bill that each owes. */
const queueOf = ({ played: { municipalityId } }: DunningMonth) =>
  query<Called>(
    db,
    `select * from (
       select distinct on (c.id) c.id, c.collector_id, d.number, d.amount_cents, c.priority
         from collections_cases c
         join billing_invoices i on i.premise_id = c.premise_id and i.settlement = 'open' and i.hold is null
         join receivables_documents d on d.id = i.document_id
        where not exists (select from dunning_notices n
                where n.premise_id = c.premise_id and n.kind = 'cut_notice' and n.state = 'pending')
          and c.municipality_id = ? and c.state = 'open' and c.collector_id is not null and c.overdue_cents >= d.amount_cents
        order by c.id, i.due_on, i.id) q
      order by q.priority desc, q.id limit ?`,
    [municipalityId, CALLS]
  )

const CALLS = 12
/** Of each so many calls, one is not answered; of each so many promises, one is not kept. */
const SILENT = 3
const BROKEN = 4

/** The collectors call: who answers promises, and most pay on their day. */
export async function callDebtors(month: DunningMonth): Promise<void> {
  await promise(month, 'desk', async () => {
    const kept: Promised[] = []
    const queue = await queueOf(month)
    for (const [place, one] of queue.entries()) {
      const paidOn = addDays(month.dates.answered, 3)
      const isSilent = place % SILENT === SILENT - 1
      await runAction('collections.contact', {
        actor: (await actorOfUser(one.collector_id))!,
        input: {
          ...{ case_id: Number(one.id), channel: 'phone' },
          ...(isSilent
            ? { result: 'no_answer' }
            : { result: 'promised', promise_on: paidOn, promise_cents: String(one.amount_cents) }),
        },
      })
      if (isSilent || place % BROKEN === 0) continue
      kept.push({ number: one.number, cents: String(one.amount_cents), paidOn })
    }
    return kept
  })
}
