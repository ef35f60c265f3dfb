import { gzipSync } from 'node:zlib'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { RunSummary } from '#core/jobs/index'
import { formatMoney } from '#core/money/index'
import { write } from '#plugins/billing/tests/functional/built_group'
import { openBridges, pay } from '#plugins/billing/tests/functional/correcting'
import { takeNumbers } from '#plugins/debt_register/services/numbers'
import { freshDatabase } from '#tests/support/database'
import {
  type LegacyFile,
  creditOf,
  debtOf,
  instalmentOf,
  legacyFiles,
  owesWater,
  paperOf,
  planOf,
  useOf,
} from '#tests/support/legacy_files'
import { open, send, upload, userOf, work } from './support/people.ts'
import { bill, groupOf, readMonth } from './support/reading_month.ts'

/** The rehearsal of a municipality: `TAKE_OVER_ECONOMIES=20000`, with 24 months of readings. */
const UNITS = Number(process.env.TAKE_OVER_ECONOMIES ?? 120)
const MONTHS = UNITS > 1000 ? 24 : 12
const GROUP = 'LEG'
const NOVEMBER = '2026-11' as RefMonth
const units = Array.from({ length: UNITS }, (_, index) => index + 1)
const sum = (of: (unit: number) => number) => units.reduce((total, unit) => total + of(unit), 0)

async function one<T>(sql: string, bindings: readonly (string | bigint)[] = []): Promise<T> {
  const [row] = await query<Record<string, T>>(db, sql, [...bindings])
  return Object.values(row!)[0]!
}
const count = async (sql: string) => Number(await one<string | bigint>(sql))

