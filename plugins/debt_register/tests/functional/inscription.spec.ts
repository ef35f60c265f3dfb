import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { placeHold } from '#plugins/billing/api'
import { municipality } from '#plugins/billing/tests/functional/billed_month'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { open, problemOf, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import {
  act,
  approve,
  entriesOf,
  generateBook,
  inscribeAll,
  oldBills,
  papersOf,
  payBill,
  propose,
  stagesOf,
  termsOf,
} from '../support/debts.ts'

const reasonsOf = async (proposalId: bigint) => {
  const rows = await query<{ origin_id: bigint; reason: string }>(
    db,
    'select origin_id, reason from debt_register_left_out where proposal_id = ?',
    [proposalId]
  )
  return new Map(rows.map((row) => [row.origin_id, row.reason]))
}

test.group('Debt register | inscription', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    await putVersion('parameter', 'debt_register.policy', {
      value: {
        ...{ is_public_law: true, minimum_cents: 500, noticed_days: null, tariff_years: 10 },
        ...{ tax_years: 5, entries_per_page: 10, pages_per_book: 200, asks_protest: true },
        joint_basis: null,
      },
    })
  })
  group.each.setup(() => {
    clock.freeze('2026-12-20T15:00:00Z')
    return () => clock.restore()
  })
  group.each.timeout(170_000)

  test('what fell due in the period and was not paid is inscribed, once another person decides; the rest stays as it is', async ({
    client,
    assert,
  }) => {
    const bills = await oldBills([
      { house: 0, dueOn: '2022-12-31', cents: 10_000n },
      { house: 0, dueOn: '2023-01-01', cents: 10_000n },
      { house: 0, dueOn: '2022-06-10', cents: 10_000n },
      { house: 1, dueOn: '2022-03-10', cents: 7_000n },
    ])
    await payBill(await municipality(), bills[2]!, '2022-07-01')
    const proposal = await propose(client, 'bruno', '2022-01-01', '2022-12-31')
    assert.equal(proposal.run.figures.terms, 2n)
    const terms = await termsOf(bills)
    const term = terms.find((one) => one.premise_id === bills[0]!.premiseId)
    const other = terms.find((one) => one.premise_id === bills[3]!.premiseId)
    const own = await approve(client, 'bruno', term!.id)
    assert.equal(problemOf(own).code, 'E_DEBT_REGISTER_SAME_PERSON')
    const before = await stagesOf(bills)
    assert.isTrue(before.every(({ stage }) => stage === 'ordinary'))
    const done = await approve(client, 'ana', term!.id)
    done.assertStatus(302)
    const standing = await stagesOf(bills)
    assert.deepEqual(
      standing.map(({ stage, settlement }) => [stage, settlement]),
      [
        ['inscribed', 'open'],
        ['ordinary', 'open'],
        ['ordinary', 'settled'],
        ['ordinary', 'open'],
      ]
    )
    const listed = await open(client, 'ana', '/billing/invoices?stage=inscribed')
    listed.assertTextIncludes(`/billing/invoices/${bills[0]!.id}`)
    for (const { id } of bills.slice(1))
      assert.notInclude(listed.text(), `/billing/invoices/${id}"`)
    const page = await open(client, 'ana', `/debt-register/terms/${term!.id}`)
    page.assertTextIncludes('2026/000001')

    // Another term is refused with its reason; its debt may be proposed again, and gets a number of its own.
    await send(client, 'ana', `/debt-register/terms/${other!.id}/change/refuse`, {
      decision: 'Valor em discussão',
    })
    const again = await propose(client, 'bruno', '2022-01-01', '2022-12-31')
    assert.equal(again.run.figures.terms, 1n)
    const known = await termsOf(bills)
    const newest = known.at(-1)!
    await approve(client, 'ana', newest.id)
    const [first, , , fourth] = await entriesOf(bills)
    assert.deepEqual([first!.number, fourth!.number], ['2026/000001', '2026/000002'])
    const nothing = await propose(client, 'bruno', '2022-01-01', '2022-12-31')
    assert.equal(nothing.run.figures.terms, 0n)
  }).tags(['@TR-3.2.9.18.1'])

  test('what may not be inscribed stays out with its reason, and what was paid meanwhile leaves the term', async ({
    client,
    assert,
  }) => {
    const bills = await oldBills([
      { house: 0, dueOn: '2021-03-10', cents: 10_000n },
      { house: 0, dueOn: '2021-04-12', cents: 10_000n },
      { house: 1, dueOn: '2021-03-10', cents: 10_000n },
      { house: 2, dueOn: '2021-03-10', cents: 200n },
      { house: 3, dueOn: '2021-03-10', cents: 10_000n },
    ])
    const [paidLater, kept, nameless, small, held] = bills
    await query(db, 'update registry_customers set taxpayer_id = null where id = ?', [
      nameless!.debtorId,
    ])
    await db.transaction(async (tx) =>
      placeHold(tx, {
        ...{ municipalityId: await municipality(), invoiceId: held!.id, kind: 'judicial' },
        ...{ at: clock.now(), untilOn: null, reasonCode: 'other', reason: 'Liminar' },
        author: { userId: null, name: 'Teste' },
      })
    )
    const proposal = await propose(client, 'bruno', '2021-01-01', '2021-12-31')
    const reasons = await reasonsOf(proposal.id)
    assert.deepEqual(
      [nameless, small, held].map((bill) => reasons.get(bill!.id)),
      ['no_debtor', 'below_minimum', 'hold']
    )
    assert.isUndefined(reasons.get(kept!.id))
    await payBill(await municipality(), paidLater!, '2026-12-19')
    const [term] = await termsOf([kept!])
    await approve(client, 'ana', term!.id)
    const after = await reasonsOf(proposal.id)
    assert.equal(after.get(paidLater!.id), 'paid')
    const entries = await entriesOf([paidLater!, kept!])
    assert.deepEqual(
      entries.map(({ state }) => state),
      ['dropped', 'inscribed']
    )
    const list = await open(client, 'ana', `/debt-register/left-out?proposal_id=${proposal.id}`)
    list.assertTextIncludes('Abaixo do valor mínimo')
  })

  test('a process ends with its mandatory steps done, by whom and when; the optional ones may lack', async ({
    client,
    assert,
  }) => {
    await putVersion('parameter', 'debt_register.steps', {
      value: [
        { code: 'registration', title: 'Inscrição', is_mandatory: true },
        { code: 'notice', title: 'Notificação', is_mandatory: true },
        { code: 'extrajudicial', title: 'Notificação extrajudicial', is_mandatory: false },
        { code: 'opinion', title: 'Parecer', is_mandatory: false },
      ],
    })
    const bills = await oldBills([{ house: 0, dueOn: '2023-05-10', cents: 10_000n }])
    const [term] = await inscribeAll(client, bills)
    const process = term!.process_id
    const early = await act(client, 'bruno', 'close_process', {
      id: Number(process),
      conclusion: 'Fim',
    })
    early.assertStatus(409)
    assert.include(early.text(), '“Notificação”')
    assert.notInclude(early.text(), 'extrajudicial')
    clock.freeze('2026-12-21T15:00:00Z')
    const noticed = await act(client, 'bruno', 'issue_notice', { id: Number(term!.id) })
    noticed.assertStatus(200)
    const byHand = await act(client, 'bruno', 'execute_step', {
      id: Number(process),
      code: 'extrajudicial',
    })
    byHand.assertStatus(409)
    const own = await act(client, 'bruno', 'execute_step', { id: Number(process), code: 'opinion' })
    own.assertStatus(200)
    const closed = await act(client, 'bruno', 'close_process', {
      id: Number(process),
      conclusion: 'Fim',
    })
    closed.assertStatus(200)
    const steps = await query<{ code: string; done_on: string | null; done_by: string | null }>(
      db,
      'select code, done_on, done_by from debt_register_process_steps where process_id = ? order by position',
      [process]
    )
    assert.deepEqual(
      steps.map(({ code, done_on: on, done_by: by }) => [code, on, by !== null]),
      [
        ['registration', '2026-12-20', true],
        ['notice', '2026-12-21', true],
        ['extrajudicial', null, false],
        ['opinion', '2026-12-21', true],
      ]
    )
    const page = await open(client, 'ana', `/debt-register/processes/${process}`)
    for (const text of ['Concluído', '20/12/2026', '21/12/2026']) page.assertTextIncludes(text)
  }).tags(['@TR-3.2.9.18'])

  test('the book stands in the order of the debts, ten to a page; what is in court stays out of the next', async ({
    client,
    assert,
  }) => {
    const bills = await oldBills(
      Array.from({ length: 25 }, (_, index) => ({
        house: index % 5,
        dueOn: `2024-${String(((index * 7) % 12) + 1).padStart(2, '0')}-${String((index % 27) + 1).padStart(2, '0')}`,
        cents: BigInt(1_000 + index),
      }))
    )
    await inscribeAll(client, bills)
    const made = await generateBook(client, '2024-01-01', '2024-12-31')
    made.assertStatus(200)
    const entries = await entriesOf(bills)
    const ordered = [...entries].sort((a, b) => (a.due_on < b.due_on ? -1 : 1))
    assert.deepEqual(
      ordered.map(({ leaf, line }) => [leaf, line]),
      Array.from({ length: 25 }, (_, index) => [Math.floor(index / 10) + 1, (index % 10) + 1])
    )
    const [number] = [...new Set(entries.map((one) => one.book_number))]
    assert.deepEqual([ordered[0]!.leaf, ordered[0]!.line], [1, 1])
    assert.deepEqual([ordered[24]!.leaf, ordered[24]!.line], [3, 5])
    const page = await open(client, 'ana', `/debt-register/entries/${ordered[24]!.id}`)
    for (const text of ['Folha', 'Sequência']) page.assertTextIncludes(text)

    // A debt inscribed later goes to court before it has a place: the next book leaves it out.
    const late = await oldBills([
      { house: 0, dueOn: '2024-02-10', cents: 2_000n },
      { house: 1, dueOn: '2024-03-11', cents: 3_000n },
    ])
    await inscribeAll(client, late)
    const [first] = await termsOf([bills[0]!])
    await act(client, 'bruno', 'issue_notice', { id: Number(first!.id) })
    const [notice] = await papersOf([bills[0]!], 'notice')
    await act(client, 'bruno', 'record_receipt', {
      id: Number(notice!.id),
      received_on: '2026-12-20',
    })
    const certified = await act(client, 'bruno', 'issue_certificate', { id: Number(first!.id) })
    certified.assertStatus(200)
    const [certificate] = await papersOf([bills[0]!], 'certificate')
    const filing = {
      ...{ certificate_id: Number(certificate!.id), court: '1ª Vara da Fazenda Pública' },
      filed_on: '2026-12-20',
    }
    const wrong = await act(client, 'ana', 'file_case', {
      ...filing,
      case_number: '0001234-00.2026.8.11.0001',
    })
    wrong.assertStatus(422)
    const unprotested = await act(client, 'ana', 'file_case', {
      ...filing,
      case_number: '0001234-26.2026.8.11.0001',
    })
    unprotested.assertStatus(409)
    assert.include(unprotested.text(), 'protestado')
    const filed = await act(client, 'ana', 'file_case', {
      ...{ ...filing, case_number: '0001234-26.2026.8.11.0001' },
      protest_waiver: 'Há bem penhorável indicado (Resolução 547/2024, art. 3º, parágrafo único)',
    })
    filed.assertStatus(200)
    const [taken] = await stagesOf([bills[0]!])
    assert.equal(taken!.stage, 'in_court')
    await query(
      db,
      'update debt_register_entries set court_case_id = (select max(id) from debt_register_court_cases) where origin_id = ?',
      [late[0]!.id]
    )
    const second = await generateBook(client, '2024-01-01', '2024-12-31')
    second.assertStatus(200)
    const [inCourt, other] = await entriesOf(late)
    assert.isNull(inCourt!.line)
    assert.deepEqual([other!.book_number, other!.leaf, other!.line], [number! + 1, 1, 1])
    const again = await propose(client, 'bruno', '2024-01-01', '2024-12-31')
    const left = await reasonsOf(again.id)
    assert.equal(left.get(bills[0]!.id), 'in_court')
    const list = await open(client, 'ana', '/debt-register/court-cases')
    for (const text of ['0001234-26.2026.8.11.0001', '20/12/2026', 'Distribuída']) {
      list.assertTextIncludes(text)
    }
    const cases = await query<{ id: bigint }>(db, 'select id from debt_register_court_cases')
    await act(client, 'ana', 'follow_case', {
      ...{ id: Number(cases[0]!.id), situation: 'cited', situation_on: '2026-12-20' },
    })
    const followed = await open(client, 'ana', '/debt-register/court-cases')
    followed.assertTextIncludes('Devedor citado')
  }).tags(['@TR-3.2.9.18.2', '@TR-3.2.9.18.15'])
})
