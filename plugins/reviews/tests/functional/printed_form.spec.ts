import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import type { Assert } from '@japa/assert'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { format } from '#core/web/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { textOf } from '#tests/support/requests'
import { LIST, type Unit, as, filled, openReview, reviewOf, send, unitsOf } from './reviewing.ts'

const DESCRIPTION_LENGTH = 2000

const plain = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(/&#(?:39|x27|x2019|8217);/g, "'")
    .replaceAll('&amp;', '&')

/** Prints the form as PDF, and gives the text of the page that was kept. */
async function printed(
  client: ApiClient,
  assert: Assert,
  id: string,
  who = 'carla.'
): Promise<string> {
  const user = await userNamed(who)
  const pdf = await client.get(`${LIST}/${id}/form`).loginAs(user)
  pdf.assertStatus(200)
  pdf.assertHeader('content-type', 'application/pdf')
  assert.equal((pdf.body() as Buffer).subarray(0, 5).toString(), '%PDF-')
  const [row] = await query<{ id: bigint }>(
    db,
    `select id from documents_issued where template = 'reviews.form' and subject_id = ? order by id desc limit 1`,
    [BigInt(id)]
  )
  const page = await textOf(
    client.get(`/documents/issued/${row!.id}`).loginAs(await userNamed('ana.'))
  )
  return plain(plain(page)).replaceAll(/[\u00A0\u202F]/g, ' ')
}

/** What stands beside a heading of the printed form. */
const beside = (paper: string, heading: string) =>
  new RegExp(`<th>${heading}</th><td[^>]*>([^<]*)</td>`).exec(paper)?.[1]

test.group('Reviews | the form on screen and on paper', (group) => {
  freshDatabase(group)
  group.each.timeout(60_000)
  let units: Unit[] = []
  const unit = (index: number) => units[index]!

  group.setup(async () => {
    units = await unitsOf(12)
  })

  const edited = async (client: ApiClient, id: string) => {
    const form = await as(client, 'ana.', `${LIST}/${id}/edit`)
    return (name: string) => {
      const field = new RegExp(`data-field="${name}"[\\s\\S]*?(?=data-field=|</fieldset>)`).exec(
        form
      )![0]
      const [, chosen] = /<option value="(\w*)" selected/.exec(field) ?? []
      const [, typed] = /<input[^>]* value="([^"]*)"/.exec(field) ?? []
      return chosen ?? typed ?? ''
    }
  }

  test('the twelve items are printed with the number, as they are stored; the address is that of the registry', async ({
    client,
    assert,
  }) => {
    await query(db, `update registry_premises set complement = 'Casa 2' where id = ?`, [
      unit(0).premise_id,
    ])
    const id = await openReview(
      client,
      'carla.',
      filled(unit(0), {
        ...{ residents: '5', has_pool: 'yes', pool_note: 'Fibra, 12 mil litros' },
        ...{ has_washing_machine: 'yes', has_water_tank: 'yes' },
        ...{ has_alternative_source: 'yes', alternative_source_type: 'well' },
      })
    )
    const { number } = await reviewOf(client, id)
    const { name, taxpayer_id: cpf, registration_number: registration } = unit(0)
    const paper = await printed(client, assert, id, 'ana.')
    const expected = {
      'Ano/número': String(number),
      'Mês em revisão': '09/2026',
      'Data da solicitação': '05/10/2026',
      'Matrícula': format.registration(registration),
      'Cliente': name,
      'CPF ou CNPJ': format.taxpayer(cpf),
      'Nome do proponente': 'João Pereira',
      'Logradouro': unit(0).street,
      'Número': unit(0).number,
      'Complemento': 'Casa 2',
      'Bairro': unit(0).district,
      'CEP': `${unit(0).zip_code.slice(0, 5)}-${unit(0).zip_code.slice(5)}`,
      'Moradores': '5',
      'Caixa d’água': 'Sim',
      'Piscina': 'Sim: Fibra, 12 mil litros',
      'Máquina de lavar roupas': 'Sim',
      'Fonte alternativa de água': 'Sim: Poço',
    }
    for (const [heading, value] of Object.entries(expected))
      assert.equal(beside(paper, heading), value, heading)
    const masked = await printed(client, assert, id, 'carla.')
    assert.equal(beside(masked, 'CPF ou CNPJ'), format.maskedTaxpayer(cpf))
    assert.match(beside(paper, 'Cidade')!, /^Águas Claras do Norte, \w\w · /)
    assert.include(paper, 'A conta veio o triplo do costume.')
    const [kept] = await query<{ city: string }>(
      db,
      `select m.name || ', ' || m.state || ' · ' || l.name as city from registry_premises p
         join registry_localities l on l.id = p.locality_id join access_municipalities m on m.id = p.municipality_id
        where p.id = ?`,
      [unit(0).premise_id]
    )
    assert.equal(beside(paper, 'Cidade'), kept!.city)
    const chosen = client
      .post('/reviews/unit')
      .form({ premise_id: String(unit(0).premise_id) })
      .withCsrfToken()
      .loginAs(await userNamed('ana.'))
    const shown = plain(await textOf(chosen))
    const address = ['Logradouro', 'Número', 'Complemento', 'Bairro', 'CEP'] as const
    for (const heading of address)
      assert.match(shown, new RegExp(`<dt>${heading}</dt><dd[^>]*>${expected[heading]}</dd>`))
    assert.include(shown, `<dt>Cidade</dt><dd>${kept!.city}</dd>`)
    const page = await as(client, 'ana.', `${LIST}/${id}`)
    assert.include(page, 'João Pereira')
    assert.include(page, name)
  }).tags(['@TR-3.2.6.4', '@TR-3.2.6.2.4', '@TR-3.2.6.2.6'])

  test('the date of the request is asked for, and stands in the form and in the list', async ({
    client,
    assert,
  }) => {
    const without = await send(client, 'carla.', LIST, filled(unit(1), { requested_on: '' }))
    without.assertStatus(422)
    const id = await openReview(
      client,
      'carla.',
      filled(unit(1), { requested_on: '10/03/2025', reference: '02/2025' })
    )
    const { number } = await reviewOf(client, id)
    assert.include(await as(client, 'ana.', `${LIST}/${id}`), '10/03/2025')
    const list = await as(client, 'ana.', `${LIST}?requested_on_to=2025-03-31`)
    const row = list.split('<tr').find((text) => text.includes(`>${number}<`))!
    assert.include(row, '10/03/2025')
  }).tags(['@TR-3.2.6.2.5'])

  test('residents are a whole number, never below zero', async ({ client, assert }) => {
    for (const residents of ['-1', 'cinco']) {
      const refused = await send(client, 'carla.', LIST, filled(unit(2), { residents }))
      refused.assertStatus(422)
    }
    const id = await openReview(client, 'carla.', filled(unit(2), { residents: '5' }))
    const field = await edited(client, id)
    assert.equal(field('residents'), '5')
    const changed = await send(client, 'ana.', `${LIST}/${id}`, { residents: '-3' })
    changed.assertStatus(422)
  }).tags(['@TR-3.2.6.2.7'])

  test('pool, machine, tank and source stand as they were answered, on screen and on paper', async ({
    client,
    assert,
  }) => {
    await query(
      db,
      'update registry_premises set has_water_tank = true where id = any(?::bigint[])',
      [[unit(3).premise_id, unit(4).premise_id]]
    )
    const yes = await openReview(
      client,
      'carla.',
      filled(unit(3), {
        ...{ has_pool: 'yes', pool_note: '12 mil litros', has_washing_machine: 'yes' },
        ...{ has_alternative_source: 'yes', alternative_source_type: 'well' },
      })
    )
    const first = await edited(client, yes)
    assert.deepEqual(
      ['has_pool', 'pool_note', 'has_washing_machine', 'has_water_tank'].map(first),
      ['yes', '12 mil litros', 'yes', 'yes'],
      'the tank is that of the registry'
    )
    assert.deepEqual(
      [first('has_alternative_source'), first('alternative_source_type')],
      ['yes', 'well']
    )
    const no = await openReview(
      client,
      'carla.',
      filled(unit(4), { has_pool: 'no', has_washing_machine: 'no', has_alternative_source: 'no' })
    )
    const second = await edited(client, no)
    assert.deepEqual(['has_pool', 'has_washing_machine'].map(second), ['no', 'no'])
    const kept = (await reviewOf(client, no)) as Record<string, string>
    const changed = await send(client, 'ana.', `${LIST}/${no}`, {
      ...{ requester_name: kept.requester_name!, description: kept.description!, residents: '5' },
      ...{ has_pool: 'no', has_washing_machine: 'no', has_alternative_source: 'no' },
      has_water_tank: 'no',
    })
    changed.assertStatus(302)
    const third = await edited(client, no)
    assert.equal(third('has_water_tank'), 'no')
    const papers = [await printed(client, assert, yes), await printed(client, assert, no)]
    const answers = (heading: string) => papers.map((paper) => beside(paper, heading))
    assert.deepEqual(answers('Caixa d’água'), ['Sim', 'Não'])
    assert.deepEqual(answers('Máquina de lavar roupas'), ['Sim', 'Não'])
    assert.deepEqual(answers('Piscina'), ['Sim: 12 mil litros', 'Não'])
    assert.deepEqual(answers('Fonte alternativa de água'), ['Sim: Poço', 'Não'])
  }).tags(['@TR-3.2.6.2.8', '@TR-3.2.6.2.9', '@TR-3.2.6.2.10', '@TR-3.2.6.2.11'])

  test('a description of 2,000 characters with line breaks and accents stands whole', async ({
    client,
    assert,
  }) => {
    const line = 'Água, esgoto e hidrômetro: não há vazamento à vista, só a caixa d’água.\n'
    const description = `${line.repeat(40).slice(0, DESCRIPTION_LENGTH - 4)}fim.`
    assert.lengthOf(description, DESCRIPTION_LENGTH)
    assert.isAbove(description.split('\n').length, 20)
    const id = await openReview(client, 'carla.', filled(unit(5), { description }))
    const form = plain(await as(client, 'ana.', `${LIST}/${id}/edit`))
    assert.include(form.replaceAll('\r\n', '\n'), description)
    const paper = await printed(client, assert, id)
    assert.include(paper.replaceAll('\r\n', '\n'), description)
  }).tags(['@TR-3.2.6.2.12'])
})
