import { test } from '@japa/runner'
import { modules } from '#config/modules'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { completeness } from '../../describe/modules.ts'

test.group('Kernel | the screen of the modules', (group) => {
  freshDatabase(group)

  test('lists every module, and what each brings', async ({ client }) => {
    const list = await client.get('/plugins').loginAs(await userNamed('ana.admin'))
    for (const text of ['Núcleo', 'Cadastro', 'Faturamento', 'Ligado'])
      list.assertTextIncludes(text)
    const billing = await client.get('/plugins/billing').loginAs(await userNamed('ana.admin'))
    for (const text of ['billing.run', 'Faturamento do grupo', 'receivables.settled', 'Permissões'])
      billing.assertTextIncludes(text)
  })

  test('says which modules of the whole product are there, and what the others lack', async ({
    assert,
    client,
  }) => {
    const ana = await userNamed('ana.admin')
    const list = await client.get('/plugins').loginAs(ana)
    for (const { title } of modules) list.assertTextIncludes(title)
    assert.lengthOf(modules, 17)
    const answer = await client.get('/api/plugins').loginAs(ana)
    const states = answer.body().modules as { title: string; missing: string[] }[]
    const stateOf = (wanted: string) => states.find(({ title }) => title === wanted)!
    assert.deepEqual(stateOf('Faturamento').missing, [])
    // Whatever plugin is taken away, the check names exactly the modules that it served.
    const all = [...new Set(modules.flatMap(({ servedBy }) => servedBy))]
    for (const gone of all) {
      const on = all.filter((name) => name !== gone).map((name) => ({ name }))
      assert.deepEqual(
        completeness(modules, on)
          .filter(({ isComplete }) => !isComplete)
          .map(({ title, missing }) => [title, missing]),
        modules
          .filter(({ servedBy }) => servedBy.includes(gone))
          .map(({ title }) => [title, [gone]]),
        gone
      )
    }
  })

  test('an unknown one is told, and who may not see it is refused', async ({ client, assert }) => {
    const unknown = await client
      .get('/plugins/nowhere')
      .accept('json')
      .loginAs(await userNamed('ana.admin'))
    unknown.assertStatus(404)
    assert.equal(unknown.body().code, 'E_KERNEL_PLUGIN_UNKNOWN')
    const refused = await client.get('/plugins').loginAs(await userNamed('carla.atendimento'))
    refused.assertStatus(403)
  })
})
