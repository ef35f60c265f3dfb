import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { type CivilDate, clock } from '#core/calendar/index'
import { open, send } from '#core/access/tests/support/people'
import { type Json, query } from '#core/database/index'
import { installRegistries, registries } from '#core/kernel/index'
import type { RulesetContent } from '#core/rules/index'
import { command } from '#tests/support/command'
import { freshDatabase } from '#tests/support/database'
import { exportBundle } from '../../bundles/export_bundle.ts'
import { ownKey } from '../../bundles/keys.ts'
import { inForce } from '../../in_force.ts'
import { approveVersion } from '../../services/approve_version.ts'
import { saveDraft } from '../../services/save_draft.ts'
import { submitVersion } from '../../services/submit_version.ts'
import { syncProductDefaults } from '../../services/sync_product_defaults.ts'
import { installSample, people, pricing, publish } from '../sample_plugin.ts'

const TODAY = '2026-11-22' as CivilDate
const NOW = new Date(`${TODAY}T15:00:00Z`)
const ITEM = { kind: 'ruleset', key: 'sample.price' } as const
const PATH = '/configuration/ruleset/sample.price'
const ANA = '--user=ana.admin@demo.aqueduto'

const [original] = pricing('3').rules as RulesetContent['rules']
/** The one rule at a price, above a limit of volume. */
const priced = (price: string, over: number) =>
  ({
    ...pricing('3'),
    examples: [],
    rules: [
      {
        ...original!,
        when: { '>': [{ var: ['volume'] }, over] },
        then: { amount: { '*': [{ var: ['volume'] }, price] } },
      },
    ],
  }) as unknown as Json

const atNow = (group: Parameters<typeof freshDatabase>[0]) =>
  group.each.setup(() => {
    clock.freeze(NOW)
    return () => clock.restore()
  })

/** The product's own answer is the same rule at R$ 3, without a limit. */
const withPricedDefault = (group: Parameters<typeof freshDatabase>[0]) =>
  group.setup(async () => {
    const before = registries()
    await installSample({ ruleset: priced('3', 0) as unknown as RulesetContent })
    await db.transaction((tx) => syncProductDefaults(tx))
    return () => installRegistries(before)
  })

/** Approved versions of the item, the oldest first. */
const approved = () =>
  query<{ id: bigint; owner: string; content: string }>(
    db,
    `select v.id, v.owner, v.content::text as content from configuration_versions v
       join configuration_items i on i.id = v.item_id
      where i.kind = 'ruleset' and i.key = 'sample.price' and v.status = 'approved' order by v.id`
  )

const ownerOn = async (day: string) => {
  const { municipalityId } = await people()
  const version = await inForce('ruleset', 'sample.price', municipalityId, day as CivilDate)
  return version?.owner
}

let pack = ''
let publicKey = ''

test.group('Configuration | the pack of a regulator: at the agency', (group) => {
  freshDatabase(group)
  withPricedDefault(group)
  atNow(group)

  test('a resolution in force there leaves as a signed bundle', async ({ assert }) => {
    const { municipalityId, author, approver } = await people()
    const bundle = await db.transaction(async (tx) => {
      const content = priced('3.2', 0)
      const draft = { ...ITEM, content, owner: 'regulator' as const, municipalityId }
      const versionId = await saveDraft(tx, { ...draft, authorId: author })
      await submitVersion(tx, {
        ...{ versionId, municipalityId, authorId: author, from: TODAY, now: NOW },
        ...{ reason: 'Resolução da agência', legalBasis: 'Resolução 5/2026' },
      })
      await approveVersion(tx, { versionId, municipalityId, userId: approver, now: NOW })
      return exportBundle(tx, { municipalityId, items: ['ruleset/sample.price'], by: 'Agência' })
    })
    assert.equal(bundle.items[0]!.owner, 'regulator')
    pack = join(await mkdtemp(join(tmpdir(), 'pack-')), 'pacote.json')
    await writeFile(pack, JSON.stringify(bundle))
    const shown = await command('configuration:trust', [ANA])
    publicKey = shown.text.split('\n')[0]!
    const key = await db.transaction((tx) => ownKey(tx))
    assert.equal(key.fingerprint, bundle.key)
  })
})

