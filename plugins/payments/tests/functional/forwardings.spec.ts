import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { closeBridges } from '#core/reports/index'
import { buildCollectionBarcode } from '#plugins/receivables/domain/febraban_barcode'
import { open, upload, userOf, work } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { codeOf, plain } from '#tests/support/requests'
import {
  type Invoice,
  REFERENCE,
  type World,
  fileOf,
  importContent,
  issueInvoices,
  openWorld,
} from '../support/fixtures.ts'
import { returnFile } from '../support/return_files.ts'

/** Bills of the system before, each with the free field of that system. */
const billOf = (number: number, cents: bigint) => ({
  cents,
  barcode: buildCollectionBarcode({
    ...{ valueId: '6', companyCode: '4321', amountCents: cents },
    freeField: `55${String(number).padStart(23, '0')}`,
  }).barcode,
})
const [A, B, C, D, LOST] = [
  billOf(1, 8_000n),
  billOf(2, 6_050n),
  billOf(3, 1_000n),
  billOf(4, 2_000n),
  billOf(5, 999n),
] as const

test.group('Payments | money of the system before', (group) => {
  freshDatabase(group)
  let world: World
  let own: Invoice
  let place: { readonly id: bigint; readonly code: string }
  group.setup(async () => {
    clock.freeze('2026-10-30T12:00:00-04:00')
    world = await openWorld()
    ;[own] = (await issueInvoices(world, [{ waterCents: 10_000n }])) as [Invoice]
    const [first] = await query<typeof place>(
      db,
      'select id, code from registry_billing_groups order by id limit 1'
    )
    place = first!
  })
  group.teardown(() => clock.restore())

  let sequence = 0
  /** What became of each line of a bank's file. */
  async function told(payments: readonly { readonly barcode: string; readonly cents: bigint }[]) {
    const paidOn = '2026-10-28'
    const content = await returnFile(world, {
      ...{ sequence: ++sequence, generatedOn: '2026-10-29' },
      payments: payments.map((one) => ({ ...one, paidOn })),
    })
    const { lines } = await fileOf(await importContent(world, content))
    return lines.map(({ fate, reason }) => [fate, reason] as const)
  }
  const fates = (lines: Awaited<ReturnType<typeof told>>) => lines.map(([fate]) => fate)
  const load = async (client: ApiClient, lines: readonly string[]) =>
    work(
      await upload(client, 'bruno', {
        ...{ path: '/registry/take-over', name: 'former_bills.csv' },
        content: ['key;group_code;premise_key;barcode;amount;due_on', ...lines].join('\n'),
        fields: { system: 'legado', entity: 'former_bills' },
      }),
      'bruno'
    )
  const forward = async (client: ApiClient) =>
    client
      .post('/api/payments/forwardings')
      .loginAs(await userOf('bruno'))
      .withCsrfToken()
      .accept('json')
      .json({ system: 'legado' })
  const waiting = async () => {
    const [row] = await query<{ n: number; cents: bigint }>(
      db,
      `select count(*)::int as n, coalesce(sum(amount_cents), 0)::bigint as cents from receivables_receipts where state = 'unidentified'`
    )
    return { ...row! }
  }
  const openBridges = async () => {
    const scope = { ...world, billingGroupId: place.id, reference: REFERENCE }
    const results = await db.transaction((tx) => closeBridges(tx, scope))
    return results
      .filter(({ name }) => /^(payments\.|accounting\.(cash|customer_credits))/.test(name))
      .filter(({ isClosed }) => !isClosed)
  }

  test('payments of its bills are known by their code, settle nothing here and leave only the unknown to be identified', async ({
    client,
    assert,
  }) => {
    const run = await load(client, [
      `F1;${place.code};U1;${A.barcode};80,00;15/10/2026`,
      `F2;${place.code};U2;${B.barcode};60,50;15/10/2026`,
      `F4;${place.code};U4;${D.barcode};20,00;15/10/2026`,
      `F9;${place.code};U9;;20,00;15/10/2026`,
      `F8;${place.code};U9;${own.barcode};100,00;15/10/2026`,
    ])
    assert.deepInclude({ ...run.figures }, { loaded: 3n, rejected: 2n })
    assert.match(run.issues[0]!.message, /Falta o código de barras/)
    assert.match(run.issues[1]!.message, /Já há um documento/)
    const lines = await told([
      { barcode: own.barcode, cents: own.amountCents },
      ...[A, B, LOST],
      // The same bill twice is two payments: the system before judges them.
      A,
    ])
    const all = ['settled', 'forwarded', 'forwarded', 'unidentified', 'forwarded']
    assert.deepEqual(fates(lines), all)
    assert.match(lines[1]![1]!, /sistema anterior/)
    assert.deepEqual(await waiting(), { n: 1, cents: 999n })
    const [receipt] = await query<{ id: bigint }>(
      db,
      `select id from receivables_receipts where state = 'forwarded' order by id limit 1`
    )
    const page = await open(client, 'bruno', `/receivables/receipts/${receipt!.id}`)
    page.assertTextIncludes('Do sistema anterior')
    assert.deepEqual(await openBridges(), [])
  })

  test('each goes to the system before once, in a file with control totals that stays as it was made', async ({
    client,
    assert,
  }) => {
    const made = await forward(client)
    assert.equal(made.status(), 201, made.text())
    const { id } = made.body() as { id: string }
    const file = async () => {
      const answer = await open(client, 'bruno', `/payments/forwardings/${id}/file`)
      return answer.text()
    }
    const content = await file()
    const lines = content.trim().split('\r\n')
    assert.equal(lines[0], '0;legado;1;2026-10-30')
    assert.lengthOf(lines, 5)
    assert.isTrue(
      lines[1]!.startsWith(
        `1;1;F1;${place.code};U1;${A.barcode};;80,00;2026-10-15;80,00;2026-10-28;`
      )
    )
    assert.equal(lines.at(-1), '9;3;220,50')
    const page = await open(client, 'bruno', `/payments/forwardings/${id}`)
    assert.include(plain(page), 'R$ 220,50')
    const again = await forward(client)
    assert.equal(again.status(), 409)
    assert.equal(codeOf(again), 'E_PAYMENTS_NOTHING_TO_FORWARD')

    // Money that came before the list did is known once the list comes.
    assert.deepEqual(fates(await told([C])), ['unidentified'])
    assert.deepEqual(await waiting(), { n: 2, cents: 1_999n })
    await load(client, [`F3;${place.code};;${C.barcode};10,00;15/10/2026`])
    assert.deepEqual(await waiting(), { n: 1, cents: 999n })
    const second = await forward(client)
    const { id: next } = second.body() as { id: string }
    const rest = await open(client, 'bruno', `/payments/forwardings/${next}/file`)
    assert.match(rest.text(), /^0;legado;2;2026-10-30\r\n1;1;F3;[^\n]*\r\n9;1;10,00\r\n$/)
    assert.equal(await file(), content)
    assert.deepEqual(await openBridges(), [])
  })

  test('who signs the cut-over of a group answers for it; from then on its money is ours', async ({
    client,
    assert,
  }) => {
    await query(
      db,
      `insert into registry_legacy_keys (municipality_id, system, entity, key, record_type, record_id)
       select municipality_id, 'legado', 'premises', 'U1', 'registry.premises', id from registry_premises
        where billing_group_id = ? order by id limit 1`,
      [place.id]
    )
    const sign = async () =>
      client
        .post('/api/registry/take-over-signoffs')
        .loginAs(await userOf('bruno'))
        .withCsrfToken()
        .accept('json')
        .json({
          ...{ system: 'legado', kind: 'cut_over', billing_group_id: String(place.id) },
          opinion: 'Conferido',
        })
    assert.deepEqual(fates(await told([D])), ['forwarded'])
    assert.equal(codeOf(await sign()), 'E_PAYMENTS_FORWARD_FIRST')
    const last = await forward(client)
    assert.equal(last.status(), 201)
    const signed = await sign()
    assert.equal(signed.status(), 201, signed.text())
    const [line] = await query<{ total: number; loaded: number; sent: string; here: string }>(
      db,
      `select total, loaded, amount_sent as sent, amount_here as here from registry_take_over_signoff_lines
        where title like '%recebimentos que voltaram ao sistema anterior'`
    )
    assert.deepInclude(line!, { total: 5, loaded: 5 })
    assert.match(line!.sent, /250,50 em arquivo/)
    assert.match(line!.here, /250,50 recebidos/)
    assert.deepEqual(fates(await told([D])), ['unidentified'])
    const late = await load(client, [`F7;${place.code};;${LOST.barcode};9,99;15/10/2026`])
    assert.match(late.issues[0]!.message, /já virou/)
  })
})
