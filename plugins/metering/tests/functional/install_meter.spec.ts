import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { runAction } from '#core/actions/index'
import { systemActor } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { activeMeters } from '../../services/active_meters.ts'
import type { InstalledMeter } from '../../services/install_meter.ts'

interface WaterConnection {
  readonly id: bigint
  readonly premise_id: bigint
  readonly municipality_id: bigint
}

async function waterAt(street: string, number: string): Promise<WaterConnection> {
  const [row] = await query<WaterConnection>(
    db,
    `select c.id, c.premise_id, c.municipality_id from registry_connections c join registry_premises p on p.id = c.premise_id
      where p.street = ? and p.number = ? and c.service = 'water' order by p.id limit 1`,
    [street, number]
  )
  return row!
}

async function stock(): Promise<string[]> {
  const rows = await query<{ number: string }>(
    db,
    `select number from metering_meters where situation = 'stock' order by number`
  )
  return rows.map(({ number }) => number)
}

interface Wish {
  readonly meter: string
  readonly connection: WaterConnection
  readonly on?: string
  readonly reading?: number
}

const install = ({ meter, connection, on = '2026-10-05', reading = 0 }: Wish) =>
  runAction<unknown, InstalledMeter>('metering.install_meter', {
    actor: systemActor(connection.municipality_id),
    input: {
      meter_number: meter,
      connection_id: String(connection.id),
      installed_on: on,
      initial_reading: reading,
      seal: '0004512',
      reason_code: 'new',
      opinion: 'Ligação nova',
    },
  })

async function refusal(work: Promise<unknown>) {
  try {
    await work
  } catch (error) {
    const { code, people } = error as { code?: string; people?: string }
    return { code, people }
  }
  return { code: 'accepted', people: '' }
}

