import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { type CivilDate, clock } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import type { RulesetContent } from '#core/rules/index'
import { command } from '#tests/support/command'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { exportBundle } from '../../bundles/export_bundle.ts'
import { inForce } from '../../in_force.ts'
import { approveVersion } from '../../services/approve_version.ts'
import { saveDraft } from '../../services/save_draft.ts'
import { submitVersion } from '../../services/submit_version.ts'
import { syncProductDefaults } from '../../services/sync_product_defaults.ts'
import {
  installSample,
  limit,
  people,
  pricing,
  publish,
  withSamplePlugin,
} from '../sample_plugin.ts'

const TODAY = '2026-11-22' as CivilDate
const NOW = new Date(`${TODAY}T15:00:00Z`)
const PATH = '/configuration/ruleset/sample.price'

async function post(client: ApiClient, who: string, path: string, form: object) {
  const person = await userNamed(who)
  return client.post(path).loginAs(person).withCsrfToken().form(form).redirects(0)
}
const get = async (client: ApiClient, who: string, path: string) =>
  client.get(path).loginAs(await userNamed(who))

type Rules = RulesetContent['rules']
const [original] = pricing('3').rules as Rules
/** The rule by volume at a price and above a limit, with further rules behind it. */
function priced(price: string, over: number, more: readonly string[] = []): RulesetContent {
  const when = { '>': [{ var: ['volume'] }, over] }
  const rule = { ...original!, when, then: { amount: { '*': [{ var: ['volume'] }, price] } } }
  const others = more.map((id) => ({
    ...{ id, title: `Categoria ${id}`, because: 'Resolução 3/2026' },
    when: { '==': [{ var: ['category'] }, id] },
    then: { amount: '7' },
  }))
  return { ...pricing('3'), rules: [...others, rule], examples: [] } as unknown as RulesetContent
}
const asJson = (ruleset: RulesetContent) => ruleset as unknown as Json

/** As the form of the page sends a choice. */
const chosen = (side: string) => ({
  'choices[0][path]': '/rules/por_volume/then/amount',
  'choices[0][side]': side,
})

const idIn = (location: string | undefined) => /versions\/(\d+)$/.exec(location ?? '')?.[1] ?? ''

