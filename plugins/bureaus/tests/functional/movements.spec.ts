import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import type { Assert } from '@japa/assert'
import db from '@adonisjs/lucid/services/db'
import { participate } from '#core/actions/index'
import { systemActor } from '#core/access/index'
import { putVersion } from '#core/access/tests/support/people'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type MarkKind, setMarks } from '#plugins/receivables/api'
import { freshDatabase } from '#tests/support/database'
import { bodyOf } from '#tests/support/requests'
import { userNamed } from '#tests/support/people'
import { WITHDRAWAL_LAYOUT } from '../../domain/removal_layouts.ts'
import {
  type Debtor,
  type Owed,
  act,
  bringReturn,
  bureau,
  checkLayout,
  confirm,
  day,
  debtors,
  done,
  download,
  late,
  later,
  municipality,
  notify,
  now,
  on,
  owe,
  pay,
  run,
  setTerms,
  simulate,
} from '../support/bureaus.ts'

interface Movement {
  readonly operation: string
  readonly reason: string | null
  readonly state: string
  readonly created_on: string
  readonly created_by: string
  readonly deadline_on: string | null
}

/** What was asked of the bureaus for a debtor, in order. */
const movementsOf = (debtor: Debtor, bureauId: bigint): Promise<Movement[]> =>
  query<Movement>(
    db,
    `select operation, reason, state, created_on, created_by, deadline_on from bureaus_movements
      where customer_id = ? and bureau_id = ? order by id`,
    [debtor.id, bureauId]
  )

/** Where a debt stands. */
async function standOf({ origin }: Owed, bureauId: bigint) {
  const [row] = await query<{
    id: bigint
    state: string
    paid_on: string | null
    end_cause: string | null
    receipt_id: bigint | null
  }>(
    db,
    `select id, state, paid_on, end_cause, receipt_id from bureaus_debts
      where origin_type = ? and origin_id = ? and bureau_id = ? order by id desc limit 1`,
    [origin.type, origin.id, bureauId]
  )
  return row!
}

/** As the plugin of agreements marks what enters one. */
async function mark(kind: MarkKind, { origin }: Owed): Promise<void> {
  const municipalityId = await municipality()
  await db.transaction(async (tx) => {
    const actor = systemActor(municipalityId)
    const context = { tx, municipalityId, actor, now: clock.now() }
    await setMarks(
      tx,
      {
        municipalityId,
        participate: (point, payload) => participate(point, payload, context),
      },
      { kind, source: { type: 'plans.plans', id: 1n }, origins: [origin], on: now() }
    )
  })
}

const stateOf = (debt: Owed, bureauId: bigint) => standOf(debt, bureauId).then(({ state }) => state)
const causeOf = (debt: Owed, bureauId: bigint) =>
  standOf(debt, bureauId).then(({ end_cause: cause }) => cause)
const fateOf = (client: ApiClient, bureauId: bigint, content: string) =>
  bringReturn(client, bureauId, content).then(({ state }) => state)
/** Operations asked of a bureau for a debtor, with their reasons. */
const askedOf = (debtor: Debtor, bureauId: bigint) =>
  movementsOf(debtor, bureauId).then((all) =>
    all.map(({ operation, reason }) => [operation, reason])
  )

interface Removal {
  readonly id: bigint
  readonly state: string
  readonly note: string
  readonly operation: string
  readonly waits_for: string | null
}

/** What takes the title of a debtor back. */
async function removalOf(bureauId: bigint, debtor: Debtor): Promise<Removal> {
  const [row] = await query<Removal>(
    db,
    `select id, state, note, operation, waits_for from bureaus_movements
      where bureau_id = ? and customer_id = ? and operation <> 'inclusion'`,
    [bureauId, debtor.id]
  )
  return row!
}

const waitOf = (bureauId: bigint, debtor: Debtor) =>
  removalOf(bureauId, debtor).then(({ waits_for: wait }) => wait)

