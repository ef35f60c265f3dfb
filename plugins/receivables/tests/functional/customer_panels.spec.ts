import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { open } from '#core/access/tests/support/people'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { advice, issue, receive } from './issued.ts'

test.group('Receivables | page of a customer', (group) => {
  freshDatabase(group)

  test('says what is owed by premise, the last payments and the credit to use', async ({
    client,
    assert,
  }) => {
    const paid = await issue([['water', 8000n]])
    await issue([['water', 4321n]])
    await receive([advice(paid.document), advice(paid.document)])
    const [holder] = await query<{ debtor_id: bigint; number: string }>(
      db,
      `select d.debtor_id, p.registration_number as number from receivables_documents d
         join registry_premises p on p.id = d.premise_id where d.id = ?`,
      [paid.document.id]
    )
    const page = await open(client, 'ana.', `/registry/customers/${holder!.debtor_id}`)
    page.assertStatus(200)
    const text = page
      .text()
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
    const number = `${holder!.number.slice(0, -1)}-${holder!.number.slice(-1)}`
    assert.match(text, new RegExp(`Débitos em aberto R\\$ 43,21 .*${number} 1 vencimento`))
    assert.match(text, new RegExp(`Últimos pagamentos .*10/11/2026 11/2026 · ${number} R\\$ 80,00`))
    assert.include(text, 'Crédito a usar: R$ 80,00')
    const desk = await open(client, 'elisa.', `/registry/customers/${holder!.debtor_id}`)
    desk.assertStatus(200)
    assert.notInclude(desk.text(), 'Crédito a usar', 'readers do not see money')
  })
})