test.group('Scenario | a base of another system is taken over', (group) => {
  freshDatabase(group)
  group.each.timeout(UNITS * 60 + 60_000)
  group.teardown(() => clock.restore())
  let files: LegacyFile[] = []
  let municipalityId: bigint

  /** The months of readings of a large utility only pass compressed. */
  const sentAs = ({ entity, content }: LegacyFile) =>
    entity === 'readings'
      ? { name: `${entity}.csv.gz`, content: gzipSync(content) }
      : { name: `${entity}.csv`, content }

  const load = async (client: ApiClient, file: LegacyFile): Promise<RunSummary> =>
    work(
      await upload(client, 'bruno', {
        ...{ path: '/registry/take-over', ...sentAs(file) },
        fields: { system: 'legado', entity: file.entity },
      }),
      'bruno'
    )

  test('what the files lean on is registered first', async ({ client, assert }) => {
    clock.freeze('2026-11-02T15:00:00Z')
    municipalityId = await one('select id from access_municipalities limit 1')
    const locality = await one<bigint>('select id from registry_localities order by id limit 1')
    const agent = await one<bigint>(`select id from payments_agents where code = '001'`)
    const { id: groupId } = await write(client, '/api/registry/billing-groups', {
      ...{ code: GROUP, name: 'Grupo da carga', due_day: 17 },
    })
    await write(client, '/api/readings/routes', {
      ...{ code: 'LG', name: 'Roteiro da carga', billing_group_id: groupId },
      locality_id: String(locality),
    })
    await write(client, '/api/metering/models', {
      ...{ name: 'Modelo antigo', brand: 'Marca', digits: 6, is_active: true, diameter: '20' },
      ...{ flow_class: 'Q3 1,6 R100', transmission: 'magnetic' },
    })
    await write(client, '/api/payments/agreements', {
      ...{ agent_id: String(agent), code: 'DB001', kind: 'direct_debit', account: '001 0810 999' },
      ...{ layout_version: '06', fee_cents: 100, float_days: 1, fee_mode: 'deducted' },
      ...{ file_rule: 'none', file_days: 1, file_by: '10:00' },
    })
    files = legacyFiles({
      ...{ units: UNITS, group: GROUP, route: 'LG', model: 'Modelo antigo', months: MONTHS },
      ...{ lastMonth: '2026-10' as RefMonth },
      locality: await one('select code from registry_localities order by id limit 1'),
    })
    assert.deepEqual(
      await openBridges({ municipalityId, billingGroupId: BigInt(String(groupId)) }, NOVEMBER),
      []
    )
  })

  test('every line of every file is loaded, and each file is reconciled with what was written', async ({
    client,
    assert,
  }) => {
    for (const file of files) {
      const run = await load(client, file)
      assert.equal(run.status, 'done', file.entity)
      assert.deepInclude(
        { ...run.figures },
        { loaded: BigInt(file.lines), rejected: 0n },
        `${file.entity}: ${run.issues.map(({ message }) => message).join('; ')}`
      )
      const page = await open(client, 'bruno', `/registry/take-over/${run.figures.file}`)
      page.assertTextIncludes('Confere')
      assert.notInclude(page.text(), 'Não confere')
    }
    assert.equal(
      await count(`select sum(open_cents) from receivables_items where origin_type = 'legacy'`),
      sum(debtOf)
    )
    const history = await count(`select count(*) from readings_readings where origin = 'legacy'
      and premise_id in (select id from registry_premises where street = 'Rua da Carga')`)
    assert.equal(history, UNITS * MONTHS)
  })

  test('the same files once more write nothing', async ({ client, assert }) => {
    assert.lengthOf(files, 15)
    for (const file of files) {
      const { figures } = await load(client, file)
      assert.deepInclude({ ...figures }, { loaded: 0n, repeated: BigInt(file.lines) }, file.entity)
    }
  })

  test('the books open with what was owed, and agree with the receivables', async ({ assert }) => {
    const opened = (event: string) =>
      count(
        `select coalesce(sum(amount_cents), 0) from accounting_postings where event = '${event}'`
      )
    assert.equal(await opened('opening_debt'), sum(owesWater) + 3 * sum(planOf))
    assert.equal(await opened('third_party_opening_debt'), sum(debtOf) - sum(owesWater))
    assert.equal(await opened('opening_credit'), sum(creditOf))
    const billingGroupId = await groupOf(GROUP)
    assert.deepEqual(await openBridges({ municipalityId, billingGroupId }, NOVEMBER), [])
  })

  test('somebody answers for the rehearsal and for the cut-over of the group, which is signed once', async ({
    client,
    assert,
  }) => {
    const groupId = await groupOf(GROUP)
    const sign = async (kind: string) =>
      client
        .post('/api/registry/take-over-signoffs')
        .loginAs(await userOf('bruno'))
        .withCsrfToken()
        .accept('json')
        .json({
          ...{ system: 'legado', kind, billing_group_id: String(groupId) },
          opinion: 'Conferido com o balancete de outubro',
        })
    const rehearsal = await sign('rehearsal')
    assert.equal(rehearsal.status(), 201, rehearsal.text())
    const cutOver = await sign('cut_over')
    assert.equal(cutOver.status(), 201, cutOver.text())
    const again = await sign('cut_over')
    assert.equal(again.status(), 409)
    assert.equal((again.body() as { code: string }).code, 'E_REGISTRY_TAKE_OVER_SIGNED')
    const { id } = rehearsal.body() as { id: string }
    const lines = await query<{ title: string; loaded: number; here: string | null }>(
      db,
      `select title, loaded, amount_here as here from registry_take_over_signoff_lines where signoff_id = ? order by place`,
      [id]
    )
    assert.lengthOf(lines, 17)
    const of = (title: string) => lines.find((line) => line.title === title)!
    assert.equal(of('Débitos em aberto').here, formatMoney(BigInt(sum(debtOf))))
    assert.equal(of('Créditos de clientes').here, formatMoney(BigInt(sum(creditOf))))
    assert.equal(of('Hidrômetros').loaded, UNITS)
    assert.equal(of('Parcelamentos em vigor').here, formatMoney(BigInt(3 * sum(planOf))))
    const place = `Grupo ${GROUP} · Grupo da carga`
    assert.deepInclude(of(`${place}: imóveis`), {
      ...{ loaded: UNITS, here: `${formatMoney(BigInt(sum(debtOf)))} em aberto` },
    })
    assert.deepInclude(of(`${place}: parcelamentos em vigor`), {
      ...{ loaded: UNITS / 10, here: `${formatMoney(BigInt(3 * sum(planOf)))} a faturar` },
    })
    const page = await open(client, 'bruno', `/registry/take-over-signoffs/${id}`)
    page.assertStatus(200)
    page.assertTextIncludes('Conferido com o balancete de outubro')
  })

  test('a paper of the system before is paid at the bank and settles what it asked for', async ({
    assert,
  }) => {
    const unit = 3
    await pay(municipalityId, {
      ...{ barcode: paperOf(unit), amountCents: BigInt(debtOf(unit)) },
      paidOn: '2026-11-03' as CivilDate,
    })
    const openOf = `select coalesce(sum(i.open_cents), 0) from receivables_items i
      join registry_premises p on p.id = i.premise_id
      where i.origin_type = 'legacy' and p.street = 'Rua da Carga' and p.number = ?`
    assert.equal(await one<string>(openOf, [String(unit)]), '0')
    assert.equal(Number(await one<string>(openOf, ['6'])), debtOf(6))
    const billingGroupId = await groupOf(GROUP)
    assert.deepEqual(await openBridges({ municipalityId, billingGroupId }, NOVEMBER), [])
  })

  test('the first month is read, criticised by the means that came along and billed with credits and instalments', async ({
    client,
    assert,
  }) => {
    const month = await readMonth(client, {
      ...{ group: GROUP, reference: NOVEMBER, consumption: () => 12 },
    })
    const run = await bill(client, month)
    assert.equal(run.status, 'done')
    interface Row {
      readonly number: string
      readonly average: string
      readonly credits_cents: bigint
      readonly instalment: bigint
    }
    const rows = await query<Row>(
      db,
      `select p.number, trim_scale(l.average_m3)::text as average, i.credits_cents,
              (select coalesce(sum(w.amount_cents), 0)::bigint from receivables_pending_charges w
                where w.billed_origin_id = i.id and w.source_type in ('legacy', 'plans.agreements')) as instalment
         from billing_invoices i
         join registry_premises p on p.id = i.premise_id
         join readings_load_items l on l.premise_id = p.id and l.load_id = ?
        where i.reference = ? and p.street = 'Rua da Carga'`,
      [month.loadId, NOVEMBER]
    )
    assert.lengthOf(rows, UNITS)
    for (const { number, average, credits_cents: credits, instalment } of rows) {
      const unit = Number(number)
      assert.equal(Number(average), useOf(unit), `mean of ${unit}`)
      assert.equal(Number(credits), creditOf(unit), `credit of ${unit}`)
      assert.equal(Number(instalment), instalmentOf(unit) + planOf(unit), `instalment of ${unit}`)
    }
    assert.deepEqual(
      await openBridges({ municipalityId, billingGroupId: await groupOf(GROUP) }, NOVEMBER),
      []
    )
  })

  test('notices that hold and the numbering of the register go on', async ({ client, assert }) => {
    const today = clock.today('America/Cuiaba')
    const [owed] = await query<{ key: string; cents: bigint }>(
      db,
      `select k.key, i.open_cents as cents from registry_legacy_keys k join receivables_items i on i.id = k.record_id
        where k.entity = 'open_items' and i.state = 'open' and i.charge_type = 'water' order by i.id limit 1`
    )
    const head = 'key;kind;item_keys;issued_on;due_on;valid_until;delivered_on;delivery\nAV7;corte;'
    const days = `${addDays(today, -20)};${addDays(today, -5)};${addDays(today, 60)}`
    const late = `${addDays(today, -80)};${addDays(today, -60)};${addDays(today, -1)}`
    const content = `${head}${owed!.key};${days};${addDays(today, -18)};ar\nAV8;corte;${owed!.key};${late};;`
    const file = { entity: 'notices', content, lines: 2 }
    const { figures } = await load(client, file)
    assert.deepInclude({ ...figures }, { loaded: 1n, rejected: 1n })
    const taken = await query<Readonly<Record<string, unknown>>>(
      db,
      `select n.kind, n.state, n.issued_on::text as issued, n.valid_until::text as valid, n.delivered_on::text as delivered,
              n.delivery, d.cents from dunning_notices n join dunning_notice_debts d on d.notice_id = n.id`
    )
    assert.deepEqual(taken, [
      {
        ...{ kind: 'cut_notice', state: 'pending', issued: addDays(today, -20) },
        ...{ valid: addDays(today, 60), delivered: addDays(today, -18) },
        ...{ delivery: 'registered_post', cents: owed!.cents },
      },
    ])
    // What was taken over for one unit is a debt of its own: the debts of others in the same file are not noticed.
    const noticed = await query<{ unit: string; items: number; cents: bigint }>(
      db,
      `select p.registration_number as unit, count(*)::int as items, sum(i.open_cents)::bigint as cents from receivables_marks m
         join receivables_items i on i.origin_type = m.origin_type and i.origin_id = m.origin_id
         join registry_premises p on p.id = i.premise_id where m.kind = 'noticed' group by 1`
    )
    assert.deepEqual(
      noticed.map(({ items, cents }) => [items, cents]),
      [[2, owed!.cents + 850n]]
    )
    const again = await load(client, file)
    assert.deepInclude({ ...again.figures }, { loaded: 0n, repeated: 1n })

    // Bills of the system before are notified as invoices are: one of three units owed, one of them paid, and one is noticed.
    clock.freeze('2026-11-20T15:00:00Z')
    await work(await send(client, 'bruno', '/dunning/generate/notices', {}), 'bruno')
    assert.equal(
      await count(`select count(distinct n.premise_id) from dunning_notices n join registry_premises p on p.id = n.premise_id
        where p.street = 'Rua da Carga' and n.kind = 'cut_notice'`),
      Math.floor(UNITS / 3) - 1
    )

    const numbers = await load(client, {
      ...{ entity: 'register_numbers', lines: 3 },
      content: 'key;kind;year;number\nN1;inscricao;2026;41\nN2;livro;;7\nN3;inscricao;26;9',
    })
    assert.deepInclude({ ...numbers.figures }, { loaded: 2n, rejected: 1n })
    const next = await db.transaction((tx) =>
      takeNumbers(tx, { municipalityId, kind: 'entry', year: '2026', count: 1 })
    )
    assert.deepEqual(next, ['2026/000042'])
  })
})
