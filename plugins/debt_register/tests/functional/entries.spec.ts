import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { systemActor } from '#core/access/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { municipality } from '#plugins/billing/tests/functional/billed_month'
import { open, userOf } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { corrected } from '../../participants/corrected.ts'
import {
  act,
  actWell,
  entriesOf,
  generateBook,
  inscribeAll,
  oldBills,
  papersOf,
  payBill,
  stagesOf,
  statesOf,
} from '../support/debts.ts'

/** Debit less credit of the accounts that begin so. */
async function balance(account: string): Promise<bigint> {
  const [row] = await query<{ cents: bigint }>(
    db,
    `select coalesce(sum(case when debit_account = ? then amount_cents else 0 end
                       - case when credit_account = ? then amount_cents else 0 end), 0)::bigint as cents
       from accounting_postings`,
    [account, account]
  )
  return row!.cents
}

const CLIENTS = '1.1.2.2.1.01'
const ACTIVE_DEBT = '1.2.1.1.1.05'

test.group('Debt register | entries', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-12-20T15:00:00Z')
    return () => clock.restore()
  })
  group.each.timeout(170_000)

  test('entries are settled, cancelled and reopened, each with who, when and why, and keep their place', async ({
    client,
    assert,
  }) => {
    const bills = await oldBills([
      { house: 0, dueOn: '2024-03-11', cents: 10_000n },
      { house: 0, dueOn: '2024-04-10', cents: 10_000n },
      { house: 0, dueOn: '2024-05-10', cents: 10_000n },
    ])
    await inscribeAll(client, bills)
    await generateBook(client)
    const entries = await entriesOf(bills)
    const places = entries.map(({ leaf, line }) => [leaf, line])
    const [first, second, third] = entries
    const at = (id: bigint, reason: string) => ({ id: Number(id), reason })
    await actWell(client, 'bruno', 'settle', at(first!.id, 'Compensação, processo 12/2026'))
    await actWell(client, 'bruno', 'cancel', at(second!.id, 'Lançado em dobro'))
    await actWell(client, 'bruno', 'cancel', at(third!.id, 'Engano'))
    assert.deepEqual(await statesOf(bills), ['settled', 'cancelled', 'cancelled'])
    const ended = await stagesOf(bills)
    assert.isTrue(ended.every(({ settlement }) => settlement === 'written_off'))
    await actWell(client, 'ana', 'reopen', at(third!.id, 'O engano foi cancelar'))
    assert.deepEqual(await statesOf(bills), ['settled', 'cancelled', 'inscribed'])
    const [, , again] = await stagesOf(bills)
    assert.deepEqual([again!.settlement, again!.stage], ['open', 'inscribed'])
    const now = await entriesOf(bills)
    assert.deepEqual(
      now.map(({ leaf, line }) => [leaf, line]),
      places
    )
    const log = await client
      .get(`/api/debt-register/operations?entry_id=${third!.id}`)
      .loginAs(await userOf('ana'))
    const told = log.text()
    for (const text of ['cancel', 'reopen', 'Engano', 'O engano foi cancelar', '2026-12-20']) {
      assert.include(told, text)
    }
    const without = await act(client, 'bruno', 'cancel', { id: Number(third!.id) })
    assert.equal(without.status(), 422)
  }).tags(['@TR-3.2.9.18.6'])

  test('one of four invoices leaves active debt and stays in the book as excluded', async ({
    client,
    assert,
  }) => {
    const month = await municipality()
    const bills = await oldBills(
      ['2023-03-10', '2023-04-10', '2023-05-10', '2023-06-12'].map((dueOn) => ({
        ...{ house: 0, dueOn, cents: 10_000n },
      }))
    )
    await inscribeAll(client, bills)
    await generateBook(client)
    const [entry] = await entriesOf(bills)
    // A bill is not corrected under the register, whatever the rule of corrections lets.
    const correct = () =>
      db.transaction((tx) =>
        corrected.run(
          { tx, municipalityId: month, actor: systemActor(month), now: clock.now() },
          {
            ...{ correctionId: null, kind: 'cancel', reference: '2026-11' as RefMonth },
            ...{ postedOn: '2026-12-20' as CivilDate, forgiven: [], late: [], credits: [] },
            invoices: [{ invoiceId: bills[0]!.id, premiseId: null, successorId: null }],
          }
        )
      )
    await assert.rejects(correct, /is entry/)
    await actWell(client, 'bruno', 'exclude', {
      ...{ id: Number(entry!.id), reason: 'Em revisão de consumo' },
    })
    assert.deepEqual(await correct(), [])
    const stages = await stagesOf(bills)
    assert.deepEqual(
      stages.map(({ stage, settlement }) => [stage, settlement]),
      [['ordinary', 'open'], ...Array.from({ length: 3 }, () => ['inscribed', 'open'])]
    )
    const [after] = await entriesOf(bills)
    assert.equal(after!.state, 'excluded')
    assert.deepEqual(
      [after!.book_number, after!.leaf, after!.line],
      [...[entry!.book_number, entry!.leaf, entry!.line]]
    )
    const page = await open(client, 'ana', `/debt-register/entries/${entry!.id}`)
    page.assertTextIncludes('Excluído')
  }).tags(['@TR-3.2.9.18.11'])

  test('what is inscribed passes to active debt in the books, and paying it lowers that account only', async ({
    client,
    assert,
  }) => {
    const bills = await oldBills([{ house: 0, dueOn: '2024-03-11', cents: 25_000n }])
    const [clients, active] = [await balance(CLIENTS), await balance(ACTIVE_DEBT)]
    await inscribeAll(client, bills)
    const moved = [await balance(CLIENTS), await balance(ACTIVE_DEBT)]
    assert.deepEqual(moved, [clients! - 25_000n, active! + 25_000n])
    await payBill(await municipality(), bills[0]!, '2026-12-20')
    const [late] = await query<{ cents: bigint }>(
      db,
      `select sum(amount_cents)::bigint as cents from receivables_pending_charges where premise_id = ?`,
      [bills[0]!.premiseId]
    )
    assert.equal(await balance(ACTIVE_DEBT), active)
    const left = await balance(CLIENTS)
    assert.equal(left, moved[0]! + late!.cents)
    assert.deepEqual(await statesOf(bills), ['paid'])
  }).tags(['@TR-3.2.10.4'])

  test('reports tell what was inscribed, what was paid, and where each debt is', async ({
    client,
    assert,
  }) => {
    const report = async (name: string, filters: string) => {
      const answer = await client
        .get(`/api/reports/debt_register.${name}?${filters}&size=200`)
        .loginAs(await userOf('ana'))
      return answer.body() as {
        rows: Record<string, unknown>[]
        totals: Record<string, unknown>
      }
    }
    clock.freeze('2026-11-25T15:00:00Z')
    const before = await oldBills([{ house: 0, dueOn: '2024-07-10', cents: 9_900n }])
    await inscribeAll(client, before)
    clock.freeze('2026-12-27T15:00:00Z')
    const bills = await oldBills([
      { house: 0, dueOn: '2024-07-10', cents: 12_000n },
      { house: 1, dueOn: '2024-07-10', cents: 8_000n },
      { house: 2, dueOn: '2024-07-10', cents: 5_000n },
    ])
    await inscribeAll(client, bills)
    const inscribed = await report('inscriptions', 'from_on=2026-12-27&until_on=2026-12-27')
    assert.lengthOf(inscribed.rows, 3)
    assert.equal(String(inscribed.totals['original_cents']), '25000')

    const ordinary = await oldBills([{ house: 0, dueOn: '2026-12-21', cents: 4_000n }])
    await generateBook(client)
    for (const bill of [bills[0]!, bills[1]!, ordinary[0]!]) {
      await payBill(await municipality(), bill, '2026-12-27')
    }
    const paid = await report('payments', 'from_on=2026-12-27&until_on=2026-12-27')
    assert.sameMembers(
      paid.rows.map((row) => String(row['paid_cents'])),
      ['12000', '8000']
    )
    for (const row of paid.rows) {
      assert.isNotNull(row['book_number'])
      assert.equal(row['settled_on'], '2026-12-27')
      assert.match(String(row['debtor']), /^Devedor/)
    }

    const [, , third] = await entriesOf(bills)
    const stageOf = async () => {
      const { rows } = await report('documents', 'exercise=2024')
      const entryId = (value: unknown) =>
        typeof value === 'object' && value !== null
          ? String((value as { id: unknown }).id)
          : String(value)
      return rows.find((row) => entryId(row['entry_id']) === String(third!.id))!['stage']
    }
    const [term] = await query<{ term_id: bigint }>(
      db,
      'select term_id from debt_register_entries where id = ?',
      [third!.id]
    )
    await actWell(client, 'bruno', 'issue_notice', { id: Number(term!.term_id) })
    const [notice] = await papersOf([bills[2]!], 'notice')
    await actWell(client, 'bruno', 'record_receipt', {
      ...{ id: Number(notice!.id), received_on: '2026-12-27' },
    })
    assert.equal(await stageOf(), 'notified')
    await actWell(client, 'bruno', 'issue_certificate', { id: Number(term!.term_id) })
    assert.equal(await stageOf(), 'certified')
    const whole = await report('documents', 'exercise=2024')
    const total = (stages: readonly string[]) =>
      whole.rows
        .filter((row) => stages.includes(String(row['stage'])))
        .reduce((sum, row) => sum + BigInt(String(row['original_cents'])), 0n)
    const standing = total(['registered', 'notified', 'certified', 'instalments', 'in_court'])
    assert.equal(
      standing + total(['paid', 'cancelled']),
      BigInt(String(whole.totals['original_cents']))
    )
  }).tags(['@TR-3.2.9.18.9', '@TR-3.2.9.18.10', '@TR-3.2.19.39'])

  test('what prescribes is warned of, and written off by an act on its day only', async ({
    client,
    assert,
  }) => {
    const bills = await oldBills([
      { house: 0, dueOn: '2016-10-10', cents: 10_000n },
      { house: 0, dueOn: '2020-01-10', cents: 10_000n },
    ])
    await inscribeAll(client, bills)
    const [near, far] = await entriesOf(bills)
    // Ten years from 10/10/2016 ended before the inscription; from 10/01/2020 they end on 10/01/2030, and 180 days later.
    assert.deepEqual([near!.prescribes_on, far!.prescribes_on], ['2026-10-10', '2030-07-09'])
    const reason = 'Ato 7/2026 da procuradoria'
    const early = await act(client, 'bruno', 'prescribe', { id: Number(far!.id), reason })
    early.assertStatus(409)
    await actWell(client, 'bruno', 'prescribe', { id: Number(near!.id), reason })
    assert.deepEqual(await statesOf(bills), ['prescribed', 'inscribed'])
    await actWell(client, 'bruno', 'enter_prescription_event', {
      ...{ id: Number(far!.id), kind: 'interruption', from_on: '2021-05-10' },
      because: 'Reconhecimento do débito (Código Civil, art. 202, VI)',
    })
    const [, moved] = await entriesOf(bills)
    assert.equal(moved!.prescribes_on, '2031-11-06')
    const municipalityId = await municipality()
    const night = (on: string) =>
      runInline('debt_register.prescription', { on }, systemActor(municipalityId))
    const told = async () => {
      const causes = await query<{ key: string }>(
        db,
        `select key from alerts_causes where key like 'debt_register.prescription/%' and closed_at is null`
      )
      return causes.map(({ key }) => key)
    }
    await query(
      db,
      `update debt_register_entries set state = 'excluded' where state = 'inscribed' and id <> ?`,
      [moved!.id]
    )
    await night('2030-11-05' as CivilDate)
    assert.deepEqual(await told(), [])
    await night('2030-11-06' as CivilDate)
    assert.deepEqual(await told(), ['debt_register.prescription/12'])
    await night('2031-05-06' as CivilDate)
    assert.deepEqual(await told(), ['debt_register.prescription/6'])
  })
})
