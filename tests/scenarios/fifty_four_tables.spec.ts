import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { RecordField, RecordType } from '#core/records/index'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'

/** The tables of TR-3.2.2.3 by their names there, each with the record type that keeps it. */
const TABLES: readonly (readonly [name: string, record: string])[] = [
  ['Funcionários', 'registry.employees'],
  ['Cargos', 'registry.job_titles'],
  ['Estado Civil', 'registry.marital_statuses'],
  ['Nacionalidade', 'registry.nationalities'],
  ['Tipo Cliente', 'registry.customer_types'],
  ['Tipo Feriado', 'calendar.holiday_types'],
  ['Grupos de Serviços', 'registry.service_groups'],
  ['Veículos', 'registry.vehicles'],
  ['Modelo Veículo', 'registry.vehicle_models'],
  ['Tipo Veículo', 'registry.vehicle_types'],
  ['Material', 'registry.materials'],
  ['Tipo Material', 'registry.material_types'],
  ['Tipo Unidade de Medida', 'registry.units_of_measure'],
  ['Diâmetro Cavalete', 'registry.riser_diameters'],
  ['Diâmetro Hidrômetro', 'metering.meter_diameters'],
  ['Diâmetro Ramal Ligação Água', 'registry.water_branch_diameters'],
  ['Diâmetro Ramal Ligação Esgoto', 'registry.sewage_branch_diameters'],
  ['Material Cavalete', 'registry.riser_materials'],
  ['Posição Cavalete', 'registry.riser_positions'],
  ['Tipo Cavalete', 'registry.riser_types'],
  ['Tipo Hidrômetro', 'metering.meter_types'],
  ['Tipo de Ligação', 'registry.connection_types'],
  ['Tipo de Rede', 'registry.network_types'],
  ['Tipo Situação', 'registry.situation_types'],
  ['Tipo Outras Fontes', 'registry.other_source_types'],
  ['Tipo Pavimento Logradouro', 'registry.street_pavement_types'],
  ['Tipo Pavimento de Calçada', 'registry.sidewalk_pavement_types'],
  ['Logradouro', 'registry.street_types'],
  ['Ruas', 'registry.streets'],
  ['Bairros', 'registry.districts'],
  ['Categorias', 'registry.categories'],
  ['Tipo Tarifa', 'registry.tariff_types'],
  ['Tipo Grupo Faturamento', 'registry.billing_group_types'],
  ['Tipo Cobrança', 'receivables.charging_types'],
  ['Tipo Coleta Leitura', 'readings.collection_types'],
  ['Origem de Leitura', 'readings.origins'],
  ['Tipo Consumo Faturado', 'readings.billed_consumption_types'],
  ['Tipo Consumo Lido', 'readings.read_consumption_types'],
  ['Tipo de Convênio Bancário', 'payments.agreement_types'],
  ['Ocorrência de Débito Conta', 'payments.direct_debit_occurrences'],
  ['Motivo Cancelamentos', 'billing.cancellation_reasons'],
  ['Motivo Críticas', 'readings.critique_reasons'],
  ['Motivo Emissão de Fatura', 'billing.issue_reasons'],
  ['Motivo Estorno de Pagamento', 'receivables.reversal_reasons'],
  ['Motivo Liberação Compensação', 'receivables.release_reasons'],
  ['Motivo Movimento Hidrômetro', 'metering.movement_reasons'],
  ['Motivo Número Lacre', 'metering.seal_reasons'],
  ['Motivo Reenvio Fatura Débito Conta', 'payments.direct_debit_resend_reasons'],
  ['Motivo Situação Fatura', 'billing.situation_reasons'],
  ['Motivo Situação Ligação Água', 'registry.water_situation_reasons'],
  ['Motivo Situação Ligação Esgoto', 'registry.sewage_situation_reasons'],
  ['Motivo Transferência de Pagamento', 'receivables.transfer_reasons'],
  ['Motivo Valores a Compensar', 'receivables.compensation_reasons'],
]
const TARIFFS = '/configuration/tariff-table/default'

/** What the form of a table asks besides code and title. */
const MORE: Readonly<Record<string, Record<string, string>>> = {
  'registry.employees': { registration: '9001', name: 'Joana Prado' },
  'registry.vehicles': { plate: 'QQQ1Q23' },
  'registry.materials': { code: 'Z-1', name: 'Tubo', unit: 'UN' },
  'registry.situation_types': { situation: 'active' },
  'registry.categories': { code: 'ZZ1' },
  'registry.street_types': { code: 'ZZ1', name: 'Vereda' },
  'registry.districts': { code: 'ZZ1', name: 'Bairro de teste' },
  'registry.streets': { code: 'ZZ1', name: 'das Provas' },
}
const typed = (record: string, values: Record<string, string>) => ({
  code: 'ZZTESTE',
  title: 'Linha de teste',
  ...(/diameters$/.test(record) ? { diameter_mm: '77' } : {}),
  ...(MORE[record] ?? {}),
  ...values,
})

