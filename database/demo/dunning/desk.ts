import db from '@adonisjs/lucid/services/db'
import { actorOfUser } from '#core/access/index'
import { type Actor, runAction } from '#core/actions/index'
import { type CivilDate, addDays } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { createAction } from '#core/records/index'
import { type DunningMonth, type Promised, promise } from './month.ts'

/** Who collects what: the large debts are of one person, all others of another. */
const PORTFOLIOS = [
  ['Dívidas grandes', 'fabio.arrecadacao@demo.aqueduto', 50_000],
  ['Demais devedores', 'carla.atendimento@demo.aqueduto', null],
] as const

/** The portfolios, once. */
export async function openPortfolios(actor: Actor): Promise<void> {
  for (const [index, [name, email, minCents]] of PORTFOLIOS.entries()) {
    const [person] = await query<{ id: bigint }>(
      db,
      `select id from access_users where municipality_id = ? and email = ?
          and not exists (select from collections_portfolios p where p.municipality_id = access_users.municipality_id and p.name = ?)`,
      [actor.municipalityId, email, name]
    )
    if (!person) continue
    await runAction(createAction(registries().records.get('collections.portfolios')), {
      actor,
      input: {
        ...{ name, place: index + 1, collector_id: String(person.id) },
        ...(minCents === null ? {} : { min_cents: String(minCents) }),
      },
    })
  }
}

/** The portfolios and the queue as it stands on the morning after the notices. */
export async function openDesk(month: DunningMonth): Promise<void> {
  await openPortfolios(month.played.on.actor)
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
