import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CivilDate } from '#core/calendar/index'
import { clock } from '#core/calendar/index'
import type { BusinessError } from '#core/kernel/index'
import { command } from '#tests/support/command'
import { freshDatabase } from '#tests/support/database'
import { tamperVersions } from '#tests/support/as_owner'
import { parameterInForce } from '../../in_force.ts'
import { loadPack } from '../../services/load_pack.ts'
import { resolvePack } from '../../services/resolve_pack.ts'
import { syncProductDefaults } from '../../services/sync_product_defaults.ts'
import { installSample, limit, people, publish, withSamplePlugin } from '../sample_plugin.ts'

const BRUNO = '--user=bruno.faturamento@demo.aqueduto'
const ANA = '--user=ana.admin@demo.aqueduto'
const NOW = new Date('2026-11-22T15:00:00Z')
const day = (text: string) => text as CivilDate

const change = (sql: string, bindings: string[]) => tamperVersions([sql, bindings])

test.group('Configuration | commands', (group) => {
  freshDatabase(group)
  withSamplePlugin(group)
  group.each.setup(() => {
    clock.freeze(NOW)
    return () => clock.restore()
  })

  let versionId = ''

  test('a file becomes a version in review; a wrong one is refused with exit code 1', async ({
    assert,
  }) => {
    const folder = await mkdtemp(join(tmpdir(), 'configuration-'))
    const file = join(folder, 'limit.json')
    const args = ['parameter', 'sample.limit', `--file=${file}`, BRUNO, '--from=2026-12-01']
    await writeFile(file, '{"value": 2.5}')
    const wrong = await command('configuration:draft', args)
    assert.equal(wrong.exitCode, 1)
    assert.include(wrong.text, 'tem casas decimais')
    await writeFile(file, '{"value": 25}')
    const sent = await command('configuration:draft', [...args, '--reason=Ajuste', '--legal=Lei 2'])
    assert.equal(sent.exitCode, 0)
    versionId = /\(id (\d+)\)/.exec(sent.text)![1]!
    const shown = await command('configuration:show', ['parameter', 'sample.limit'])
    assert.equal(shown.exitCode, 0)
    assert.include(shown.text, '"value": 10')
  })

  test('the author cannot approve; another person can, from its date on', async ({ assert }) => {
    const { municipalityId } = await people()
    const own = await command('configuration:approve', [versionId, BRUNO])
    assert.equal(own.exitCode, 1)
    assert.include(own.text, 'E_ACCESS_DENIED')
    const done = await command('configuration:approve', [versionId, ANA])
    assert.equal(done.exitCode, 0)
    assert.include(done.text, 'em vigor a partir de 01/12/2026')
    const value = (date: string) => parameterInForce('sample.limit', municipalityId, day(date))
    assert.equal(await value('2026-11-30'), 10)
    assert.equal(await value('2026-12-01'), 25)
  })

  test('versions are compared in words', async ({ assert }) => {
    const { rows } = await db.rawQuery(
      `select v.id from configuration_versions v join configuration_items i on i.id = v.item_id
        where i.kind = 'parameter' and i.key = 'sample.limit' order by v.id`
    )
    const [before, after] = (rows as { id: bigint }[]).map(({ id }) => String(id))
    const compared = await command('configuration:compare', [before!, after!])
    assert.include(compared.text, 'Valor: de 10 para 25')
    assert.include(compared.text, 'Início da vigência: de 01/01/2000 para 01/12/2026')
    const wrong = await command('configuration:compare', ['abc', '3'])
    assert.equal(wrong.exitCode, 1)
    assert.include(wrong.text, 'E_CONFIGURATION_ID')
  })

  test('a release with another default writes one product version from today, once', async ({
    assert,
  }) => {
    const { municipalityId } = await people()
    const again = await db.transaction((tx) => syncProductDefaults(tx))
    assert.deepEqual(again.written, [])
    await installSample({ limit: { ...limit, default: 12 } })
    const changed = await db.transaction((tx) => syncProductDefaults(tx))
    assert.deepEqual(changed.written, ['parameter/sample.limit'])
    assert.lengthOf(changed.kept, 1)
    assert.include(changed.kept[0]!, 'parameter/sample.limit')
    const { rows } = await db.rawQuery(
      `select id from configuration_versions where id = ? and base_id is not null`,
      [versionId]
    )
    assert.lengthOf(rows, 1)
    const value = (date: string) => parameterInForce('sample.limit', municipalityId, day(date))
    assert.equal(await value('2026-11-21'), 10)
    assert.equal(await value('2026-11-22'), 12)
    assert.equal(await value('2026-12-01'), 25)
    await installSample({ limit: { ...limit, default: 500 } })
    await assert.rejects(
      () => db.transaction((tx) => syncProductDefaults(tx)),
      /product default of parameter\/sample.limit is wrong/
    )
    await installSample()
  })

  test('backdating is possible only as far as the dated parameter lets', async ({ assert }) => {
    const late = {
      kind: 'parameter',
      key: 'sample.limit',
      content: { value: 7 },
      from: '2026-11-12',
      now: NOW,
    }
    const codeOf = (from: string) =>
      db
        .transaction((tx) => publish(tx, { ...late, from }))
        .then(() => 'done')
        .catch((error: BusinessError) => error.code)
    assert.equal(await codeOf('2026-11-12'), 'E_CONFIGURATION_BACKDATED')
    await db.transaction((tx) =>
      publish(tx, {
        kind: 'parameter',
        key: 'configuration.backdating_days',
        content: { value: 10 },
        from: '2026-11-22',
        now: NOW,
      })
    )
    assert.equal(await codeOf('2026-11-11'), 'E_CONFIGURATION_BACKDATED')
    assert.equal(await codeOf('2026-11-12'), 'done')
  })

  test('verify accepts what the system wrote', async ({ assert }) => {
    const { exitCode, text } = await command('configuration:verify')
    assert.equal(exitCode, 0)
    assert.include(text, 'íntegra')
  })

  test('a changed content is named by verify, and a pack made with it refuses to load', async ({
    assert,
  }) => {
    const { municipalityId } = await people()
    const pack = await resolvePack({
      municipalityId,
      from: day('2026-12-01'),
      until: day('2026-12-31'),
      knownAt: NOW,
      decisions: [],
      parameters: ['sample.limit'],
      items: [],
    })
    await change('update configuration_versions set content = ? where id = ?', [
      '{"value":99}',
      versionId,
    ])
    const { exitCode, text } = await command('configuration:verify')
    assert.equal(exitCode, 1)
    assert.include(text, `parameter/sample.limit (id ${versionId})`)
    assert.include(text, 'o conteúdo foi alterado')
    // Another id for the same segments: what this process keeps in memory does not answer for it.
    const { rows } = await db.rawQuery(
      `insert into configuration_packs (hash, municipality_id, from_on, until_on, segments)
       select repeat('0', 64), municipality_id, from_on, until_on, segments from configuration_packs where id = ?
       returning id`,
      [String(pack.id)]
    )
    await assert.rejects(() => loadPack(rows[0].id), /no longer has the content/)
  })

  test('a deleted version is noticed', async ({ assert }) => {
    await change('update configuration_versions set content = ? where id = ?', [
      '{"value":25}',
      versionId,
    ])
    const whole = await command('configuration:verify')
    assert.equal(whole.exitCode, 0)
    await change('delete from configuration_pack_versions where version_id = ?', [versionId])
    await change('delete from configuration_versions where id = ?', [versionId])
    const { exitCode, text } = await command('configuration:verify')
    assert.equal(exitCode, 1)
    assert.include(text, 'alterada ou removida')
  })
})