test.group('Configuration | a new product default over a local version', (group) => {
  freshDatabase(group)
  withSamplePlugin(group)
  group.each.setup(() => {
    clock.freeze(NOW)
    return () => clock.restore()
  })

  let draft = ''

  test('nothing is overwritten; list and item say that it waits', async ({ assert, client }) => {
    await installSample({ ruleset: priced('3', 0) })
    await db.transaction((tx) => syncProductDefaults(tx))
    const own = asJson(priced('4', 0, ['COM']))
    await db.transaction((tx) =>
      publish(tx, { kind: 'ruleset', key: 'sample.price', content: own, from: TODAY, now: NOW })
    )
    const quiet = await get(client, 'ana.', '/configuration?state=upgrade')
    assert.notInclude(quiet.text(), 'Preço de exemplo')
    const item = await get(client, 'ana.', `${PATH}/upgrade`)
    item.assertStatus(409)

    await installSample({ ruleset: priced('3.5', 5, ['IND']) })
    const { kept } = await db.transaction((tx) => syncProductDefaults(tx))
    assert.lengthOf(kept, 1)
    assert.match(kept[0]!, /: Preço de exemplo \(ruleset\/sample\.price\)$/)
    const { municipalityId } = await people()
    const now = await inForce('ruleset', 'sample.price', municipalityId, TODAY)
    assert.deepEqual(now?.content, own)
    const list = await get(client, 'ana.', '/configuration?state=upgrade')
    list.assertTextIncludes('Preço de exemplo')
    const page = await get(client, 'ana.', PATH)
    page.assertTextIncludes('trouxe um novo padrão deste item')
    page.assertTextIncludes(`${PATH}/upgrade`)
  })

  test('the page sets base, theirs and ours side by side; the price is the only conflict', async ({
    assert,
    client,
  }) => {
    const page = await get(client, 'bruno.', `${PATH}/upgrade`)
    page.assertStatus(200)
    page.assertTextIncludes('Conflito 1 de 1')
    page.assertTextIncludes('/rules/por_volume/then/amount')
    for (const value of ['Volume × 3<', 'Volume × 4<', 'Volume × 3,5<']) {
      page.assertTextIncludes(value)
    }
    page.assertTextIncludes('Regra “Categoria IND” (IND): incluída')
    const api = await get(client, 'bruno.', '/api/configuration/ruleset/sample.price/upgrade')
    const { conflicts, attention } = api.body() as {
      conflicts: { path: string; choice: string | null }[]
      attention: string[]
    }
    assert.deepEqual(
      conflicts.map(({ path, choice }) => [path, choice]),
      [['/rules/por_volume/then/amount', null]]
    )
    assert.lengthOf(attention, 2)
    const shown = await command('configuration:merge', ['ruleset', 'sample.price'])
    assert.include(shown.text, 'conflito em /rules/por_volume/then/amount')
  })

  test('an open conflict is refused and audited; nothing is written', async ({
    assert,
    client,
  }) => {
    const refused = await post(client, 'bruno.', `${PATH}/upgrade`, {})
    assert.equal(refused.flashMessage('problem').code, 'E_CONFIGURATION_CONFLICTS')
    assert.include(refused.flashMessage('problem').people, '/rules/por_volume/then/amount')
    const entry = await db
      .from('audit_entries')
      .where('action', 'configuration.merge_upgrade')
      .firstOrFail()
    assert.include(entry.description, 'Recusado: Incorporar novo padrão')
    const moved = await post(client, 'bruno.', `${PATH}/upgrade`, { theirs_id: 1, ours_id: 1 })
    assert.equal(moved.flashMessage('problem').code, 'E_CONFIGURATION_UPGRADE_MOVED')
    const drafts = await db.from('configuration_versions').where('status', 'draft')
    assert.lengthOf(drafts, 0)
  })

  test('choices are seen before they are written', async ({ client }) => {
    const page = await post(client, 'bruno.', `${PATH}/upgrade/preview`, {
      ...chosen('theirs'),
    })
    page.assertStatus(200)
    page.assertTextIncludes('Valor: de Volume × 4 para Volume × 3,5')
  })

  test('chosen one by one, the result is a draft that says what it did', async ({
    assert,
    client,
  }) => {
    const made = await post(client, 'bruno.', `${PATH}/upgrade`, {
      ...chosen('ours'),
    })
    made.assertStatus(302)
    draft = idIn(made.header('location'))
    assert.include(made.flashMessage('done'), 'Novo padrão incorporado em rascunho')
    const page = await get(client, 'ana.', `/configuration/versions/${draft}`)
    page.assertTextIncludes('Novo padrão incorporado')
    page.assertTextIncludes('condição: de Volume é maior que 0 m³ para Volume é maior que 5 m³')
    page.assertTextIncludes('mantido o próprio (Volume × 4), não o novo padrão (Volume × 3,5)')
    const row = await db.from('configuration_versions').where('id', draft).firstOrFail()
    const { rules } = JSON.parse(row.content) as RulesetContent
    assert.deepEqual(
      rules.map(({ id }) => id),
      ['IND', 'COM', 'por_volume']
    )
    assert.deepEqual(rules.at(-1)!.when, { '>': [{ var: ['volume'] }, 5] })
    assert.deepEqual(rules.at(-1)!.then, { amount: { '*': [{ var: ['volume'] }, '4'] } })
    const item = await get(client, 'ana.', PATH)
    item.assertTextIncludes('rascunho que os junta')
  })

  test('approved by another person, nothing waits any more, nor for the version after it', async ({
    assert,
    client,
  }) => {
    await post(client, 'bruno.', `/configuration/versions/${draft}/submit`, {
      from: '2026-11-23',
      reason: 'Novo padrão do produto',
    })
    await post(client, 'ana.', `/configuration/versions/${draft}/approve`, {})
    clock.freeze('2026-11-24T15:00:00Z')
    const list = await get(client, 'ana.', '/configuration?state=upgrade')
    assert.notInclude(list.text(), 'Preço de exemplo')
    const now = new Date('2026-11-24T15:00:00Z')
    const content = asJson(priced('5', 5))
    await db.transaction((tx) =>
      publish(tx, { kind: 'ruleset', key: 'sample.price', content, from: '2026-11-24', now })
    )
    const later = await get(client, 'ana.', '/configuration?state=upgrade')
    assert.notInclude(later.text(), 'Preço de exemplo')
  })

  test('keeping the own version is a decision with its reason, and the next default is offered again', async ({
    assert,
    client,
  }) => {
    clock.freeze('2026-11-24T16:00:00Z')
    const put = { kind: 'parameter', key: 'sample.limit', content: { value: 20 } }
    await db.transaction((tx) => publish(tx, { ...put, from: '2026-11-24', now: clock.now() }))
    await installSample({ ruleset: priced('3.5', 5, ['IND']), limit: { ...limit, default: 12 } })
    await db.transaction((tx) => syncProductDefaults(tx))
    const mute = await post(
      client,
      'bruno.',
      '/configuration/parameter/sample.limit/upgrade/keep',
      {}
    )
    assert.equal(mute.flashMessage('problem').code, 'E_ACTIONS_REASON')
    const reason = 'O município fixou vinte em lei'
    await post(client, 'bruno.', '/configuration/parameter/sample.limit/upgrade/keep', { reason })
    const page = await get(client, 'ana.', '/configuration/parameter/sample.limit')
    page.assertTextIncludes('Versão própria mantida')
    page.assertTextIncludes(reason)
    assert.notInclude(page.text(), 'Comparar e incorporar')
    const entry = await db.from('audit_entries').where('action', 'configuration.keep_own').first()
    assert.equal(entry.reason, reason)
    await assert.rejects(
      () => db.from('configuration_kept_defaults').update({ reason: 'outra' }),
      /permission denied/
    )
    clock.freeze('2026-11-26T16:00:00Z')
    await installSample({ ruleset: priced('3.5', 5, ['IND']), limit: { ...limit, default: 13 } })
    await db.transaction((tx) => syncProductDefaults(tx))
    const again = await command('configuration:merge', ['parameter', 'sample.limit', '--json'])
    const { base, theirs, conflicts } = JSON.parse(again.text) as {
      base: { number: number }
      theirs: { number: number }
      conflicts: { base: string; ours: string; theirs: string }[]
    }
    assert.deepEqual([base.number, theirs.number], [2, 3])
    assert.deepEqual(
      conflicts.map((one) => [one.base, one.ours, one.theirs]),
      [['12', '20', '13']]
    )
  })

  test('the command joins with the same permissions, and REST too', async ({ assert, client }) => {
    clock.freeze('2026-11-26T16:00:00Z')
    const args = ['parameter', 'sample.limit', '--choose=/value=theirs']
    const carla = await command('configuration:merge', [
      ...args,
      '--user=carla.campo@demo.aqueduto',
    ])
    assert.equal(carla.exitCode, 1)
    const done = await command('configuration:merge', [
      ...args,
      '--user=bruno.faturamento@demo.aqueduto',
    ])
    assert.equal(done.exitCode, 0)
    assert.include(done.text, 'do novo padrão: Valor: de 20 para 13')
    const rest = await client
      .post('/api/actions/configuration.merge_upgrade')
      .loginAs(await userNamed('bruno.'))
      .withCsrfToken()
      .json({ kind: 'parameter', key: 'sample.limit', mode: 'theirs' })
    rest.assertStatus(200)
  })
})