test.group(
  'Configuration | the pack of a regulator: at a utility with a version of its own',
  (group) => {
    freshDatabase(group)
    withPricedDefault(group)
    atNow(group)

    let own = ''
    let regulator = ''
    let joined = ''

    test('the dry run and the import say that the own version goes on; nothing is overwritten', async ({
      assert,
      client,
    }) => {
      // Above 2 m³ at the price of the product: the condition is the utility's own.
      const content = priced('3', 2)
      const id = await db.transaction((tx) =>
        publish(tx, { ...ITEM, content, from: TODAY, now: NOW })
      )
      own = String(id)
      await command('configuration:trust', [
        ...[`--key=${publicKey}`, '--name=Agência reguladora', '--reason=Convênio 3/2026', ANA],
      ])
      const before = await approved()
      const dry = await command('configuration:import', [pack, '--dry-run', ANA])
      assert.include(dry.text, 'a versão própria continua valendo')
      assert.deepEqual(await approved(), before)

      const done = await command('configuration:import', [pack, '--submit', ANA])
      assert.equal(done.exitCode, 0)
      assert.include(done.text, 'a versão própria continua valendo; depois incorpore')
      const [waiting] = await query<{ id: bigint; owner: string }>(
        db,
        `select id, owner from configuration_versions where status = 'in_review'`
      )
      assert.equal(waiting!.owner, 'regulator')
      regulator = String(waiting!.id)
      await send(client, 'diego.', `/configuration/versions/${regulator}/approve`, {})

      const after = await approved()
      assert.deepEqual(
        after.map(({ owner }) => owner),
        ['product', 'utility', 'regulator']
      )
      assert.deepEqual(after.slice(0, 2), before)
      assert.equal(await ownerOn(TODAY), 'utility')
      const item = await open(client, 'ana.', PATH)
      item.assertTextIncludes('Sem efeito enquanto vale a versão de Prestador')
      item.assertTextIncludes(`${PATH}/upgrade`)
    })

    test('the three sides are offered to be joined; the result is the utility’s own and says what it did', async ({
      assert,
      client,
    }) => {
      const page = await open(client, 'bruno.', `${PATH}/upgrade`)
      page.assertStatus(200)
      page.assertTextIncludes('versão do regulador nº')
      const api = await open(client, 'bruno.', '/api/configuration/ruleset/sample.price/upgrade')
      const { base, theirs, ours } = api.body() as Record<string, { id: string; owner: string }>
      assert.deepEqual(
        [base, theirs, ours].map((one) => one!.owner),
        ['product', 'regulator', 'utility']
      )
      assert.deepEqual([theirs!.id, ours!.id], [regulator, own])
      const made = await send(client, 'bruno.', `${PATH}/upgrade`, {})
      joined = /versions\/(\d+)$/.exec(made.header('location') ?? '')![1]!
      assert.include(made.flashMessage('done'), 'Novo padrão incorporado em rascunho')
      const [row] = await query<{ owner: string; content: string; merge: string }>(
        db,
        'select owner, content::text as content, merge::text as merge from configuration_versions where id = ?',
        [joined]
      )
      assert.equal(row!.owner, 'utility')
      // The agency's price, the utility's condition.
      assert.deepEqual(JSON.parse(row!.content), priced('3.2', 2))
      assert.include(row!.merge, 'brought')
      assert.equal(await ownerOn(TODAY), 'utility')
    })

    test('an experiment needs an end; until then it answers over all, and then the others as before', async ({
      assert,
      client,
    }) => {
      const saved = await send(client, 'bruno.', `${PATH}/draft`, {
        content: JSON.stringify(priced('9', 0)),
        owner: 'experiment',
      })
      const id = /versions\/(\d+)$/.exec(saved.header('location') ?? '')![1]!
      const terms = { from: '2026-11-23', reason: 'Ensaio de um mês no bairro' }
      const endless = await send(client, 'bruno.', `/configuration/versions/${id}/submit`, terms)
      assert.equal(endless.flashMessage('problem').code, 'E_CONFIGURATION_EXPERIMENT_END')
      const before = await approved()
      await send(client, 'bruno.', `/configuration/versions/${id}/submit`, {
        ...terms,
        until: '2026-12-22',
      })
      await send(client, 'ana.', `/configuration/versions/${id}/approve`, {})
      const after = await approved()
      assert.deepEqual(after.slice(0, -1), before)
      const owners = ['2026-11-22', '2026-11-23', '2026-12-22', '2026-12-23'].map(ownerOn)
      assert.deepEqual(await Promise.all(owners), [
        'utility',
        'experiment',
        'experiment',
        'utility',
      ])
      const item = await open(client, 'ana.', PATH)
      for (const owner of ['experimento nº', 'versão do regulador nº', 'versão do prestador nº']) {
        assert.include(item.text().toLowerCase(), owner)
      }
    })
  }
)