/** While nobody compared the layout with the manual no file goes, people see it where they look, and only who may says it was. */
async function refusedUntilChecked(
  client: ApiClient,
  assert: Assert,
  { cra, debtor }: { readonly cra: bigint; readonly debtor: Debtor }
): Promise<void> {
  const waiting = await removalOf(cra, debtor)
  assert.containsSubset(waiting, { state: 'waiting', waits_for: 'layout' })
  assert.match(
    waiting.note,
    /^E_BUREAUS_LAYOUT_UNCHECKED: Leiaute a confirmar.*Registrar como feito/
  )
  const written = await act(client, 'bureaus.write_file', { bureau_id: Number(cra) })
  written.assertStatus(409)
  assert.equal((written.body() as { code: string }).code, 'E_BUREAUS_LAYOUT_UNCHECKED')
  const files = await query(
    db,
    `select id from bureaus_files where bureau_id = ? and file_name ~ '^(DP|CP)'`,
    [cra]
  )
  assert.lengthOf(files, 0)
  const desk = await client.get('/bureaus/desk').loginAs(await userNamed('ana.'))
  desk.assertTextIncludes('Leiaute a confirmar: “CRA, desistência de protesto')
  desk.assertTextIncludes('Uma retirada de Central de protesto com o leiaute a confirmar')
  const { data } = await bodyOf<{ data: object[] }>(
    client.get('/api/bureaus/movements?waits_for=layout').loginAs(await userNamed('ana.'))
  )
  assert.lengthOf(data, 1)
  const contract = await client.get(`/bureaus/bureaus/${cra}`).loginAs(await userNamed('ana.'))
  contract.assertTextIncludes('Confirmar leiaute de retirada')
  const told = await query(db, 'select id from alerts_inbox where dedupe_key like ?', [
    `bureaus/${cra}/layout/%`,
  ])
  assert.isAbove(told.length, 0)
  const said = { id: Number(cra), operation: 'cancellation', manual: 'Manual', manual_on: now() }
  const other = await act(client, 'bureaus.check_layout', said, { who: 'carla.' })
  other.assertStatus(403)
  const early = { ...said, manual_on: '2029-01-01' }
  const refused = await act(client, 'bureaus.check_layout', early)
  assert.equal((refused.body() as { code: string }).code, 'E_BUREAUS_MANUAL_DATE')
}

const linesOf = (content: string) => content.split('\r\n').slice(0, -1)