test.group('Configuration | a new pack of the regulator over a local version', (group) => {
  freshDatabase(group)
  withSamplePlugin(group)
  group.each.setup(() => {
    clock.freeze(NOW)
    return () => clock.restore()
  })

  const regulated = (content: Json, from: string) =>
    db.transaction(async (tx) => {
      const { municipalityId, author, approver } = await people()
      const item = { kind: 'ruleset', key: 'sample.price', owner: 'regulator' as const }
      const versionId = await saveDraft(tx, { ...item, content, municipalityId, authorId: author })
      const dates = { from: from as CivilDate, reason: 'Resolução', now: NOW }
      await submitVersion(tx, { versionId, municipalityId, authorId: author, ...dates })
      await approveVersion(tx, { versionId, municipalityId, userId: approver, now: NOW })
    })

  test('the utility works over the first pack; the second, in a signed bundle, waits to be joined', async ({
    assert,
    client,
  }) => {
    await regulated(asJson(priced('3', 0)), TODAY)
    const own = asJson(priced('3', 2))
    const item = { kind: 'ruleset', key: 'sample.price' }
    await db.transaction((tx) => publish(tx, { ...item, content: own, from: TODAY, now: NOW }))
    const quiet = await get(client, 'ana.', `${PATH}/upgrade`)
    quiet.assertStatus(409)

    const { municipalityId } = await people()
    const bundle = await db.transaction((tx) =>
      exportBundle(tx, { municipalityId, items: ['ruleset/sample.price'], by: 'Agência' })
    )
    assert.match(bundle.items[0]!.base_hash!, /^[0-9a-f]{64}$/)
    await regulated(asJson(priced('3.2', 0, ['IND'])), '2026-11-23')
    const page = await get(client, 'bruno.', `${PATH}/upgrade`)
    page.assertTextIncludes('versão do regulador nº 3 diante de versão do prestador nº 2')
    const made = await post(client, 'bruno.', `${PATH}/upgrade`, {})
    const id = idIn(made.header('location'))
    const row = await db.from('configuration_versions').where('id', id).firstOrFail()
    assert.equal(row.owner, 'utility')
    assert.deepEqual(JSON.parse(row.content), JSON.parse(JSON.stringify(priced('3.2', 2, ['IND']))))
  })
})
