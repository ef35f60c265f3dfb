import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { clock } from '#core/calendar/index'
import { open, putVersion } from '#core/access/tests/support/people'
import { command } from '#tests/support/command'
import { freshDatabase } from '#tests/support/database'
import type { Bundle } from '../../bundles/bundle.ts'
import { inForce } from '../../in_force.ts'
import { people } from '../sample_plugin.ts'

const NOW = new Date('2026-11-22T15:00:00Z')
const ANA = '--user=ana.admin@demo.aqueduto'
const BRUNO = '--user=bruno.faturamento@demo.aqueduto'
const DIEGO = '--user=diego.admin@demo.aqueduto'
const PARAMETER = 'readings.max_estimates'
const DOCUMENT = 'billing.invoice'

const versions = async () => {
  const { rows } = await db.rawQuery('select count(*)::int as count from configuration_versions')
  return (rows as { count: number }[])[0]!.count
}

let file = ''
let publicKey = ''

test.group('Configuration | bundles: homologation', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze(NOW)
    return () => clock.restore()
  })

  test('a parameter and a document template change, and are exported in a signed bundle', async ({
    assert,
    client,
  }) => {
    file = join(await mkdtemp(join(tmpdir(), 'bundle-')), 'pacote.json')
    const nothing = await command('configuration:export', [
      '--items=parameter/nada',
      `--out=${file}`,
      ANA,
    ])
    assert.equal(nothing.exitCode, 1)
    assert.include(nothing.text, 'E_CONFIGURATION_BUNDLE_EMPTY')
    await putVersion(client, `parameter/${PARAMETER}`, { value: 5 })
    const { municipalityId } = await people()
    const today = clock.today('America/Cuiaba')
    const standing = await inForce('document-template', DOCUMENT, municipalityId, today)
    const content = standing!.content as { readonly template: string }
    const changed = { ...content, template: `${content.template}\n<p>Novo aviso</p>` }
    await putVersion(client, `document-template/${DOCUMENT}`, changed)
    const done = await command('configuration:export', [`--out=${file}`, ANA])
    assert.equal(done.exitCode, 0)
    const key = await command('configuration:trust', [ANA])
    publicKey = key.text.split('\n')[0]!
    const stored = await db.from('configuration_keys').firstOrFail()
    assert.notInclude(String(stored.private_key), 'MC4CAQ')
  })
})

test.group('Configuration | bundles: production', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze(NOW)
    return () => clock.restore()
  })

  const importing = (path: string, ...more: string[]) =>
    command('configuration:import', [path, ANA, ...more])

  test('a key that nobody registered is refused, and who lacks the permission too', async ({
    assert,
  }) => {
    const before = await versions()
    const unknown = await importing(file)
    assert.equal(unknown.exitCode, 1)
    assert.include(unknown.text, 'E_CONFIGURATION_BUNDLE_KEY')
    const denied = await command('configuration:import', [file, BRUNO])
    assert.include(denied.text, 'E_ACCESS_DENIED')
    assert.equal(await versions(), before)
    const { rows } = await db.rawQuery(
      `select actor_name, payload from audit_entries where action = 'configuration.import' order by id`
    )
    assert.deepEqual(
      (rows as { actor_name: string; payload: string }[]).map(({ actor_name: who, payload }) => [
        who,
        (JSON.parse(payload) as { refused: string }).refused,
      ]),
      [
        ['Ana Ribeiro', 'E_CONFIGURATION_BUNDLE_KEY'],
        ['Bruno Matos', 'E_ACCESS_DENIED'],
      ]
    )
    const wrong = await command('configuration:trust', [
      '--key=' + 'A'.repeat(60),
      '--name=Homologação',
      '--reason=x',
      ANA,
    ])
    assert.include(wrong.text, 'E_CONFIGURATION_KEY_FORMAT')
    const args = [`--key=${publicKey}`, '--name=Homologação', '--reason=Mesma prefeitura', ANA]
    const trusted = await command('configuration:trust', args)
    assert.equal(trusted.exitCode, 0)
  })

  test('a broken signature, a changed content, another release, another file: refused, nothing half applied', async ({
    assert,
  }) => {
    const before = await versions()
    const bundle = JSON.parse(await readFile(file, 'utf8')) as Bundle
    const first = bundle.items.find(({ key }) => key === PARAMETER)!
    const changed = { ...first, content: { value: 9 } }
    const others = bundle.items.filter(({ key }) => key !== PARAMETER)
    const signature = `${bundle.signature.startsWith('A') ? 'B' : 'A'}${bundle.signature.slice(1)}`
    const cases: [code: string, content: unknown][] = [
      ['E_CONFIGURATION_BUNDLE_SIGNATURE', { ...bundle, signature }],
      ['E_CONFIGURATION_BUNDLE_SIGNATURE', { ...bundle, items: others }],
      ['E_CONFIGURATION_BUNDLE_TAMPERED', { ...bundle, items: [...others, changed] }],
      ['E_CONFIGURATION_BUNDLE_PRODUCT', { ...bundle, product: '9.0.0' }],
      ['E_CONFIGURATION_BUNDLE_FORMAT', { items: [] }],
    ]
    for (const [code, content] of cases) {
      const path = `${file}.${code}.json`
      await writeFile(path, JSON.stringify(content))
      const refused = await importing(path)
      assert.equal(refused.exitCode, 1)
      assert.include(refused.text, code)
    }
    assert.equal(await versions(), before)
    const entries = await db
      .from('audit_entries')
      .where('action', 'configuration.import')
      .orderBy('id', 'desc')
      .limit(cases.length)
    assert.deepEqual(
      entries.map(({ payload }) => (JSON.parse(payload) as { refused: string }).refused).reverse(),
      cases.map(([code]) => code)
    )
  })

  test('the dry run lists exactly the two differences; once applied there are none', async ({
    assert,
    client,
  }) => {
    const before = await versions()
    const dry = await importing(file, '--dry-run')
    assert.equal(dry.exitCode, 0)
    const differences = dry.text.split('\n').filter((line) => line.startsWith('  '))
    assert.lengthOf(differences, 2)
    assert.include(dry.text, 'Valor: de 3 para 5')
    assert.include(dry.text, 'Novo aviso')
    assert.equal(await versions(), before)
    const done = await importing(file, '--submit', '--reason=Homologada')
    assert.equal(done.exitCode, 0)
    assert.equal(await versions(), before + 2)
    const again = await importing(file)
    assert.include(again.text, 'já há um rascunho ou uma versão em revisão')
    const { municipalityId } = await people()
    const { rows } = await db.rawQuery(
      `select v.id from configuration_versions v join configuration_items i on i.id = v.item_id
        where v.status = 'in_review' and i.municipality_id = ? order by v.id`,
      [String(municipalityId)]
    )
    for (const { id } of rows as { id: bigint }[]) {
      const approved = await command('configuration:approve', [String(id), DIEGO])
      assert.equal(approved.exitCode, 0)
    }
    const after = await importing(file, '--dry-run')
    assert.isEmpty(after.text.split('\n').filter((line) => line.startsWith('  ')))
    assert.include(after.text, '0 itens com diferenças')
    const parameter = await open(client, 'ana.', `/configuration/parameter/${PARAMETER}`)
    assert.match(parameter.text(), /em vigor/i)
    parameter.assertTextIncludes('5')
    const template = await open(client, 'ana.', `/configuration/document-template/${DOCUMENT}`)
    template.assertTextIncludes('Novo aviso')
  }).tags(['@TR-3.1.2.3b'])
})