const post = async (client: ApiClient, path: string, form: Record<string, string> = {}) =>
  client
    .post(path)
    .form(form)
    .withCsrfToken()
    .loginAs(await ana())
    .redirects(0)

interface Pointer {
  readonly user: RecordType
  readonly field: RecordField
  readonly value: string | number
}

/** Every field of another type of record that may hold this row, with what it then holds. */
async function pointersTo(record: string, id: string): Promise<Pointer[]> {
  const type = registries().records.get(record)
  const [row] = await query<Record<string, string>>(
    db,
    `select * from ${type.table} where id = ?`,
    [id]
  )
  return registries()
    .records.all()
    .flatMap((user) =>
      user.fields
        .filter((one) => one.record === record || one.lookup === record)
        .map((field) => ({ user, field, value: field.type === 'lookup' ? row!.code! : Number(id) }))
    )
}

/** Points the first records that take it to this row, as another system would; tells whether one did. */
async function pointedByApi(client: ApiClient, { user, field, value }: Pointer): Promise<boolean> {
  if (field.isReadOnly) return false
  // Not every record takes it: one of water has no sewage branch.
  const some = await query<{ id: bigint }>(db, `select id from ${user.table} order by id limit 2`)
  for (const { id } of some) {
    const changed = await client
      .patch(`/api${user.path}/${id}`)
      .json({ [field.name]: value })
      .withCsrfToken()
      .loginAs(await ana())
    if (changed.status() === 200) return true
  }
  return false
}

/** The same for what only operations of the system write. */
async function pointedBySystem({ user, field, value }: Pointer): Promise<boolean> {
  const changed = await query(
    db.connection('owner'),
    `update ${user.table} set ${field.name} = ? where id = (select min(id) from ${user.table}) returning id`,
    [value]
  ).catch(() => [])
  return changed.length > 0
}

/** A service that waits for the next invoice: the small municipality has no prices of services to charge one by. */
const chargeService = () =>
  query(
    db,
    `insert into billing_service_charges (municipality_id, premise_id, debtor_id, service_code, title, executed_on, quantity,
       unit_cents, total_cents, parcels, first_reference, version_id, reason_code, charged_by, charged_at)
     select p.municipality_id, p.id, (select min(id) from registry_customers), 'copy', 'Cópia', '2026-09-01', 1,
            100, 100, 1, '2026-10', (select min(id) from configuration_versions), r.code, 'Ana Ribeiro', now()
       from registry_premises p cross join billing_issue_reasons r order by p.id, r.id limit 1`
  )

/** A well: the small municipality has none. */
const registerWell = () =>
  query(
    db,
    `insert into readings_sources (municipality_id, premise_id, code, type_code, measurement, estimated_m3, from_on,
       registered_by, registered_at)
     select p.municipality_id, p.id, p.registration_number || '/1', t.code, 'estimated', 10, '2026-09-01', 'Ana Ribeiro', now()
       from registry_premises p cross join registry_other_source_types t order by p.id, t.id limit 1`
  )

/** Tables whose codes only the system writes in records: a row added by people is in none. */
const CODES_OF_THE_SYSTEM = [
  ...['readings.origins', 'readings.billed_consumption_types'],
  // What a bank answered, and why people sent it again: the small municipality has no debit in account.
  ...['payments.direct_debit_occurrences', 'payments.direct_debit_resend_reasons'],
]

/** Puts the row in use by another record; gives the words of where, or null when no type of record holds such rows. */
async function use(client: ApiClient, record: string, id: string): Promise<string | null> {
  const pointers = await pointersTo(record, id)
  const where = ({ user, field }: Pointer) => `${user.title.many} (${field.label})`
  for (const one of pointers) if (await pointedByApi(client, one)) return where(one)
  for (const one of pointers) if (await pointedBySystem(one)) return where(one)
  if (pointers.length && !CODES_OF_THE_SYSTEM.includes(record))
    throw new Error(`no record took the row of ${record}`)
  return null
}