test.group('Bureaus | what is sent, answered, paid and taken off', (group) => {
  freshDatabase(group)
  group.setup(() => {
    on(day('2026-11-02'))
    return () => clock.restore()
  })
  group.each.timeout(170_000)

  let spc: bigint
  let serasa: bigint
  let people: Debtor[]
  let owed: Owed[][]
  let sent: string

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

  async function listed(client: ApiClient, bureauId: bigint): Promise<string> {
    const lot = await simulate(client, bureauId)
    const { file } = await confirm<{ file: { id: string } }>(client, lot)
    return download(client, file.id)
  }

  test('of a lot of an invoice, an installment and a charge the bureau takes two and refuses one; a later payment shows against its item', async ({
    client,
    assert,
  }) => {
    await query(db, `update receivables_items set due_on = '2027-06-30' where state = 'open'`)
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

  test('a payment, an agreement and one made again each ask at once for one removal', async ({
    client,
    assert,
  }) => {
    const three = people.slice(1, 4)
    await setTerms(client, {})
    owed = []
    for (const one of three) owed.push([await owe(one, { due: late(90), cents: 30_000n })])
    await notify(client)
    later(10)
    await bringReturn(client, spc, await listed(client, spc))
    later(10)
    await run('bureaus.daily', { on: now() })
    const before = await query(
      db,
      `select id from receivables_marks where kind = 'listed' and until is null`
    )

    await pay(client, owed[0]![0]!)
    await mark('plan', owed[1]![0]!)
    await mark('renegotiated', owed[2]![0]!)
    const asked = await Promise.all(three.map((one) => movementsOf(one, spc)))
    assert.deepEqual(
      asked.map((all) =>
        all.slice(1).map(({ operation, reason, state }) => [operation, reason, state])
      ),
      [
        [['exclusion', 'payment', 'waiting']],
        [['exclusion', 'agreement', 'waiting']],
        [['exclusion', 'agreement', 'waiting']],
      ]
    )
    const after = await query(
      db,
      `select id from receivables_marks where kind = 'listed' and until is null`
    )
    assert.equal(before.length - after.length, 3)
    // Five business days from the payment (Súmula 548), and who sends is told when it is near.
    const deadline = asked[0]![1]!.deadline_on!
    assert.isAbove(Date.parse(deadline) - Date.parse(now()), 6 * 86_400_000)
    await run('bureaus.daily', { on: `${now()}/send` })
    on(day(deadline))
    await run('bureaus.daily', { on: `${now()}/late` })
    const told = await query<{ text: string }>(
      db,
      `select distinct text from alerts_inbox where dedupe_key like 'bureaus/%'`
    )
    assert.lengthOf(told, 1)
    assert.include(told[0]!.text, '3 baixas de SPC Brasil')
  })

  test('what is older than five years leaves by the daily run', async ({ client, assert }) => {
    const [, , , , , five] = people as [Debtor, Debtor, Debtor, Debtor, Debtor, Debtor]
    await setTerms(client, {})
    const old = await owe(five, { due: late(1780), cents: 30_000n })
    await notify(client)
    later(10)
    await listed(client, spc)
    later(60)
    await run('bureaus.daily', { on: now() })
    assert.deepEqual(await askedOf(five, spc), [
      ['inclusion', null],
      ['cancellation', 'prescription'],
    ])
    assert.equal(await causeOf(old, spc), 'prescription')
  })

  test('by bureau and month each inclusion, cancellation and exclusion is listed with file and answer, and totals match', async ({
    client,
    assert,
  }) => {
    serasa = await bureau(client, 'SERASA', {
      ...{ name: 'SERASA', layout: 'serasa', grouping: 'per_debtor' },
    })
    const [six, seven, eight] = people.slice(6, 9) as [Debtor, Debtor, Debtor]
    on(day('2027-08-20'))
    await query(db, `update receivables_items set due_on = '2029-06-30' where state = 'open'`)
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

  test('a title goes to protest, the notary tells what became of it, and what is paid before is withdrawn, and after is cancelled, by files of their own', async ({
    client,
    assert,
  }) => {
    const cra = await bureau(client, 'CRA', {
      ...{ name: 'Central de protesto', layout: 'protest', purpose: 'protest', notice_days: '' },
    })
    await query(db, `update bureaus_bureaus set is_active = (code = 'CRA')`)
    const [three, one, two] = people.slice(3, 6) as [Debtor, Debtor, Debtor]
    await setTerms(client, {})
    const debts = [
      await owe(one, { due: late(40), cents: 80_000n }),
      await owe(two, { due: late(40), cents: 90_000n }),
      await owe(three, { due: late(40), cents: 85_000n }),
    ]
    await notify(client)
    later(10)
    await setTerms(client, { min_cents: 80_000 })
    const lines = linesOf(await listed(client, cra))
    const told = (kind: Readonly<Record<string, string>>) =>
      lines
        .map((line) => {
          const debtor = people.find(({ taxpayerId }) => line.includes(taxpayerId))
          const code = debtor && kind[debtor.taxpayerId]
          return code ? line.slice(0, 457) + code + line.slice(458) : line
        })
        .join('\r\n')
    const accepted = told({
      ...{ [one.taxpayerId]: '8', [two.taxpayerId]: '8', [three.taxpayerId]: '8' },
    })
    await bringReturn(client, cra, accepted)
    assert.equal(await stateOf(debts[0]!, cra), 'accepted')
    // Paid before the office told its protocol: what takes it back waits for it.
    await pay(client, debts[1]!)
    await run('bureaus.daily', { on: `${now()}/1` })
    await refusedUntilChecked(client, assert, { cra, debtor: two })
    // Meanwhile what is done at the office is recorded with its protocol.
    await pay(client, debts[2]!)
    const { id: byHand, waits_for: held } = await removalOf(cra, three)
    assert.equal(held, 'layout')
    await done(act(client, 'bureaus.tell_done', { id: Number(byHand), protocol: '1º Ofício 881' }))
    assert.equal(await stateOf(debts[2]!, cra), 'excluded')
    assert.isNull(await waitOf(cra, three))

    await checkLayout(client, cra, 'cancellation')
    assert.isNull(await waitOf(cra, two))
    // The manual had something else: the corrected version is to be compared too.
    const corrected = { ...WITHDRAWAL_LAYOUT, title: 'CRA de MT, desistência' }
    await putVersion(client, 'bureau-layout/protest-withdrawal', corrected as never)
    await run('bureaus.daily', { on: `${now()}/1b` })
    assert.equal(await waitOf(cra, two), 'layout')
    await checkLayout(client, cra, 'cancellation')
    await run('bureaus.daily', { on: `${now()}/1c` })
    const waiting = await removalOf(cra, two)
    assert.containsSubset(waiting, { state: 'waiting', operation: 'cancellation' })
    assert.equal(waiting.waits_for, 'protocol')
    assert.include(waiting.note, 'protocolo')
    const protocolled = now().split('-').toReversed().join('')
    const numbered = (protocol: string) => (line: string) =>
      line.startsWith('1') ? `${line.slice(0, 445)}01${protocol}${line.slice(457)}` : line
    const dated = (line: string) =>
      line.startsWith('1') ? `${line.slice(0, 458)}${protocolled}${line.slice(466)}` : line
    const known = accepted.split('\r\n').map(numbered('0000004471')).map(dated).join('\r\n')
    await bringReturn(client, cra, known, 'R582A.TXT')
    await run('bureaus.daily', { on: `${now()}/2` })
    const files = () =>
      query<{ file_name: string; movement_count: number }>(
        db,
        `select file_name, movement_count from bureaus_files where bureau_id = ? and direction = 'sent' order by id`,
        [cra]
      )
    const [, withdrawal, ...none] = await files()
    assert.match(withdrawal!.file_name, /^DP582/)
    assert.deepEqual([withdrawal!.movement_count, none], [1, []])
    assert.equal(await stateOf(debts[1]!, cra), 'removing')
    await bringReturn(client, cra, told({ [two.taxpayerId]: '3' }), 'R582B.TXT')
    assert.equal(await stateOf(debts[1]!, cra), 'excluded')

    // Protested, then in an agreement or paid: it is cancelled, and the office says so.
    await bringReturn(client, cra, told({ [one.taxpayerId]: '2' }), 'R582C.TXT')
    assert.equal(await stateOf(debts[0]!, cra), 'published')
    await pay(client, debts[0]!)
    const unchecked = await act(client, 'bureaus.write_file', { bureau_id: Number(cra) })
    assert.equal((unchecked.body() as { code: string }).code, 'E_BUREAUS_LAYOUT_UNCHECKED')
    await checkLayout(client, cra, 'exclusion')
    const tab = `/bureaus/bureaus/${cra}/tabs/bureaus.layout_checks.bureau_id`
    const checks = await client.get(tab).loginAs(await userNamed('ana.'))
    checks.assertTextIncludes('Manual da CRA, versão 3')
    const [trail] = await query<{ n: bigint }>(
      db,
      `select count(*) as n from audit_entries where action = 'bureaus.check_layout'`
    )
    assert.equal(trail!.n, 3n)
    await run('bureaus.daily', { on: `${now()}/3` })
    const [, , cancellation] = await files()
    assert.match(cancellation!.file_name, /^CP582/)
    await bringReturn(client, cra, told({ [one.taxpayerId]: 'A' }), 'R582D.TXT')
    assert.equal(await stateOf(debts[0]!, cra), 'excluded')
  })

  test('one of two invoices is taken off by a person, with the reason and a service record; the other stays', async ({
    client,
    assert,
  }) => {
    await query(db, `update bureaus_bureaus set is_active = true`)
    const [one] = people as [Debtor, ...Debtor[]]
    await setTerms(client, {})
    const two = [
      await owe(one, { due: late(50), cents: 40_000n }),
      await owe(one, { due: late(80), cents: 41_000n }),
    ]
    await notify(client)
    later(10)
    await listed(client, spc)
    const [first, second] = [await standOf(two[0]!, spc), await standOf(two[1]!, spc)]
    const options = { who: 'ana.', reason: 'Pedido do cliente, protocolo 77' }
    await done(act(client, 'bureaus.exclude_debt', { id: Number(first.id) }, options))
    const every = await movementsOf(one, spc)
    const all = every.slice(-1)
    assert.deepEqual(
      all.map(({ operation, reason, created_on: made, created_by: by }) => [
        operation,
        reason,
        made,
        by,
      ]),
      [['cancellation', 'request', now(), 'Ana Ribeiro']]
    )
    assert.isNull(await causeOf(two[1]!, spc))
    const again = await act(client, 'bureaus.exclude_debt', { id: Number(first.id) }, options)
    assert.equal((again.body() as { code: string }).code, 'E_BUREAUS_NOT_LISTED')
    const gone = await client.get(`/bureaus/debts/${first.id}`).loginAs(await userNamed('ana.'))
    assert.notInclude(gone.text(), 'Retirar do órgão')
    const stays = await client.get(`/bureaus/debts/${second.id}`).loginAs(await userNamed('ana.'))
    stays.assertTextIncludes('Retirar do órgão')
    const [record] = await query<{ task: string }>(
      db,
      'select task from actions_service_records order by id desc limit 1'
    )
    assert.equal(record!.task, 'Retirada do SPC ou da SERASA')
  })

  test('a payment that is undone before its removal went leaves the listing as it stood', async ({
    client,
    assert,
  }) => {
    await setTerms(client, {})
    const one = people.at(-1)!
    const debt = await owe(one, { due: late(60), cents: 7_000n })
    await notify(client)
    later(10)
    await bringReturn(client, spc, await listed(client, spc))
    const before = await stateOf(debt, spc)
    await pay(client, debt)
    assert.equal(await stateOf(debt, spc), 'removing')
    const [receipt] = await query<{ id: bigint }>(
      db,
      'select id from receivables_receipts where document_id = ?',
      [debt.documentId]
    )
    const [cause] = await query<{ code: string }>(
      db,
      'select code from receivables_reversal_reasons where is_active order by code limit 1'
    )
    const undone = await client
      .post(`/receivables/receipts/${receipt!.id}/change/reverse`)
      .loginAs(await userNamed('ana.'))
      .withCsrfToken()
      .form({ reason_code: cause!.code, reason: 'Lançado em duplicidade', confirmed: 'true' })
      .redirects(0)
    undone.assertStatus(302)
    assert.equal(await stateOf(debt, spc), before)
    const waiting = await query(
      db,
      `select m.id from bureaus_movements m join bureaus_debts d on d.listing_id = m.listing_id
        where d.origin_id = ? and m.operation <> 'inclusion' and m.state = 'waiting'`,
      [debt.origin.id]
    )
    assert.lengthOf(waiting, 0)
    const marks = await query(
      db,
      `select id from receivables_marks where origin_id = ? and kind = 'listed' and until is null`,
      [debt.origin.id]
    )
    assert.lengthOf(marks, 1)
  })
})
