import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { type CivilDate, addDays, clock } from '#core/calendar/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { inForce } from '../../in_force.ts'
import { people, pricing, withSamplePlugin } from '../sample_plugin.ts'

const TODAY = '2026-11-22' as CivilDate
const TOMORROW = addDays(TODAY, 1)
const PRICE = '/configuration/ruleset/sample.price'

async function post(client: ApiClient, who: string, path: string, form: object) {
  return client
    .post(path)
    .loginAs(await userNamed(who))
    .withCsrfToken()
    .form(form)
    .redirects(0)
}

async function get(client: ApiClient, who: string, path: string) {
  return client.get(path).loginAs(await userNamed(who))
}

const idIn = (location: string | undefined) => /versions\/(\d+)$/.exec(location ?? '')?.[1] ?? ''

test.group('Configuration | from draft to force, on the screens', (group) => {
  freshDatabase(group)
  withSamplePlugin(group)
  group.each.setup(() => {
    clock.freeze(`${TODAY}T15:00:00Z`)
    return () => clock.restore()
  })

  let versionId = ''

  test('the list shows what is in force; who may not read is told so', async ({
    assert,
    client,
  }) => {
    const list = await get(client, 'ana.', '/configuration?q=preco')
    list.assertStatus(200)
    list.assertTextIncludes('Preço de exemplo')
    list.assertTextIncludes('Em vigor desde 01/01/2000')
    assert.notInclude(list.text(), 'Limite de exemplo')
    const refused = await get(client, 'carla.', '/configuration')
    refused.assertStatus(403)
  })

  test('an unknown fact is refused at save, naming rule and path, and nothing is written', async ({
    assert,
    client,
  }) => {
    const ruleset = pricing({ var: ['consumo'] })
    const refused = await post(client, 'bruno.', `${PRICE}/draft`, {
      content: JSON.stringify(ruleset),
    })
    refused.assertStatus(422)
    refused.assertTextIncludes('Não há &quot;consumo&quot;')
    refused.assertTextIncludes('Regra “Preço por volume” (por_volume)')
    refused.assertTextIncludes('/rules/0/then/amount/*/1')
    refused.assertTextIncludes('por_volume')
    const { rows } = await db.rawQuery(
      `select v.owner from configuration_versions v join configuration_items i on i.id = v.item_id
        where i.key = 'sample.price'`
    )
    assert.deepEqual(rows, [{ owner: 'product' }])
    const entry = await db
      .from('audit_entries')
      .where('action', 'configuration.save_draft')
      .firstOrFail()
    assert.equal(entry.actor_name, 'Bruno Matos')
    assert.include(entry.description, 'Recusado: Salvar rascunho')
    assert.equal(JSON.parse(entry.payload).refused, 'E_CONFIGURATION_REFUSED')
  })

  test('broken JSON is told without losing the text', async ({ client }) => {
    const refused = await post(client, 'bruno.', `${PRICE}/draft`, { content: '{"rules": [' })
    refused.assertStatus(422)
    refused.assertTextIncludes('não é um JSON válido')
    refused.assertTextIncludes('{&quot;rules&quot;: [')
  })

  test('the text can be checked, with what it changes, before saving', async ({ client }) => {
    const changed = { ...pricing('3.5'), examples: [] }
    const page = await post(client, 'bruno.', `${PRICE}/check`, {
      content: JSON.stringify(changed),
    })
    page.assertStatus(200)
    page.assertTextIncludes('Nenhum dado desconhecido nas regras')
    page.assertTextIncludes(
      'Regra “Preço por volume” (por_volume), Valor: de Volume × m3 de tabela sample-table/prices para Volume × 3,5'
    )
    page.assertTextIncludes('Exemplo “dez metros cúbicos”: retirada')
  })

  test('a draft with a failing example is saved but cannot be sent', async ({ assert, client }) => {
    const saved = await post(client, 'bruno.', `${PRICE}/draft`, {
      content: JSON.stringify(pricing('3.5')),
    })
    saved.assertStatus(302)
    versionId = idIn(saved.header('location'))
    const page = await get(client, 'bruno.', `/configuration/versions/${versionId}`)
    page.assertTextIncludes('Rascunho de Bruno Matos')
    page.assertTextIncludes('Exemplos: 0 de 1 passam')
    const refused = await post(client, 'bruno.', `/configuration/versions/${versionId}/submit`, {
      from: TOMORROW,
      reason: 'Reajuste',
    })
    assert.equal(refused.flashMessage('problem').code, 'E_CONFIGURATION_REFUSED')
    assert.include(
      refused.flashMessage('problem').people,
      'O exemplo “dez metros cúbicos” não passa'
    )
    const shown = await get(client, 'bruno.', `/configuration/versions/${versionId}`)
    shown.assertTextIncludes('Rascunho de Bruno Matos')
  })

  test('only the author changes a draft', async ({ assert, client }) => {
    const ruleset = pricing('3.5')
    const [example] = ruleset.examples
    const fixed = { ...ruleset, examples: [{ ...example, outcome: { amount: '35' } }] }
    const path = `/configuration/versions/${versionId}`
    const other = await post(client, 'ana.', path, { content: JSON.stringify(fixed) })
    other.assertStatus(403)
    other.assertTextIncludes('Só Bruno Matos')
    const own = await post(client, 'bruno.', path, { content: JSON.stringify(fixed) })
    own.assertStatus(302)
    const page = await get(client, 'bruno.', path)
    page.assertTextIncludes('Exemplos: 1 de 1 passam')
    assert.include(page.text(), 'Enviar para aprovação')
  })

  test('dates before today are refused; reason is required', async ({ assert, client }) => {
    const path = `/configuration/versions/${versionId}/submit`
    const back = await post(client, 'bruno.', path, { from: '2026-11-21', reason: 'Reajuste' })
    assert.equal(back.flashMessage('problem').code, 'E_CONFIGURATION_BACKDATED')
    assert.include(back.flashMessage('problem').people, '21/11/2026')
    const mute = await post(client, 'bruno.', path, { from: TOMORROW })
    assert.equal(mute.flashMessage('problem').code, 'E_ACTIONS_REASON')
  })

  test('sent for approval, it never changes again, not even by SQL', async ({ assert, client }) => {
    const sent = await post(client, 'bruno.', `/configuration/versions/${versionId}/submit`, {
      from: TOMORROW,
      reason: 'Reajuste anual',
      legal_basis: 'Resolução 7/2026, art. 1º',
    })
    sent.assertStatus(302)
    const change = await post(client, 'bruno.', `/configuration/versions/${versionId}`, {
      content: JSON.stringify(pricing()),
    })
    change.assertStatus(409)
    await assert.rejects(
      () => db.from('configuration_versions').where('id', versionId).update({ content: '{}' }),
      /configuration_submissions_kept/
    )
    const page = await get(client, 'bruno.', `/configuration/versions/${versionId}`)
    page.assertTextIncludes('Em revisão — aguardando aprovação de outra pessoa')
  })

  test('the author cannot approve, with or without the permission', async ({ assert, client }) => {
    const path = `/configuration/versions/${versionId}/approve`
    const without = await post(client, 'bruno.', path, {})
    assert.equal(without.flashMessage('problem').code, 'E_ACCESS_DENIED')
    const { author } = await people()
    await db.rawQuery(
      `insert into access_user_profiles
       select ?, id from access_profiles where code = 'administrator'`,
      [String(author)]
    )
    const withIt = await post(client, 'bruno.', path, {})
    assert.equal(withIt.flashMessage('problem').code, 'E_CONFIGURATION_FOUR_EYES')
    assert.include(withIt.flashMessage('problem').people, 'outra pessoa')
  })

  test('another person approves; it answers from its date on, and the old one until the eve', async ({
    assert,
    client,
  }) => {
    const { municipalityId } = await people()
    const review = await get(client, 'ana.', `/configuration/versions/${versionId}`)
    review.assertTextIncludes('Exemplos: 1 de 1 passam')
    review.assertTextIncludes('Aprovar')
    const done = await post(client, 'ana.', `/configuration/versions/${versionId}/approve`, {})
    done.assertStatus(302)
    const page = await get(client, 'ana.', PRICE)
    page.assertTextIncludes('Aprovada — entra em vigor em 23/11/2026')
    page.assertTextIncludes('Em vigor desde 01/01/2000')
    const today = await inForce('ruleset', 'sample.price', municipalityId, TODAY)
    const tomorrow = await inForce('ruleset', 'sample.price', municipalityId, TOMORROW)
    assert.equal(today?.owner, 'product')
    assert.equal(String(tomorrow?.id), versionId)
    assert.equal(tomorrow?.legalBasis, 'Resolução 7/2026, art. 1º')
    clock.freeze(`${TOMORROW}T15:00:00Z`)
    const later = await get(client, 'ana.', PRICE)
    later.assertTextIncludes('Em vigor desde 23/11/2026')
    later.assertTextIncludes('Sem efeito enquanto vale a versão de Prestador')
  })

  test('every step is in the trail', async ({ assert }) => {
    const { rows } = await db.rawQuery(
      `select action, actor_name, reason from audit_entries
        where subject_type = 'configuration.version' and subject_id = ? order by id`,
      [versionId]
    )
    assert.deepEqual(rows, [
      { action: 'configuration.save_draft', actor_name: 'Bruno Matos', reason: null },
      // Refused: an example that fails, and a start in the past.
      { action: 'configuration.submit', actor_name: 'Bruno Matos', reason: 'Reajuste' },
      { action: 'configuration.save_draft', actor_name: 'Bruno Matos', reason: null },
      { action: 'configuration.submit', actor_name: 'Bruno Matos', reason: 'Reajuste' },
      { action: 'configuration.submit', actor_name: 'Bruno Matos', reason: 'Reajuste anual' },
      // Two attempts of the author were refused.
      { action: 'configuration.approve', actor_name: 'Bruno Matos', reason: null },
      { action: 'configuration.approve', actor_name: 'Bruno Matos', reason: null },
      { action: 'configuration.approve', actor_name: 'Ana Ribeiro', reason: null },
    ])
  })

  test('a second version of the same start is refused; a rejected one says by whom', async ({
    assert,
    client,
  }) => {
    const saved = await post(client, 'bruno.', '/configuration/parameter/sample.limit/draft', {
      content: '{"value": 500}',
    })
    saved.assertStatus(422)
    saved.assertTextIncludes('Deve ser no máximo 100.')
    saved.assertTextIncludes('/value')
    const ids: string[] = []
    for (const value of [20, 30]) {
      const draft = await post(client, 'bruno.', '/configuration/parameter/sample.limit/draft', {
        content: JSON.stringify({ value }),
      })
      const id = idIn(draft.header('location'))
      await post(client, 'bruno.', `/configuration/versions/${id}/submit`, {
        from: '2026-12-01',
        reason: 'Ajuste',
      })
      ids.push(id)
    }
    await post(client, 'ana.', `/configuration/versions/${ids[0]}/approve`, {})
    const second = await post(client, 'ana.', `/configuration/versions/${ids[1]}/approve`, {})
    assert.equal(second.flashMessage('problem').code, 'E_CONFIGURATION_SAME_START')
    await post(client, 'ana.', `/configuration/versions/${ids[1]}/reject`, { reason: 'Repetida' })
    const page = await get(client, 'ana.', `/configuration/versions/${ids[1]}`)
    page.assertTextIncludes('Recusada em 22/11/2026 por Ana Ribeiro')
    const compared = await get(
      client,
      'ana.',
      `/configuration/compare?before=${ids[0]}&after=${ids[1]}`
    )
    compared.assertTextIncludes('Valor: de 20 para 30')
  })
})