test.group('Scenario | the fifty-four tables', (group) => {
  freshDatabase(group)
  group.each.timeout(110_000)

  test('each has a screen that creates, changes and deletes, and one in use says where', async ({
    client,
    assert,
  }) => {
    assert.lengthOf(TABLES, 53, 'and the tariffs, which are versions')
    await post(client, '/registry/vehicles', { plate: 'AAA1A11' })
    await post(client, '/registry/materials', { code: 'X-1', name: 'Fixo', unit: 'UN' })
    await post(client, '/registry/employees', { registration: '1', name: 'Fixo' })
    const holiday = { name: 'X', rule: 'once', on_date: '2026-05-04', is_bank: 'true' }
    await post(client, '/calendar/holidays', holiday)
    await post(client, '/registry/street-types', { code: 'FX', name: 'Passagem' })
    await chargeService()
    await registerWell()
    const [locality] = await query<{ id: bigint }>(
      db,
      'select min(id) as id from registry_localities',
      []
    )
    const [way] = await query<{ id: bigint }>(
      db,
      "select id from registry_street_types where code = 'FX'",
      []
    )
    const ids = { locality_id: String(locality!.id), type_id: String(way!.id) }
    const used: string[] = []
    for (const [name, record] of TABLES) {
      const { path, title } = registries().records.get(record)
      const list = await client.get(path).loginAs(await ana())
      list.assertStatus(200)
      list.assertTextIncludes(title.many)
      const created = await post(client, path, typed(record, ids))
      const where = String(created.header('location'))
      assert.match(where, /\/\d+$/, name)
      const id = /(\d+)$/.exec(where)![1]!
      const label = registries().records.get(record).label
      const changed = await post(
        client,
        where,
        typed(record, {
          ...ids,
          is_active: 'true',
          name: 'Mudada',
          [label]: record.endsWith('vehicles') ? 'QQQ1Q24' : 'Mudada',
        })
      )
      assert.equal(changed.status(), 302, name)
      const shown = await client.get(where).loginAs(await ana())
      assert.include(shown.text(), record.endsWith('vehicles') ? 'QQQ1Q24' : 'Mudada', name)
      const place = await use(client, record, id)
      if (place) {
        const refused = await post(client, `${where}/delete`)
        assert.equal(refused.status(), 409, name)
        refused.assertTextIncludes(place)
        const kept = await client.get(where).loginAs(await ana())
        assert.equal(kept.status(), 200, name)
        used.push(record)
        continue
      }
      const deleted = await post(client, `${where}/delete`)
      assert.equal(deleted.header('location'), path, name)
      const gone = await client.get(where).loginAs(await ana())
      assert.equal(gone.status(), 404, name)
    }
    assert.isAtLeast(used.length, 28)
    for (const record of used) {
      const { path } = registries().records.get(record)
      const spare = await post(
        client,
        path,
        typed(record, { ...ids, code: 'ZZ2', registration: '9002', plate: 'QQQ1Q25' })
      )
      const where = String(spare.header('location'))
      const deleted = await post(client, `${where}/delete`)
      assert.equal(deleted.header('location'), path, record)
      const gone = await client.get(where).loginAs(await ana())
      assert.equal(gone.status(), 404, record)
    }
  }).tags(['@TR-3.2.2.3'])

  test('tariffs are versions: a draft is created, changed and withdrawn, the one in force stays', async ({
    client,
    assert,
  }) => {
    const [{ content, id }] = (await query<{ content: string; id: bigint }>(
      db,
      `select v.content, v.id from configuration_versions v join configuration_items i on i.id = v.item_id
        where i.kind = 'tariff-table' order by v.id limit 1`,
      []
    )) as [{ content: string; id: bigint }]
    const changed = JSON.stringify({ ...JSON.parse(content), title: 'Tabela de teste' })
    const created = await post(client, `${TARIFFS}/draft`, { content: changed })
    const draft = String(created.header('location'))
    assert.match(draft, /\/configuration\/versions\/\d+$/)
    const again = JSON.stringify({ ...JSON.parse(content), title: 'Tabela mudada' })
    const updated = await post(client, draft, { content: again })
    assert.equal(updated.header('location'), draft)
    await post(client, `${draft}/withdraw`, { reason: 'Teste' })
    const page = await client.get(draft).loginAs(await ana())
    page.assertTextIncludes('Tabela mudada')
    const kept = await client
      .post(`/configuration/versions/${id}/withdraw`)
      .form({ reason: 'Não pode' })
      .header('accept', 'application/json')
      .withCsrfToken()
      .loginAs(await ana())
    assert.isAtLeast(kept.status(), 400)
    const [still] = await query<{ status: string }>(
      db,
      'select status from configuration_versions where id = ?',
      [id]
    )
    assert.equal(still!.status, 'approved')
  }).tags(['@TR-3.2.2.3'])
})
