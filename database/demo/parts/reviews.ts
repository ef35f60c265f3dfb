import { systemActor, todayIn } from '#core/access/index'
import { type Actor, prepareAction, runPrepared } from '#core/actions/index'
import { addDays, monthOf, previousMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { DemoContext, DemoPart } from '../part.ts'

interface Contested {
  readonly premise_id: bigint
  readonly holder: string
  readonly m3: string
}

const REVIEWS = 3

/** The dwellings that used most in the month before the demo begins. */
const MOST_USED = `select r.premise_id, c.name as holder, trim_scale(r.billed_m3)::text as m3
  from readings_readings r
  join registry_premises p on p.id = r.premise_id and p.kind = 'single'
  join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.until_on is null
  join registry_customers c on c.id = h.customer_id and c.kind = 'person'
 where r.municipality_id = ? and r.reference = ?
 order by r.billed_m3 desc, r.premise_id limit ${REVIEWS}`

/** Three consumption reviews, each in another phase; the small municipality of the tests has none. */
const part: DemoPart = {
  name: 'reviews',
  title: 'Revisões de consumo',
  async run(tx, context) {
    if (context.plan.isSmall) return
    const { municipalityId, asOf } = context
    const reference = previousMonth(monthOf(asOf))
    const contested = await query<Contested>(tx, MOST_USED, [municipalityId, reference])
    const ids: string[] = []
    for (const one of contested) ids.push(await openOne(tx, context, one))
    const [, visited, concluded] = ids
    if (visited) await sendVisit(tx, context, visited)
    if (concluded) await conclude(tx, context, concluded)
  },
}

async function personNamed(
  tx: Tx,
  { municipalityId }: DemoContext,
  start: string
): Promise<Actor & { readonly userId: bigint }> {
  const [row] = await query<{ id: bigint; name: string }>(
    tx,
    'select id, full_name as name from access_users where municipality_id = ? and starts_with(login, ?)',
    [municipalityId, start]
  )
  return { ...systemActor(municipalityId), userId: row!.id, name: row!.name }
}

/** One action by one of the demo's people, in the part's own transaction. */
async function act<O>(tx: Tx, actor: Actor, name: string, input: object): Promise<O> {
  const { output } = await runPrepared<unknown, O>(tx, await prepareAction(name, { actor, input }))
  return output
}

async function openOne(tx: Tx, context: DemoContext, { premise_id: id, holder, m3 }: Contested) {
  const carla = await personNamed(tx, context, 'carla.')
  const opened = await act<{ id: bigint }>(tx, carla, 'reviews.open', {
    ...{ premise_id: String(id), origin: 'customer', requester_name: holder },
    reference: previousMonth(monthOf(context.asOf)),
    requested_on: addDays(context.asOf, -1),
    ...{ residents: 4, has_pool: 'no', has_washing_machine: 'yes' },
    description: `Veio um consumo de ${m3.replace('.', ',')} m³, bem acima do costume da casa.\nNão há obra nem visita, e as torneiras estão boas.`,
  })
  return String(opened.id)
}

const move = (tx: Tx, actor: Actor, id: string, transition: string) =>
  act(tx, actor, 'reviews.reviews.transition', { id, transition })

async function sendVisit(tx: Tx, context: DemoContext, id: string): Promise<void> {
  const [carla, elisa] = [
    await personNamed(tx, context, 'carla.'),
    await personNamed(tx, context, 'elisa.'),
  ]
  const today = await todayIn(tx, context.municipalityId)
  await move(tx, elisa, id, 'inspect')
  await act(tx, carla, 'reviews.schedule_visit', {
    ...{ review_id: id, responsible_id: String(elisa.userId) },
    ...{ visit_on: addDays(today, 1), visit_time: '09:30' },
    instructions: 'Conferir a boia da caixa d’água e o ponteiro com tudo fechado.',
  })
}

async function conclude(tx: Tx, context: DemoContext, id: string): Promise<void> {
  const ana = await personNamed(tx, context, 'ana.')
  await move(tx, ana, id, 'analyse')
  await act(tx, ana, 'reviews.write_report', {
    ...{ id, outcome: 'denied' },
    report: 'A leitura foi repetida e confere. O consumo do mês é o medido.',
  })
  await move(tx, ana, id, 'conclude')
}

export default part
