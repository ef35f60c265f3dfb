import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { runAction } from '#core/actions/index'
import { systemActor } from '#core/access/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'

interface Place {
  readonly municipality_id: bigint
  readonly locality_id: bigint
  readonly billing_group_id: bigint
}

interface Created {
  readonly id: bigint
  readonly registrationNumber: string
}

async function place(): Promise<Place> {
  const [row] = await query<Place>(
    db,
    'select municipality_id, locality_id, billing_group_id from registry_premises order by id limit 1'
  )
  return row!
}

async function register(more: Record<string, unknown>, holder: bigint): Promise<Created> {
  const {
    municipality_id: municipalityId,
    locality_id: locality,
    billing_group_id: group,
  } = await place()
  return runAction('registry.premises.create', {
    actor: systemActor(municipalityId),
    input: {
      street: 'Rua dos Lírios',
      number: '10',
      district: 'Centro',
      locality_id: String(locality),
      billing_group_id: String(group),
      holder_id: String(holder),
      holder_from: '2026-10-01',
      water_connected_on: '2026-10-01',
      ...more,
    },
  })
}

async function meterOn(premise: Created, number: string): Promise<void> {
  const { municipality_id: municipalityId } = await place()
  const [connection] = await query<{ id: bigint }>(
    db,
    `select id from registry_connections where premise_id = ? and service = 'water'`,
    [premise.id]
  )
  await query(
    db,
    `insert into metering_meters (municipality_id, number, brand, model, digits, flow_class, manufactured_on, situation)
     values (?, ?, 'Nascente', 'Unijato', 4, 'Qn 1,5', '2026-01-01', 'stock')`,
    [municipalityId, number]
  )
  await runAction('metering.install_meter', {
    actor: systemActor(municipalityId),
    input: {
      meter_number: number,
      connection_id: String(connection!.id),
      installed_on: '2026-10-01',
      initial_reading: 0,
      reason_code: 'new',
      opinion: 'Ligação nova',
    },
  })
}

test.group('Metering | condominium with individual meters', (group) => {
  freshDatabase(group)

  test('registers a parent and three children, each with number, holder and meter, all listed', async ({
    client,
    assert,
  }) => {
    const holders = await query<{ id: bigint; name: string }>(
      db,
      `select id, name from registry_customers where kind = 'person' order by id limit 4`
    )
    const master = await register({ kind: 'condominium_master' }, holders[3]!.id)
    const children: Created[] = []
    for (const [index, holder] of holders.slice(0, 3).entries()) {
      const unit = { kind: 'condominium_child', parent_id: String(master.id) }
      const home = { complement: `Apto ${index + 1}`, category: 'RES', economies: 1 }
      children.push(await register({ ...unit, ...home }, holder.id))
    }
    for (const [index, premise] of [master, ...children].entries()) {
      await meterOn(premise, `A26X77000${index}`)
    }

    const user = await bruno()
    const tab = `/registry/premises/${master.id}/tabs/registry.premises.parent_id`
    const panel = await client.get(tab).loginAs(user)
    panel.assertStatus(200)
    for (const [index, { registrationNumber: number }] of children.entries()) {
      assert.include(panel.text(), `${number.slice(0, -1)}-${number.slice(-1)}`)
      assert.include(panel.text(), holders[index]!.name)
    }
    const [counted] = await query(
      db,
      `select count(distinct p.registration_number) as numbers, count(distinct i.meter_id) as meters,
              count(distinct p.holder_name) as holders
         from registry_premises p join registry_connections c on c.premise_id = p.id
         join metering_installations i on i.connection_id = c.id and i.removed_on is null
        where p.id = ? or p.parent_id = ?`,
      [master.id, master.id]
    )
    assert.deepEqual(counted, { numbers: 4n, meters: 4n, holders: 4n })
  }).tags(['@TR-3.2.2.2.7'])
})
