import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { isRegistration, DEFAULT_REGISTRATION_RULE } from '../../domain/registration_number.ts'
import { freshDatabase } from '#tests/support/database'
import { premiseAt } from './support.ts'
import { expectStatus } from '#tests/support/requests'
import { bruno } from '#tests/support/people'

const PATH = '/registry/customers'

const attributes = {
  kind: 'person',
  name: 'Benedita Aparecida Queiroz',
  taxpayer_id: '529.982.247-25',
  identity_number: '1234567-8',
  identity_issuer: 'SSP/MT',
  mother_name: 'Rosa Queiroz',
  father_name: 'Jonas Queiroz',
  home_phone: '(66) 3566-1000',
  business_phone: '(66) 3566-2000',
  phone: '(66) 99999-1234',
  birth_on: '1970-05-09',
  email: 'benedita@example.com',
  street: 'Rua das Acácias',
  number: '77',
  district: 'Centro',
  city: 'Águas Claras do Norte',
  state: 'MT',
  zip_code: '78899000',
}

interface Row {
  readonly id: bigint
  readonly code: string
  readonly name: string
}

const customerNamed = async (name: string) => {
  const [row] = await query<Row>(db, 'select * from registry_customers where name = ?', [name])
  return row!
}

test.group('Registry | customers', (group) => {
  freshDatabase(group)

  test('the ten attributes come back as typed; a wrong CPF and a repeated one are refused', async ({
    assert,
    client,
  }) => {
    const user = await bruno()
    const saved = await client
      .post(PATH)
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
      .form(attributes)
    saved.assertStatus(302)
    const { id, code } = await customerNamed(attributes.name)
    const page = await client.get(`${PATH}/${id}?tab=facts`).loginAs(user)
    for (const shown of [
      ...['529.982.247-25', '1234567-8', 'SSP/MT', 'Rosa Queiroz', 'Jonas Queiroz'],
      ...['(66) 3566-1000', '(66) 3566-2000', '(66) 99999-1234', '09/05/1970'],
      ...['benedita@example.com', 'Rua das Acácias', '77'],
    ]) {
      assert.include(page.text(), shown)
    }
    const form = await client.get(`${PATH}/${id}/edit`).loginAs(user)
    for (const value of [
      ...[attributes.name, attributes.identity_number, attributes.identity_issuer],
      ...[attributes.mother_name, attributes.father_name, attributes.email],
      ...[attributes.street, attributes.number, attributes.district, attributes.city],
      attributes.birth_on,
    ]) {
      assert.include(form.text(), `value="${value}"`)
    }
    for (const digits of ['52998224725', '6635661000', '6635662000', '66999991234', '78899000']) {
      const values = [...form.text().matchAll(/value="([^"]*)"/g)].map(([, value]) => value!)
      assert.include(
        values.map((value) => value.replace(/\D/g, '')),
        digits
      )
    }

    const wrong = await client
      .post(PATH)
      .loginAs(user)
      .withCsrfToken()
      .form({ ...attributes, name: 'Outra Pessoa', taxpayer_id: '529.982.247-26' })
    wrong.assertStatus(422)
    assert.include(wrong.text(), 'O CPF não confere')

    const again = await client
      .post(PATH)
      .loginAs(user)
      .withCsrfToken()
      .form({ ...attributes, name: 'Outra Pessoa' })
    again.assertStatus(422)
    assert.include(again.text(), 'Este CPF já é de Benedita Aparecida Queiroz')
    const warning = await client
      .post(`${PATH}/warnings`)
      .loginAs(user)
      .withCsrfToken()
      .form({ kind: 'person', name: 'Outra Pessoa', taxpayer_id: '529.982.247-25' })
    assert.include(warning.text(), `<a href="${PATH}/${id}"`)
    assert.include(warning.text(), 'mesmo CPF ou CNPJ')
    assert.isTrue(isRegistration(code, DEFAULT_REGISTRATION_RULE))
  }).tags(['@TR-3.2.2.1a'])

  test('each bad registration has its own message, on screen and through the API', async ({
    assert,
    client,
  }) => {
    const user = await bruno()
    const base = { kind: 'person', name: 'Firmina Paes', taxpayer_id: '11144477735' }
    const first = await client
      .post(`/api${PATH}`)
      .loginAs(user)
      .accept('json')
      .withCsrfToken()
      .json(base)
    first.assertStatus(201)
    const cases: readonly [Record<string, string>, string, string][] = [
      [{ ...base, name: 'Firmino Paes' }, 'taxpayer_id', 'Este CPF já é de Firmina Paes'],
      [{ ...base, taxpayer_id: '11144477736' }, 'taxpayer_id', 'O CPF não confere'],
      [{ ...base, taxpayer_id: '' }, 'taxpayer_id', 'Informe o CPF'],
      [{ ...base, taxpayer_id: '12345678909', name: 'CLIENTE' }, 'name', 'não é nome de cliente'],
    ]
    for (const [values, field, text] of cases) {
      const api = await client
        .post(`/api${PATH}`)
        .loginAs(user)
        .accept('json')
        .withCsrfToken()
        .json(values)
      api.assertStatus(422)
      const told = (api.body().messages as { field: string; message: string }[]).find(
        (one) => one.field === field
      )
      assert.include(told?.message, text)
      const page = await client.post(PATH).loginAs(user).withCsrfToken().form(values)
      page.assertStatus(422)
      assert.include(page.text(), text)
    }
    const [{ n } = { n: -1 }] = await query<{ n: number }>(
      db,
      `select count(*)::int as n from registry_customers where name in ('Firmino Paes', 'CLIENTE')`
    )
    assert.equal(n, 0)

    const homes = await query<{ id: bigint }>(
      db,
      'select id from registry_premises order by id limit 2'
    )
    const register = (id: bigint) =>
      client
        .patch(`/api/registry/premises/${id}`)
        .loginAs(user)
        .accept('json')
        .withCsrfToken()
        .json({ property_tax_number: '01.02.003.0456' })
    await expectStatus(register(homes[0]!.id), 200)
    const repeated = await register(homes[1]!.id)
    repeated.assertStatus(422)
    assert.include(repeated.text(), 'Esta inscrição imobiliária já é do imóvel')
    const near = await premiseAt('Rua das Acácias', '100')
    const firmina = await customerNamed('Firmina Paes')
    const typed = await client
      .post('/registry/premises')
      .loginAs(user)
      .withCsrfToken()
      .form({
        ...{ kind: 'single', street: 'Rua das Acácias', number: '171', district: 'Centro' },
        ...{ category: 'RES', economies: '1', property_tax_number: '01.02.003.0456' },
        locality_id: String(near.locality_id),
        billing_group_id: String(near.billing_group_id),
        holder_id: String(firmina.id),
        holder_from: '2026-10-01',
      })
    typed.assertStatus(422)
    assert.include(typed.text(), 'Esta inscrição imobiliária já é do imóvel')
    const [{ n: holders } = { n: -1 }] = await query<{ n: number }>(
      db,
      `select count(*)::int as n from registry_premises where property_tax_number = '01.02.003.0456'`
    )
    assert.equal(holders, 1)
  }).tags(['@AC-003'])

  test('commercial customers get numbers with check digit; an alphanumeric CNPJ is one like any other', async ({
    assert,
    client,
  }) => {
    const user = await bruno()
    const company = (name: string, taxpayer: string) =>
      client.post(`/api${PATH}`).loginAs(user).accept('json').withCsrfToken().json({
        kind: 'company',
        name,
        taxpayer_id: taxpayer,
        street: 'Avenida Brasil',
        phone: '66999990001',
      })
    await expectStatus(company('Armazém Novo Ltda.', '12ABC34501DE35'), 201)
    await expectStatus(company('Armazém Velho Ltda.', '11222333000181'), 201)
    const codes = [
      await customerNamed('Armazém Novo Ltda.'),
      await customerNamed('Armazém Velho Ltda.'),
    ].map(({ code }) => code)
    assert.notEqual(codes[0], codes[1])
    for (const code of codes) assert.isTrue(isRegistration(code, DEFAULT_REGISTRATION_RULE), code)

    const repeated = await company('Terceiro Ltda.', '12ABC34501DE35')
    repeated.assertStatus(422)
    assert.include(repeated.text(), 'Este CNPJ já é de Armazém Novo Ltda.')
    const person = (taxpayer: string) =>
      client.post(`/api${PATH}`).loginAs(user).accept('json').withCsrfToken().json({
        kind: 'person',
        name: 'Pessoa Comercial',
        taxpayer_id: taxpayer,
        street: 'Avenida Brasil',
        phone: '66999990002',
      })
    const invalid = await person('12345678900')
    invalid.assertStatus(422)
    assert.include(invalid.text(), 'O CPF não confere')
    // Nothing but the digit was wrong.
    await expectStatus(person('12345678909'), 201)
    assert.isFalse(
      isRegistration(
        `${codes[0]!.slice(0, -1)}${(Number(codes[0]!.slice(-1)) + 1) % 10}`,
        DEFAULT_REGISTRATION_RULE
      )
    )
  }).tags(['@TR-3.2.13.12.1'])

  test('what a form says of contacts and the list of contacts are one thing', async ({
    assert,
    client,
  }) => {
    const user = await bruno()
    const { id } = await customerNamed('Firmina Paes')
    const change = await client
      .patch(`/api${PATH}/${id}`)
      .loginAs(user)
      .accept('json')
      .withCsrfToken()
      .json({ phone: '66988887777' })
    change.assertStatus(200)
    const contact = await client
      .post('/api/registry/customer-contacts')
      .loginAs(user)
      .accept('json')
      .withCsrfToken()
      .json({
        customer_id: String(id),
        kind: 'email',
        value: 'firmina@example.com',
        is_preferred: true,
      })
    contact.assertStatus(201)
    const [row] = await query<{ phone: string; email: string }>(
      db,
      'select phone, email from registry_customers where id = ?',
      [id]
    )
    assert.deepEqual({ ...row }, { phone: '66988887777', email: 'firmina@example.com' })
    const history = await client.get(`${PATH}/${id}/tabs/history`).loginAs(user)
    assert.include(history.text(), 'e-mail')
    const refused = await client
      .post('/api/registry/customer-contacts')
      .loginAs(user)
      .accept('json')
      .withCsrfToken()
      .json({ customer_id: String(id), kind: 'mobile', value: '999' })
    refused.assertStatus(422)
    const unsaid = await client
      .post('/api/registry/customer-contacts')
      .loginAs(user)
      .accept('json')
      .withCsrfToken()
      .json({ customer_id: String(id), kind: 'whatsapp', value: '66988887777', consent: 'given' })
    unsaid.assertStatus(422)
    assert.include(unsaid.text(), 'Diga quando autorizou')
  })
})
