import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { approveVersion, saveDraft, submitVersion } from '#core/configuration/index'
import { type Json, query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { bodyOf, textOf } from '#tests/support/requests'
import { userNamed } from '#tests/support/people'
import { customFacts } from '../../custom/facts.ts'

const admin = () => userNamed('ana.admin')
const LIST = '/registry/customers'

interface Kind {
  id: bigint
  city: string | null
  name: string
}
const customers = (condition = 'true') =>
  query<Kind>(
    db,
    `select id, city, name from registry_customers where ${condition} order by id limit 60`
  )

test.group('Records | bulk actions', (group) => {
  freshDatabase(group)

  test('a selection is changed after its effect was said, each record in the trail', async ({
    client,
    assert,
  }) => {
    const people = await customers("kind = 'person'")
    const chosen = people.slice(0, 3)
    const ids = chosen.map(({ id }) => String(id))
    const asked = await client
      .post(`${LIST}/bulk/change`)
      .form({ _ids: ids })
      .withCsrfToken()
      .loginAs(await admin())
    asked.assertTextIncludes('Alterar 3 clientes')
    asked.assertTextIncludes(chosen[0]!.name)
    const empty = await client
      .post(`${LIST}/bulk/change/run`)
      .form({ _ids: ids, _token: 'a' })
      .withCsrfToken()
      .loginAs(await admin())
    empty.assertStatus(422)
    empty.assertTextIncludes('Preencha ao menos um dos campos.')
    const done = await client
      .post(`${LIST}/bulk/change/run`)
      .form({ _ids: ids, city: 'Juína', _token: 'b' })
      .withCsrfToken()
      .loginAs(await admin())
    done.assertTextIncludes('Alterar 3 clientes: feito.')
    const after = await customers(`id in (${ids.join(', ')})`)
    assert.deepEqual(
      after.map(({ city }) => city),
      ['Juína', 'Juína', 'Juína']
    )
    const entries = await query<{ subject_id: bigint }>(
      db,
      "select subject_id from audit_entries where action = 'registry.customers.update'"
    )
    assert.deepEqual(entries.map(({ subject_id: id }) => String(id)).sort(), [...ids].sort())
  })

  test('one refusal does not stop the others, and says which and why', async ({
    client,
    assert,
  }) => {
    const [first, second] = await customers("kind = 'person'")
    await db.connection('owner').rawQuery(`
      create function refuse_one() returns trigger language plpgsql as $$
      begin
        if new.id = ${second!.id} then raise exception 'no' using errcode = '23514', constraint = 'customers_city'; end if;
        return new;
      end $$;
      create trigger refuse_one before update on registry_customers for each row execute function refuse_one()`)
    const body = await bodyOf<{
      status: string
      done: number
      refused: number
      refusals: { record: string; code: string; message: string }[]
    }>(
      client
        .post(`/api${LIST}/bulk/change`)
        .json({ ids: [String(first!.id), String(second!.id)], input: { city: 'Brasnorte' } })
        .withCsrfToken()
        .loginAs(await admin())
    )
    assert.deepEqual([body.status, body.done, body.refused], ['done', 1, 1])
    assert.containSubset(body.refusals[0], { record: second!.name, code: 'E_RECORDS_REFUSED' })
    const after = await customers(`id in (${first!.id}, ${second!.id})`)
    assert.deepEqual(
      after.map(({ city }) => city === 'Brasnorte'),
      [true, false]
    )
    await db.connection('owner').rawQuery('drop trigger refuse_one on registry_customers')
  })

  test('everything filtered is done by a run when it is more than a screen waits for', async ({
    client,
    assert,
  }) => {
    const people = await query<{ n: bigint }>(
      db,
      "select count(*) as n from registry_customers where kind = 'company'"
    )
    const asked = await client
      .post(`${LIST}/bulk/change`)
      .form({ _all: 'true', _query: '?kind=company' })
      .withCsrfToken()
      .loginAs(await admin())
    asked.assertTextIncludes(`Alterar ${people[0]!.n} clientes`)
    const { runInline } = await import('#core/jobs/index')
    const { actorOfUser } = await import('#core/access/index')
    const { bulkJob } = await import('../../bulk/bulk_job.ts')
    const ana = await admin()
    const run = await runInline(
      bulkJob,
      {
        ...{ record: 'registry.customers', key: 'change', input: { city: 'Castanheira' } },
        ...{ selection: { query: 'kind=company' }, reason: null, timeZone: 'America/Cuiaba' },
        ...{ label: 'Alterar', token: 'c' },
      },
      (await actorOfUser(BigInt(ana.id)))!
    )
    assert.deepEqual([run.status, run.done, run.parked], ['done', Number(people[0]!.n), 0])
    assert.lengthOf(await customers("kind = 'company' and city is distinct from 'Castanheira'"), 0)
  })

  test('without the permission there is no selection, no page and no way around', async ({
    client,
    assert,
  }) => {
    const carla = await userNamed('carla.atendimento')
    assert.notInclude(await textOf(client.get(LIST).loginAs(carla)), 'data-pick')
    const response = await client
      .post(`/api${LIST}/bulk/change`)
      .json({ ids: ['1'], input: { city: 'X' } })
      .withCsrfToken()
      .loginAs(carla)
    response.assertStatus(404)
    assert.equal(response.body().code, 'E_RECORDS_NO_BULK')
  })
})

const CONTENT = {
  fields: [
    { key: 'nickname', label: 'Apelido', type: 'text', isSearched: true, isFilter: true },
    {
      ...{ key: 'origin', label: 'Origem', type: 'enum', isInList: true, isFilter: true },
      options: [
        { value: 'census', label: 'Recadastramento' },
        { value: 'desk', label: 'Balcão' },
      ],
    },
    {
      ...{ key: 'census_on', label: 'Recadastrado em', type: 'date' },
      visibleWhen: { '==': [{ var: ['custom_origin'] }, 'census'] },
      isRequired: true,
    },
    { key: 'limit', label: 'Limite', type: 'money' },
  ],
} as unknown as Json

/** Puts added fields in force from today, by two people. */
async function putInForce(content: Json): Promise<bigint> {
  const [author, approver] = [await admin(), await userNamed('diego.admin')]
  const municipalityId = BigInt(author.municipalityId)
  const now = clock.now()
  return db.transaction(async (tx) => {
    const versionId = await saveDraft(tx, {
      ...{ kind: 'custom-fields', key: 'registry.customers', municipalityId, content },
      authorId: BigInt(author.id),
    })
    await submitVersion(tx, {
      ...{ versionId, municipalityId, authorId: BigInt(author.id), now },
      from: clock.today('America/Cuiaba') as CivilDate,
      reason: 'Recadastramento',
      legalBasis: null,
    })
    const decision = { versionId, municipalityId, userId: BigInt(approver.id), now }
    await approveVersion(tx, decision)
    return municipalityId
  })
}

test.group('Records | fields added by administrators', (group) => {
  freshDatabase(group)
  let municipalityId = 0n
  group.setup(async () => {
    municipalityId = await putInForce(CONTENT)
  })
  const NEW = {
    ...{ name: 'Quirino Alvarenga', kind: 'person', taxpayer_id: '529.982.247-25' },
    custom_nickname: 'Tatupeba',
  }
  const row = async () => {
    const [found] = await query<{ id: bigint; custom: object }>(
      db,
      'select id, custom from registry_customers where name = ?',
      [NEW.name]
    )
    return found!
  }

  test('they are on the form, hidden and asked for as their conditions say', async ({
    client,
    assert,
  }) => {
    const form = await textOf(client.get(`${LIST}/new`).loginAs(await admin()))
    assert.include(form, 'Apelido')
    assert.match(form, /data-field="custom_census_on"[^>]*hidden/)
    const asked = await bodyOf<{
      visible: Record<string, boolean>
      required: Record<string, boolean>
    }>(
      client
        .post(`${LIST}/conditions`)
        .form({ ...NEW, custom_origin: 'census' })
        .withCsrfToken()
        .loginAs(await admin())
    )
    assert.isTrue(asked.visible.custom_census_on)
    assert.isTrue(asked.required.custom_census_on)
    const refused = await client
      .post(LIST)
      .form({ ...NEW, custom_origin: 'census' })
      .withCsrfToken()
      .loginAs(await admin())
    refused.assertStatus(422)
    refused.assertTextIncludes('id="problem-custom_census_on"')
    const api = await client
      .post(`/api${LIST}`)
      .json({ name: 'Outro', kind: 'company', custom_origin: 'census' })
      .withCsrfToken()
      .loginAs(await admin())
    api.assertStatus(422)
    assert.equal(api.body().messages[0].field, 'custom_census_on')
  })

  test('their values are kept, and a hidden one is not', async ({ client, assert }) => {
    const form = {
      ...{ ...NEW, custom_origin: 'desk', custom_census_on: '2026-01-05' },
      custom_limit: '1.234,50',
    }
    const made = await client
      .post(LIST)
      .form(form)
      .withCsrfToken()
      .loginAs(await admin())
    made.assertStatus(200)
    const kept = await row()
    assert.deepEqual(kept.custom, {
      nickname: 'Tatupeba',
      origin: 'desk',
      limit: '123450',
    })
  })

  test('list, filter, search, page, file, REST and history show them', async ({
    client,
    assert,
  }) => {
    const ana = await admin()
    const { id } = await row()
    const list = await textOf(client.get(LIST).qs({ custom_origin: 'desk' }).loginAs(ana))
    assert.include(list, 'data-label="Origem"')
    assert.include(list, NEW.name)
    const total = async (wanted: Record<string, string>) => {
      const body = await bodyOf(client.get(`/api${LIST}`).qs(wanted).loginAs(ana))
      return body.total
    }
    assert.equal(await total({ custom_origin: 'census' }), 0)
    assert.equal(await total({ custom_nickname_begins: 'tatu' }), 1)
    assert.equal(await total({ q: 'tatupeba' }), 1)
    const page = await textOf(client.get(`${LIST}/${id}?tab=facts`).loginAs(ana))
    assert.include(page, 'Balcão')
    assert.include(page, '1.234,50')
    const file = await client
      .get(`${LIST}/export`)
      .qs({ q: 'tatupeba', fields: 'all' })
      .loginAs(ana)
    assert.match(
      file.text(),
      /;Apelido;Origem;Recadastrado em;Limite\r\n.*;Tatupeba;Balcão;;1\.234,50\r\n/
    )
    const changed = await client
      .patch(`/api${LIST}/${id}`)
      .json({ custom_origin: 'census', custom_census_on: '2026-02-03' })
      .withCsrfToken()
      .loginAs(ana)
    assert.deepEqual(changed.body().changed, ['Origem', 'Recadastrado em'])
    const read = await client.get(`/api${LIST}/${id}`).loginAs(ana)
    assert.containSubset(read.body(), { custom_origin: 'census', custom_limit: '123450' })
    const history = await textOf(client.get(`${LIST}/${id}?tab=history`).loginAs(ana))
    assert.match(history, /Origem[\s\S]*Balcão[\s\S]*→[\s\S]*Recadastramento/)
    const described = await textOf(client.get('/api/openapi.json').loginAs(ana))
    assert.include(described, 'custom_origin')
  })

  test('decisions get them as facts', async ({ assert }) => {
    const { id } = await row()
    const { schema, facts } = await customFacts(db, 'registry.customers', {
      municipalityId,
      ids: [id],
    })
    assert.deepEqual(facts.get(id), {
      ...{ nickname: 'Tatupeba', origin: 'census', census_on: '2026-02-03', limit: '123450' },
    })
    assert.deepEqual(schema.required, ['nickname', 'origin', 'census_on', 'limit'])
  })

  test('a version that names what does not exist is refused', async ({ assert }) => {
    const wrong = {
      fields: [
        { key: 'x', label: 'X', type: 'text', visibleWhen: { '==': [{ var: ['nome'] }, 'a'] } },
      ],
    } as unknown as Json
    await assert.rejects(() => putInForce(wrong))
  })
})
