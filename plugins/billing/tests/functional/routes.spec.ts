import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type RefMonth, addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { closeBridges } from '#core/reports/index'
import { routesOfLoad } from '#plugins/readings/api'
import { open, send, work } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { type GroupMonth, readMonth } from './read_month.ts'

const NOVEMBER = '2026-11' as RefMonth

/** Of each route, as the load froze it: sets with an invoice, and sets that wait for their route. */
const byRoute = (loadId: bigint) =>
  query<{ route_id: bigint; billed: number; waiting: number }>(
    db,
    `select route_id, count(*) filter (where i.set_key is not null)::int as billed,
            count(*) filter (where p.set_key is not null)::int as waiting
       from (select distinct on (set_key) set_key, route_id from readings_load_items where load_id = ?
              order by set_key, route_id nulls last, sequence, id) s
       left join (select distinct set_key from billing_invoices where settlement <> 'replaced') i on i.set_key = s.set_key
       left join billing_parked p on p.set_key = s.set_key and p.state = 'waiting' and p.code = 'other_route'
      group by route_id order by route_id`,
    [loadId]
  )

/** The small group walks one route: the second half of its stops becomes another. */
async function splitRoute(): Promise<void> {
  const [route] = await query<{ id: bigint; stops: number }>(
    db,
    `select r.id, count(*)::int as stops from readings_routes r join readings_route_stops s on s.route_id = r.id
       join registry_billing_groups g on g.id = r.billing_group_id where g.code = '01' group by r.id order by r.id limit 1`
  )
  await query(
    db,
    `with made as (
       insert into readings_routes (municipality_id, code, name, billing_group_id, locality_id)
       select municipality_id, code || 'B', 'Segunda metade', billing_group_id, locality_id from readings_routes where id = ?
       returning id)
     update readings_route_stops s set route_id = made.id from made
      where s.route_id = ? and s.sequence > (select sequence from readings_route_stops where route_id = ?
        order by sequence offset ? limit 1)`,
    [route!.id, route!.id, route!.id, Math.floor(route!.stops / 2)]
  )
}

const bill = ({ group, reference, issuedOn }: GroupMonth, chosen: object) => ({
  ...{ group: String(group), reference, issued_on: addDays(issuedOn, 0), ...chosen },
})

test.group('Billing | a group billed route by route', (group) => {
  freshDatabase(group)
  group.each.setup(() => () => clock.restore())
  group.each.timeout(170_000)

  test('a run of one route leaves the others waiting, and a further one bills them', async ({
    client,
    assert,
  }) => {
    await splitRoute()
    const month = await readMonth('01', NOVEMBER)
    clock.freeze(`${month.issuedOn}T15:00:00Z`)
    const [first, second] = await routesOfLoad(db as never, month.loadId)
    const board = await open(client, 'bruno', `/billing/runs?reference=${NOVEMBER}`)
    board.assertTextIncludes('Só alguns roteiros')
    board.assertTextIncludes(second!.title)

    const only = (routeId: bigint) => bill(month, { 'routes[]': [String(routeId)] })
    const preview = await send(client, 'bruno', '/billing/runs', {
      ...only(first!.routeId),
      preview: 'true',
    })
    const seen = await work(preview, 'bruno')
    const run = await work(
      await send(client, 'bruno', '/billing/runs', only(first!.routeId)),
      'bruno'
    )
    assert.equal(run.status, 'done')
    const of = async (routeId: bigint) => {
      const routes = await byRoute(month.loadId)
      return routes.find((one) => one.route_id === routeId)!
    }
    const own = await of(first!.routeId)
    assert.isAbove(own.billed, 0)
    assert.equal(own.waiting, 0)
    assert.equal(run.figures.invoices, seen.figures.invoices)
    const other = await of(second!.routeId)
    assert.equal(other.billed, 0)
    assert.isAbove(other.waiting, 0)

    const [{ id: runId } = { id: 0n }] = await query<{ id: bigint }>(
      db,
      'select id from billing_runs order by id desc limit 1'
    )
    const page = await open(client, 'bruno', `/billing/runs/${runId}`)
    page.assertTextIncludes('Roteiro ainda não faturado')
    page.assertTextIncludes(second!.title)
    // The same route asked again is the run that was made.
    const same = await work(
      await send(client, 'bruno', '/billing/runs', only(first!.routeId)),
      'bruno'
    )
    assert.equal(same.id, run.id)

    const rest = await work(
      await send(client, 'bruno', '/billing/runs', only(second!.routeId)),
      'bruno'
    )
    assert.equal(rest.status, 'done')
    assert.deepEqual(await of(second!.routeId), { ...other, billed: other.waiting, waiting: 0 })
    const scope = { municipalityId: month.municipalityId, billingGroupId: month.group }
    const bridges = await db.transaction((tx) =>
      closeBridges(tx, { ...scope, reference: NOVEMBER })
    )
    assert.deepEqual(
      bridges.filter(({ isClosed }) => !isClosed).map(({ name }) => name),
      []
    )
  })
})
