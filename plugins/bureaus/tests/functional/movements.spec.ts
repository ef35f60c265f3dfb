import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { bodyOf } from '#tests/support/requests'
import { userNamed } from '#tests/support/people'
import {
  type Debtor,
  act,
  bureau,
  bureausGroup,
  day,
  debtors,
  done,
  late,
  later,
  notify,
  now,
  on,
  owe,
  pay,
  postponeOpen,
  run,
  setTerms,
} from '../support/bureaus.ts'
import { bringReturn, confirm, download, simulate } from '../support/lots.ts'
import { linesOf } from '../support/layouts.ts'
import { listed, standOf, stateOf } from '../support/movements.ts'

const fateOf = (client: ApiClient, bureauId: bigint, content: string) =>
  bringReturn(client, bureauId, content).then(({ state }) => state)

/** The file of a bureau as it comes back, with codes at the lines of some debts, counted from zero. */
function answered(content: string, codes: Readonly<Record<number, string>>): string {
  let debt = -1
  return linesOf(content)
    .map((line) => {
      if (!line.startsWith('02')) return line
      const code = codes[++debt]
      return code ? line.slice(0, 324) + code.padEnd(10, '0') + line.slice(334) : line
    })
    .join('\r\n')
}

test.group('Bureaus | what is sent, answered and paid', (group) => {
  bureausGroup(group)

  let spc: bigint
  let people: Debtor[]
  let sent: string

  test('of a lot of an invoice, an installment and a charge the bureau takes two and refuses one; a later payment shows against its item', async ({
    client,
    assert,
  }) => {
    await postponeOpen()
    spc = await bureau(client, 'SPC', { name: 'SPC Brasil', layout: 'spc' })
    people = await debtors(9)
    const [one] = people as [Debtor, ...Debtor[]]
    await setTerms(client, {})
    const invoice = await owe(one, { due: late(90), cents: 10_000n })
    const part = await owe(one, { type: 'plans.slips', due: late(80), cents: 5000n })
    const charge = await owe(one, { type: 'billing.customer_charges', due: late(70), cents: 2500n })
    await notify(client)
    later(10)
    sent = await listed(client, spc)
    const states = () => Promise.all([invoice, part, charge].map((debt) => stateOf(debt, spc)))
    assert.deepEqual(await states(), ['sent', 'sent', 'sent'])

    const back = await bringReturn(client, spc, answered(sent, { 1: '17' }))
    assert.deepEqual([back.state, back.applied, back.unknown], ['applied', 3, 0])
    assert.deepEqual(await states(), ['in_notice', 'rejected', 'in_notice'])
    const page = await client.get('/bureaus/debts').loginAs(await userNamed('ana.'))
    page.assertTextIncludes('Aceito, em aviso do órgão')
    page.assertTextIncludes('Recusado pelo órgão')
    const rejected = await client
      .get('/bureaus/movements?state=rejected')
      .loginAs(await userNamed('ana.'))
    rejected.assertTextIncludes('17 código que não está no leiaute')

    later(2)
    await pay(client, invoice)
    const paid = await standOf(invoice, spc)
    assert.deepEqual([paid.paid_on, paid.end_cause], [now(), 'payment'])
    const item = await client.get(`/bureaus/debts/${paid.id}`).loginAs(await userNamed('ana.'))
    item.assertTextIncludes('Pago em')
    item.assertTextIncludes(`/receivables/receipts/${paid.receipt_id}`)
    assert.deepEqual(await stateOf(charge, spc), 'in_notice')
  }).tags(['@TR-3.2.9.17.1b'])

  test('the same return again, a cut one and one of another bureau change nothing and are kept', async ({
    client,
    assert,
  }) => {
    const returned = answered(sent, { 1: '17' })
    assert.equal(await fateOf(client, spc, returned), 'repeated')
    const cut = await bringReturn(client, spc, linesOf(sent).slice(0, 3).join('\r\n'))
    assert.deepEqual([cut.state, cut.applied], ['rejected', 0])
    assert.include(cut.reason, 'cortado')
    assert.equal(await fateOf(client, spc, 'x'), 'rejected')
    // Lines of nobody and of a wrong width stop no other.
    const strange = returned.split('\r\n')
    strange[2] = strange[2]!.replace(/-\d{12}/, '-999999999999')
    strange[4] = strange[4]!.slice(0, 200)
    const some = await bringReturn(client, spc, strange.join('\r\n'))
    assert.deepEqual([some.state, some.applied, some.unknown], ['applied', 0, 2])
    const lines = await query<{ fate: string }>(
      db,
      'select fate from bureaus_return_lines where file_id = ? order by number',
      [BigInt(some.file)]
    )
    assert.deepEqual(
      lines.map(({ fate }) => fate),
      ['unknown', 'rejected', 'repeated']
    )
    const files = await client
      .get('/bureaus/files?direction=returned')
      .loginAs(await userNamed('ana.'))
    for (const text of ['Aplicado', 'Repetido', 'Não aplicado']) files.assertTextIncludes(text)
  })

  test('what was refused goes again after it is corrected, and is published when the notice of the bureau is over', async ({
    client,
    assert,
  }) => {
    const [movement] = await query<{ id: bigint }>(
      db,
      `select id from bureaus_movements where state = 'rejected'`
    )
    await done(act(client, 'bureaus.resend', { id: Number(movement!.id) }))
    await run('bureaus.daily', { on: now() })
    const [file] = await query<{ id: bigint }>(
      db,
      'select id from bureaus_files where sequence = 2 and bureau_id = ?',
      [spc]
    )
    const content = await download(client, file!.id)
    // With it goes the cancellation of what was paid.
    const operations = linesOf(content)
      .filter((line) => line.startsWith('02'))
      .map((line) => line[18])
    assert.sameMembers(operations, ['I', 'E'])
    await bringReturn(client, spc, content)
    const rows = await query<{ state: string; n: bigint }>(
      db,
      'select state, count(*) as n from bureaus_listings group by state order by state'
    )
    assert.deepEqual(rows, [
      { state: 'excluded', n: 1n },
      { state: 'in_notice', n: 2n },
    ])
    later(10)
    await run('bureaus.daily', { on: now() })
    const published = await query(db, `select id from bureaus_listings where state = 'published'`)
    assert.lengthOf(published, 2)
  })

  test('by bureau and month each inclusion, cancellation and exclusion is listed with file and answer, and totals match', async ({
    client,
    assert,
  }) => {
    const serasa = await bureau(client, 'SERASA', {
      ...{ name: 'SERASA', layout: 'serasa', grouping: 'per_debtor' },
    })
    const [six, seven, eight] = people.slice(6, 9) as [Debtor, Debtor, Debtor]
    on(day('2027-08-20'))
    await postponeOpen('2029-06-30')
    await setTerms(client, {})
    const first = await owe(six, { due: late(90), cents: 30_000n })
    const both = [
      await owe(seven, { due: late(90), cents: 20_000n }),
      await owe(seven, { due: late(60), cents: 10_000n }),
    ]
    const last = await owe(eight, { due: late(90), cents: 5000n })
    await notify(client)
    on(day('2027-09-01'))
    const lot = await simulate(client, serasa)
    assert.equal(lot.customers, 3)
    const { file } = await confirm<{ file: { id: string; name: string } }>(client, lot)
    const content = await download(client, file.id)
    const lines = linesOf(content)
    // The second is refused with 022; the others are accepted.
    const place = lines.findIndex((line) => line.includes(eight.taxpayerId))
    lines[place] = `${lines[place]!.slice(0, 533)}022${lines[place]!.slice(536)}`
    await bringReturn(client, serasa, lines.join('\r\n'))
    on(day('2027-09-05'))
    await pay(client, first)
    // Half of a listing: the bureau is told the new amount, and the name stays.
    await pay(client, both[0]!)
    on(day('2027-09-15'))
    await run('bureaus.daily', { on: now() })
    await pay(client, both[1]!)

    const { rows, totals } = await bodyOf<{
      rows: Record<string, string | number | null>[]
      totals: Record<string, string | number>
    }>(
      client
        .get(
          `/api/reports/bureaus.movements?from_on=2027-09-01&until_on=2027-09-30&bureau=${serasa}&size=100`
        )
        .loginAs(await userNamed('ana.'))
    )
    assert.isDefined(totals)
    assert.deepEqual(
      rows.map((row) => [row.operation, row.customer, row.amount_cents, row.made_on, row.days]),
      [
        ['inclusion', six.name, '30000', '2027-09-01', null],
        ['inclusion', seven.name, '30000', '2027-09-01', null],
        ['inclusion', eight.name, '5000', '2027-09-01', null],
        ['cancellation', six.name, '30000', '2027-09-05', 0],
        ['update', seven.name, '10000', '2027-09-05', 0],
        ['exclusion', seven.name, '30000', '2027-09-15', 0],
      ]
    )
    assert.equal(rows[0]!.file, file.name)
    assert.equal(rows[2]!.state, 'rejected')
    assert.equal(rows[2]!.codes, '022')
    assert.equal(await stateOf(last, serasa), 'rejected')
    const page = await client
      .get(
        `/reports/bureaus.movements?from_on=2027-09-01&until_on=2027-09-30&bureau=${serasa}&group=operation`
      )
      .loginAs(await userNamed('ana.'))
    for (const text of ['Inclusão', 'Cancelamento', 'Exclusão']) page.assertTextIncludes(text)
    // 300,00 + 300,00 + 50,00 asked to be listed
    assert.match(page.text(), /650,00/)
  }).tags(['@TR-3.2.9.17.2', '@TR-3.2.19.51'])
})
