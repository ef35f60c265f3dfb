import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import User from '#core/access/models/user'
import { freshDatabase } from '#tests/support/database'

const get = async (client: ApiClient, path: string) =>
  client.get(path).loginAs(await User.query().where('email', 'like', 'ana.%').firstOrFail())

interface Names {
  readonly names?: readonly { readonly value: string; readonly title: string }[]
}

/** Facts of the decision as the Studio's editor gets them. */
async function factsOf(client: ApiClient, decision: string): Promise<Record<string, Names>> {
  const page = await get(client, `/configuration/ruleset/${decision}/draft`)
  const [, json] = /<script type="application\/json" data-studio-data\s*>(.*?)<\/script>/s.exec(
    page.text()
  )!
  const data = JSON.parse(json!) as { decision: { facts: { properties: Record<string, Names> } } }
  return data.decision.facts.properties
}

test.group('Scenario | rules in the words of the office', (group) => {
  freshDatabase(group)

  test('codes of records, tables and parameters are read by their names', async ({
    client,
    assert,
  }) => {
    const critique = await get(client, '/configuration/ruleset/readings.critique')
    critique.assertTextIncludes('Situação da ligação de água é diferente de Ligada')
    critique.assertTextIncludes('Retida para conferência')
    assert.notInclude(critique.text(), '“active”')
    const treatment = await get(client, '/configuration/ruleset/readings.anomaly_treatment')
    treatment.assertTextIncludes('Anormalidade está em 03 Hidrômetro quebrado ou parado')
    const postings = await get(client, '/configuration/ruleset/accounting.postings')
    postings.assertTextIncludes('1.1.2.2.1.01 Clientes: faturas a receber')
    postings.assertTextIncludes('Serviço é igual a Água')
    const charges = await get(client, '/configuration/ruleset/tariffs.charges')
    charges.assertTextIncludes('consumo mínimo de tarifa de Categoria')
    assert.notInclude(charges.text(), 'minimum_m3 de')
  })

  test('a name that the municipality changes is the one that the Studio offers', async ({
    client,
    assert,
  }) => {
    const before = await factsOf(client, 'readings.critique')
    assert.deepInclude(before.category!.names!, { value: 'RES', title: 'Residencial' })
    assert.deepInclude(before.situation!.names!, { value: 'cut_branch', title: 'Cortada no ramal' })
    await db.rawQuery("update registry_categories set title = 'Domiciliar' where code = 'RES'")
    const after = await factsOf(client, 'readings.critique')
    assert.deepInclude(after.category!.names!, { value: 'RES', title: 'Domiciliar' })
  })
})
