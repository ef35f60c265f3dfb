import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { CivilDate } from '#core/calendar/index'
import type { BusinessError } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { inForce, parameterInForce } from '../../in_force.ts'
import { loadPack } from '../../services/load_pack.ts'
import { resolvePack } from '../../services/resolve_pack.ts'
import type { PackRequest } from '../../types.ts'
import { people, pricing, publish, withSamplePlugin } from '../sample_plugin.ts'

const day = (text: string) => text as CivilDate
const JANUARY = new Date('2026-01-10T12:00:00Z')
const MAY = new Date('2026-05-10T12:00:00Z')

async function request(more: Partial<PackRequest> = {}): Promise<PackRequest> {
  const { municipalityId } = await people()
  return {
    municipalityId,
    from: day('2026-02-01'),
    until: day('2026-04-30'),
    knownAt: MAY,
    decisions: ['sample.price'],
    parameters: ['sample.limit'],
    items: [],
    ...more,
  }
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'nothing',
    (error: BusinessError) => error.code
  )

test.group('Configuration | packs', (group) => {
  freshDatabase(group)
  withSamplePlugin(group)

  test('product defaults make a pack of one segment, with what the rules look up', async ({
    assert,
  }) => {
    const pack = await resolvePack(await request())
    assert.lengthOf(pack.segments, 1)
    const segment = pack.at(day('2026-03-01'))
    assert.equal(segment.from, '2026-02-01')
    assert.equal(segment.until, '2026-04-30')
    assert.equal(segment.parameter('sample.limit'), 10)
    assert.deepEqual(segment.content('sample-table', 'prices'), { m3: '3' })
    assert.deepEqual(segment.lookups, {
      'parameter/sample.limit': 10,
      'sample-table/prices': { m3: '3' },
    })
    const { outcome } = segment
      .ruleset('sample.price')
      .evaluate({ volume: 7, category: 'RES' }, segment.lookups)
    assert.deepEqual(outcome, { amount: '21' })
  })

  test('what a later release asks of an older pack is its first default; what was forgotten is an error', async ({
    assert,
  }) => {
    const { id, hash } = await resolvePack(
      await request({
        decisions: [],
        items: [{ kind: 'sample-table', key: 'prices' }],
        parameters: [],
      })
    )
    const march = day('2026-03-01')
    const copyFrom = async (made: string) => {
      const { rows } = await db.connection('owner').rawQuery(
        `insert into configuration_packs (hash, municipality_id, from_on, until_on, segments, created_at)
         select ?, municipality_id, from_on, until_on, segments, ? from configuration_packs where id = ? returning id`,
        [`${made.slice(0, 4)}${hash.slice(4)}`, made, String(id)]
      )
      const pack = await loadPack((rows as [{ id: bigint }])[0].id)
      return pack.at(march)
    }
    const older = await copyFrom('1999-01-01T00:00:00Z')
    assert.equal(older.parameter('sample.limit'), 10)
    assert.equal(older.version('parameter', 'sample.limit').number, 1)
    assert.deepEqual(older.content('sample-table', 'prices'), { m3: '3' })
    assert.throws(() => older.parameter('sample.unknown'), /sample.unknown/)
    const forgotten = await copyFrom('2099-01-01T00:00:00Z')
    assert.throws(() => forgotten.parameter('sample.limit'), /parameter\/sample.limit/)
  })

  test('the same configuration gives the same pack, whoever asks and when', async ({ assert }) => {
    const first = await resolvePack(await request())
    const second = await resolvePack(await request({ knownAt: new Date('2026-05-11T00:00:00Z') }))
    const [third, fourth] = await Promise.all([
      resolvePack(await request({ until: day('2026-04-29') })),
      resolvePack(await request({ until: day('2026-04-29') })),
    ])
    assert.equal(first.id, second.id)
    assert.equal(first.hash, second.hash)
    assert.notEqual(third.id, first.id)
    assert.equal(third.id, fourth.id)
  })

  test('a version that starts inside the range splits it, and the old pack stays as it was', async ({
    assert,
  }) => {
    const before = await resolvePack(await request())
    const versionId = await db.transaction((tx) =>
      publish(tx, {
        kind: 'sample-table',
        key: 'prices',
        content: { m3: '4.5' },
        from: '2026-03-01',
        now: JANUARY,
      })
    )
    const after = await resolvePack(await request())
    assert.deepEqual(
      after.segments.map(({ from, until }) => [from, until]),
      [
        ['2026-02-01', '2026-02-28'],
        ['2026-03-01', '2026-04-30'],
      ]
    )
    assert.deepEqual(after.at(day('2026-02-28')).content('sample-table', 'prices'), { m3: '3' })
    assert.deepEqual(after.at(day('2026-03-01')).content('sample-table', 'prices'), { m3: '4.5' })
    const ref = after.at(day('2026-03-01')).version('sample-table', 'prices')
    assert.equal(ref.id, versionId)
    assert.equal(ref.legalBasis, 'Resolução 2/2026')
    const loaded = await loadPack(before.id)
    assert.deepEqual(loaded.at(day('2026-04-01')).content('sample-table', 'prices'), { m3: '3' })
    const { rows } = await db.rawQuery(
      'select pack_id from configuration_pack_versions where version_id = ?',
      [String(versionId)]
    )
    assert.deepEqual(rows, [{ pack_id: after.id }])
  })

  test('a pack known at an instant leaves out what was decided later', async ({ assert }) => {
    const known = await resolvePack(await request({ knownAt: new Date('2026-01-09T00:00:00Z') }))
    assert.lengthOf(known.segments, 1)
    assert.deepEqual(known.at(day('2026-04-01')).content('sample-table', 'prices'), { m3: '3' })
  })

  test('a missing item, a look-up of the rules that is missing and a date outside are told by name', async ({
    assert,
  }) => {
    assert.equal(
      await codeOf(resolvePack(await request({ items: [{ kind: 'sample-table', key: 'fees' }] }))),
      'E_CONFIGURATION_MISSING'
    )
    const pack = await resolvePack(await request())
    assert.throws(() => pack.at(day('2026-05-01')), /outside configuration pack/)
    assert.throws(() => pack.at(day('2026-03-01')).parameter('sample.other'), /does not hold/)
    await db.transaction((tx) =>
      publish(tx, {
        kind: 'ruleset',
        key: 'sample.price',
        content: {
          ...pricing({ field: [{ lookup: ['sample-table/other'] }, 'm3'] }),
          examples: [],
        } as never,
        from: '2026-06-01',
        now: JANUARY,
      })
    )
    assert.equal(
      await codeOf(resolvePack(await request({ until: day('2026-06-01') }))),
      'E_CONFIGURATION_MISSING'
    )
    const untouched = await resolvePack(await request({ until: day('2026-05-31') }))
    assert.lengthOf(untouched.segments, 2)
  })

  test('a transaction sees what it has itself approved; others only after commit', async ({
    assert,
  }) => {
    const { municipalityId } = await people()
    const wanted = await request({
      from: day('2026-08-01'),
      until: day('2026-08-31'),
      decisions: [],
    })
    const tx = await db.transaction()
    await publish(tx, {
      kind: 'parameter',
      key: 'sample.limit',
      content: { value: 20 },
      from: '2026-07-01',
      now: JANUARY,
    })
    const inside = await resolvePack(wanted, tx)
    assert.equal(inside.segments[0]!.parameter('sample.limit'), 20)
    assert.equal(await parameterInForce('sample.limit', municipalityId, day('2026-08-01')), 10)
    await tx.commit()
    assert.equal(await parameterInForce('sample.limit', municipalityId, day('2026-08-01')), 20)
    assert.equal(await parameterInForce('sample.limit', municipalityId, day('2026-06-30')), 10)
    const version = await inForce('parameter', 'sample.limit', municipalityId, day('2026-07-01'))
    assert.equal(version?.owner, 'utility')
    assert.isNull(await inForce('parameter', 'sample.none', municipalityId, day('2026-07-01')))
  })
})
