import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { premiseFactsByIds } from '#plugins/registry/api'
import { open, problemOf, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import {
  type FamilyLine,
  houseOf,
  importFamilies,
  personOf,
  sendFamilies,
} from './social_families.ts'
import { premiseAt } from './support.ts'

const SURE = { code: '1001', nis: '12056412545', cpf: 901, number: '401' }
const OTHER_ADDRESS = { code: '1002', nis: '12056412618', cpf: 902, number: '999' }
const UNKNOWN = { code: '1003', nis: '12056412685', cpf: 903, number: '403' }
const TWO_UNITS = { code: '1004', nis: '12056412758', cpf: 904, number: '404' }
const SHOP = { code: '1005', nis: '12056412820', cpf: 905, number: '406' }
const RICH = { code: '1006', nis: '12056412901', cpf: 906, number: '407', income: '810,51' }
const FAMILIES: readonly FamilyLine[] = [SURE, OTHER_ADDRESS, UNKNOWN, TWO_UNITS, SHOP, RICH]

const houses = new Map<string, bigint>()
async function fates(): Promise<Record<number, string>> {
  const rows = await query<{ number: number; fate: string; reasons: string | null }>(
    db,
    `select f.number, f.fate, (select string_agg(distinct r, ',' order by r) from registry_social_candidates c, unnest(c.reasons) r
              where c.family_id = f.id) as reasons
       from registry_social_families f join registry_social_files x on x.id = f.file_id and x.status = 'done' order by 1`
  )
  return Object.fromEntries(
    rows.map(({ number, fate, reasons }) => [number, reasons ? `${fate}: ${reasons}` : fate])
  )
}
const benefits = () =>
  query(
    db,
    `select p.number, b.from_on, b.until_on, b.last_on, b.lost_on, b.loss_cause, b.seen_month
       from registry_social_benefits b join registry_premises p on p.id = b.premise_id order by b.id`
  )
async function tariffOn(number: string, on: string) {
  const { municipality_id: municipality } = await premiseAt('Rua das Acácias', '100')
  const [facts] = await db.transaction((tx) =>
    premiseFactsByIds(tx, municipality, [houses.get(number)!], on as CivilDate)
  )
  return facts!.tariffType
}
const doubtOf = async (code: string) => {
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from registry_social_families where family_code = ?',
    [code]
  )
  return row!.id
}
const imported = (client: ApiClient, month: string, families: readonly FamilyLine[]) =>
  importFamilies(client, { month, families })

