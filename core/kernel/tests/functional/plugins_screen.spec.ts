import { test } from '@japa/runner'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

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