test.group('Metering | install_meter', (group) => {
  freshDatabase(group)

  test('takes a meter from stock to an unmetered connection', async ({ assert }) => {
    const connection = await waterAt('Rua das Acácias', '130')
    const [meter, ...others] = await stock()
    const { installationId, meterId } = await install({ meter: meter!, connection, reading: 7 })
    assert.deepEqual(await stock(), others)
    const active = await db.transaction((tx) =>
      activeMeters(tx, {
        municipalityId: connection.municipality_id,
        premiseIds: [connection.premise_id],
        on: '2026-10-05' as CivilDate,
      })
    )
    assert.deepEqual(active.get(connection.premise_id), {
      meterId,
      number: meter!,
      digits: 4,
      connectionId: connection.id,
      installedOn: '2026-10-05' as CivilDate,
      initialReading: 7,
      size: '15',
    })
    const [entry] = await query(
      db,
      `select description from audit_entries where subject_type = 'metering.installations' and subject_id = ?`,
      [installationId]
    )
    assert.deepEqual(entry, {
      description: `Hidrômetro ${meter} instalado em 05/10/2026 com leitura 7. Parecer: Ligação nova`,
    })
  })

  test('refuses a second meter on a connection and a meter that is not in stock', async ({
    assert,
  }) => {
    const metered = await waterAt('Rua das Acácias', '100')
    const free = await waterAt('Rua dos Ipês', '210')
    const [present] = await query<{ number: string }>(
      db,
      `select m.number from metering_meters m join metering_installations i on i.meter_id = m.id where i.connection_id = ?`,
      [metered.id]
    )
    const [meter] = await stock()
    assert.deepEqual(await refusal(install({ meter: meter!, connection: metered })), {
      code: 'E_METERING_CONNECTION_METERED',
      people: `Esta ligação já tem o hidrômetro ${present!.number} instalado. Retire-o antes de instalar outro.`,
    })
    for (const [situation, label] of [
      ['installed', 'instalado'],
      ['maintenance', 'em manutenção'],
      ['scrapped', 'sucata'],
    ] as const) {
      await query(db, 'update metering_meters set situation = ? where number = ?', [
        situation,
        meter!,
      ])
      const { code, people } = await refusal(install({ meter: meter!, connection: free }))
      assert.equal(code, 'E_METERING_METER_SITUATION')
      assert.include(people, label)
    }
    await query(db, `update metering_meters set situation = 'stock' where number = ?`, [meter!])
  })

  test('lets one of two simultaneous installations through', async ({ assert }) => {
    const connection = await waterAt('Rua dos Ipês', '210')
    const [first, second] = await stock()
    const outcomes = await Promise.all(
      [first!, second!].map(async (meter) => {
        const { code } = await refusal(install({ meter, connection }))
        return code
      })
    )
    assert.deepEqual(outcomes.sort(), ['E_METERING_CONNECTION_METERED', 'accepted'])
  })

  test('is backed by the database: no second open row, whoever writes', async ({ assert }) => {
    const connection = await waterAt('Rua das Acácias', '112')
    const insert = (meter: string) =>
      query(
        db,
        `insert into metering_installations (municipality_id, meter_id, connection_id, installed_on, initial_reading)
         select municipality_id, id, ?, '2026-10-05', 0 from metering_meters where number = ?`,
        [connection.id, meter]
      )
    const [spare] = await stock()
    const { code } = await refusal(insert(spare!))
    assert.equal(code, '23505')
  })

  test('refuses unknown meters and connections, sewage, early dates and readings off the dial', async ({
    assert,
  }) => {
    await query(db, `update metering_meters set situation = 'stock' where number like '%X001900'`)
    await query(
      db,
      `delete from metering_installations where meter_id in
      (select id from metering_meters where number like '%X001900')`
    )
    const connection = await waterAt('Avenida Brasil', '500')
    await query(db, 'delete from metering_installations where connection_id = ?', [connection.id])
    const [meter] = await stock()
    const codeOf = async (wish: Partial<Wish>) => {
      const { code } = await refusal(install({ meter: meter!, connection, ...wish }))
      return code
    }
    const [sewage] = await query<WaterConnection>(
      db,
      `select id, premise_id, municipality_id from registry_connections where service = 'sewage' limit 1`
    )
    assert.equal(await codeOf({ meter: 'Z99X999999' }), 'E_METERING_METER_UNKNOWN')
    assert.equal(await codeOf({ connection: sewage! }), 'E_METERING_CONNECTION_UNKNOWN')
    assert.equal(await codeOf({ on: '2021-09-30' }), 'E_METERING_INSTALLATION_DATE')
    assert.equal(await codeOf({ on: '2026-02-30' }), 'E_VALIDATION_ERROR')
    assert.equal(await codeOf({ reading: 10_000 }), 'E_METERING_INITIAL_READING')
    assert.equal(await codeOf({ reading: 9999 }), 'accepted')
  })
})

test.group('Metering | activeMeters', (group) => {
  freshDatabase(group)

  test('gives the new meter on the day of an exchange and the old one the day before', async ({
    assert,
  }) => {
    const connection = await waterAt('Rua das Acácias', '100')
    const [meter] = await stock()
    await query(
      db,
      `update metering_installations set removed_on = '2026-10-10', final_reading = 500 where connection_id = ?`,
      [connection.id]
    )
    await install({ meter: meter!, connection, on: '2026-10-10' })
    const numberOn = async (on: string) => {
      const active = await db.transaction((tx) =>
        activeMeters(tx, {
          municipalityId: connection.municipality_id,
          premiseIds: [connection.premise_id],
          on: on as CivilDate,
        })
      )
      return active.get(connection.premise_id)?.number
    }
    assert.equal(await numberOn('2026-10-10'), meter)
    assert.match((await numberOn('2026-10-09')) ?? '', /^A22X001000$/)
    assert.isUndefined(await numberOn('2023-09-30'))
  })

  test('leaves out unmetered premises and other municipalities', async ({ assert }) => {
    const unmetered = await waterAt('Rua das Acácias', '130')
    const metered = await waterAt('Avenida Brasil', '900')
    const read = (municipalityId: bigint) =>
      db.transaction((tx) =>
        activeMeters(tx, {
          municipalityId,
          premiseIds: [unmetered.premise_id, metered.premise_id],
          on: '2026-10-01' as CivilDate,
        })
      )
    const own = await read(metered.municipality_id)
    const foreign = await read(metered.municipality_id + 1n)
    assert.deepEqual([...own.keys()], [metered.premise_id])
    assert.equal(foreign.size, 0)
  })
})