test.group('Registry | import of CadÚnico and BPC', (group) => {
  freshDatabase(group)
  group.setup(() => clock.freeze('2026-11-05T15:00:00Z'))
  group.teardown(() => clock.restore())

  test('a sure family enters by itself; the others are in doubt with their reasons, not found, or over the income', async ({
    client,
    assert,
  }) => {
    for (const { cpf, number } of FAMILIES.filter((one) => one !== UNKNOWN)) {
      const holder = await personOf(cpf)
      const own = number === '999' ? '402' : number
      const category = number === '406' ? 'COM' : 'RES'
      houses.set(own, await houseOf(client, { number: own, holder, category }))
      if (number === '404') houses.set('405', await houseOf(client, { number: '405', holder }))
    }
    const { figures } = await imported(client, '2026-11', FAMILIES)
    assert.deepInclude(figures, { matched: 1n, doubts: 3n, unmatched: 1n, unfit: 1n, lost: 0n })
    assert.deepEqual(await fates(), {
      ...{ 2: 'matched', 3: 'doubt: address', 4: 'unmatched' },
      ...{ 5: 'doubt: address,several_units', 6: 'doubt: category', 7: 'unfit' },
    })
    assert.deepEqual(await benefits(), [
      {
        ...{ number: '401', from_on: '2026-11-05', until_on: '2028-11-04', last_on: '2029-02-04' },
        ...{ lost_on: null, loss_cause: null, seen_month: '2026-11' },
      },
    ])

    const again = await imported(client, '2026-11', FAMILIES)
    assert.notProperty(again.figures, 'matched')
    assert.lengthOf(await query(db, 'select 1 from registry_social_files'), 1)
    assert.lengthOf(await benefits(), 1)
  })

  test('the queue shows both sides; somebody decides, and nothing is kept of who is refused', async ({
    client,
    assert,
  }) => {
    const page = await open(client, 'ana', '/registry/social-doubts')
    for (const words of [
      ...['Família da linha 3', 'R. das Acacias, 999', 'Rua das Acácias, 402', 'Pessoa 902'],
      ...['O endereço da família não é o do imóvel', 'A família responde por mais de um imóvel'],
    ])
      assert.include(page.text(), words)
    const path = '/registry/social-doubts'
    const id = await doubtOf('1004')
    const premise = { premise_id: String(houses.get('404')!) }
    const carla = await send(client, 'carla', `${path}/${id}/match`, premise)
    assert.notEqual(carla.header('location'), path)
    const done = await send(client, 'bruno', `${path}/${id}/match`, premise)
    done.assertStatus(302)
    const refused = await doubtOf('1002')
    await send(client, 'bruno', `${path}/${refused}/dismiss`, {})
    assert.deepInclude(await fates(), { 3: 'doubt: address' })
    await send(client, 'bruno', `${path}/${refused}/dismiss`, { reason: 'Mora em outra rua' })
    const [left] = await query(db, 'select * from registry_social_families where id = ?', [refused])
    assert.deepInclude(left, { fate: 'dismissed', nis: null, cpfs: null, family_code: null })
    assert.deepInclude(left, { street: null, income_cents: null })
    const twice = await send(client, 'bruno', `${path}/${refused}/dismiss`, { reason: 'De novo' })
    assert.equal(problemOf(twice).code, 'E_REGISTRY_SOCIAL_FAMILY_UNKNOWN')
    const trail = await query<{ action: string; reason: string | null }>(
      db,
      `select action, reason from audit_entries where action like 'registry.social_doubts.%' order by id`
    )
    assert.deepEqual(
      trail.map((one) => ({ ...one })),
      [
        { action: 'registry.social_doubts.match', reason: null },
        { action: 'registry.social_doubts.dismiss', reason: 'Mora em outra rua' },
      ]
    )
    assert.deepEqual(
      [await tariffOn('404', '2026-11-05'), await tariffOn('405', '2026-11-05')],
      ['social', 'normal']
    )
  })

  test('who is not in the next file keeps the benefit for three months; who comes back loses nothing', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-12-05T15:00:00Z')
    const without = FAMILIES.filter((one) => one !== SURE)
    const { figures } = await imported(client, '2026-12', without)
    // The refused match is not asked again; what somebody decided holds.
    assert.deepInclude(figures, { kept: 1n, doubts: 1n, unmatched: 2n, lost: 1n })
    const [lost] = await benefits()
    assert.deepInclude(lost, { lost_on: '2026-12-05', last_on: '2027-03-04' })
    assert.deepInclude(lost, { loss_cause: 'left_file' })
    const days = ['2026-12-05', '2027-01-05', '2027-02-05', '2027-03-04', '2027-03-05']
    assert.deepEqual(await Promise.all(days.map((on) => tariffOn('401', on))), [
      ...['social', 'social', 'social', 'social', 'normal'],
    ])
    // Of the former file nothing is left but its counts.
    const left = await query(
      db,
      `select x.erased_at is not null as is_erased, x.matched, o.state, (select count(*)::int from registry_social_families f where f.file_id = x.id) as lines
         from registry_social_files x join files_objects o on o.id = x.file_object_id where x.status = 'replaced'`
    )
    assert.deepEqual(
      left.map((one) => ({ ...one })),
      [{ is_erased: true, matched: 1, state: 'erased', lines: 0 }]
    )
    const house = await open(client, 'bruno', `/registry/premises/${houses.get('401')!}`)
    assert.include(house.text(), 'Tarifa social mantida só até 04/03/2027')
    const losing = await open(
      client,
      'ana',
      '/api/reports/registry.social_losses?position_on=2026-12-05'
    )
    const { rows } = losing.body() as { rows: Record<string, string>[] }
    assert.deepEqual(
      rows.map((row) => [row.holder, row.cause, row.last_on, Number(row.days_left)]),
      [['Pessoa 901', 'left_file', '2027-03-04', 89]]
    )

    clock.freeze('2027-01-05T15:00:00Z')
    const back = await imported(client, '2027-01', FAMILIES)
    assert.deepInclude(back.figures, { kept: 2n, returned: 1n, lost: 0n })
    const [kept] = await benefits()
    assert.deepInclude(kept, { lost_on: null, until_on: '2029-01-04', last_on: '2029-04-04' })

    for (const month of ['2026-12', '2027-02']) {
      const refused = await sendFamilies(client, { month, families: FAMILIES })
      assert.equal(problemOf(refused).code, 'E_REGISTRY_SOCIAL_MONTH')
    }
  })

  test('an irregularity ends it at once, and the next file does not give it back by itself', async ({
    client,
    assert,
  }) => {
    const path = `/registry/premises/${houses.get('401')!}/change/end-social-tariff`
    const end = (cause: string) =>
      send(client, 'bruno', path, { cause, on: '2027-01-10', reason: 'Vistoria de 10/01' })
    clock.freeze('2027-01-10T15:00:00Z')
    await end('criteria')
    assert.equal(await tariffOn('401', '2027-04-09'), 'social')
    const twice = await end('criteria')
    assert.include(twice.text(), 'já está em perda')
    await end('irregularity')
    assert.deepEqual(
      [await tariffOn('401', '2027-01-10'), await tariffOn('401', '2027-01-11')],
      ['social', 'normal']
    )
    clock.freeze('2027-02-05T15:00:00Z')
    const { figures } = await imported(client, '2027-02', FAMILIES)
    assert.deepInclude(figures, { matched: 0n, kept: 1n })
    assert.deepInclude(await fates(), { 2: 'doubt: ended_before' })
  })

  test('who is forgotten is in no file any more: neither in doubt nor with the benefit', async ({
    client,
    assert,
  }) => {
    for (const number of ['406', '404', '405']) {
      const gone = await query<{ id: bigint }>(
        db,
        `update registry_holdings set until_on = '2027-02-05' where premise_id = ? returning customer_id as id`,
        [houses.get(number)!]
      )
      if (number === '404') continue
      const path = `/registry/customers/${gone[0]!.id}/personal-data/anonymisation`
      const done = await send(client, 'ana', path, { reason: 'Pedido 12/2027' })
      done.assertStatus(302)
    }
    assert.deepEqual(await fates(), {
      ...{ 2: 'doubt: ended_before', 3: 'unmatched', 4: 'unmatched', 7: 'unfit' },
    })
    const left = await benefits()
    assert.lengthOf(left, 1)
  })

  test('a file that no other follows is emptied after its days', async ({ assert }) => {
    clock.freeze('2027-04-01T15:00:00Z')
    const { municipality_id: city } = await premiseAt('Rua das Acácias', '100')
    await runInline('registry.social_erasure', { on: '2027-04-01' }, systemActor(city))
    const left = await query(
      db,
      `select 1 from registry_social_families where family_code is not null or cpfs is not null or street is not null`
    )
    assert.lengthOf(left, 0)
    assert.deepInclude(await fates(), { 2: 'lapsed', 7: 'unfit' })
  })
})
