import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type CivilDate, type RefMonth, clock, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { collectionTotals } from '../../collection/totals.ts'
import { type CycleConsole, quietConsole } from '../../cycle/console.ts'
import { type CycleOptions, type CycleOutcome, runCycle } from '../../cycle/cycle.ts'
import { dunningTotals } from '../../dunning/totals.ts'

const TODAY = '2026-12-21' as CivilDate
const MARCH = '2027-03-02' as CivilDate
const [OCTOBER, NOVEMBER] = ['2026-10', '2026-11'] as RefMonth[]

const TABLES = [
  ...['receivables_receipts', 'receivables_advices', 'receivables_settlements'],
  ...['payments_files', 'payments_file_lines', 'payments_statement_lines', 'payments_days'],
  ...['payments_closings', 'receivables_statements', 'debits_sendings', 'accounting_postings'],
  ...['accounting_periods', 'receivables_documents', 'jobs_runs', 'dunning_notices'],
  ...['dunning_cases', 'plans_agreements', 'bureaus_listings', 'debt_register_entries'],
]

async function counts(): Promise<Record<string, bigint>> {
  const found: Record<string, bigint> = {}
  for (const table of TABLES) {
    const [row] = await query<{ n: bigint }>(db, `select count(*) as n from ${table}`)
    found[table] = row!.n
  }
  return found
}

const openOf = ({ groups }: CycleOutcome) =>
  groups.flatMap(({ bridges }) => bridges.filter(({ isClosed }) => !isClosed))

test.group('Demo | a month is played day by day until today', (group) => {
  freshDatabase(group)
  group.each.timeout(180_000)
  group.teardown(() => clock.restore())

  let on: CycleConsole
  const kept: string[] = []
  /** In November nobody is left who would pay as they should: its debts are collected to the end. */
  const play = (reference: RefMonth, options: CycleOptions = {}) =>
    runCycle(on, {
      reference,
      today: TODAY,
      unpaidOf: reference === NOVEMBER ? 1 : undefined,
      ...options,
    })

  group.setup(async () => {
    clock.freeze(`${TODAY}T15:00:00Z`)
    const [row] = await query<{ id: bigint }>(db, 'select id from access_municipalities')
    on = {
      ...quietConsole(systemActor(row!.id)),
      keep(name) {
        kept.push(name)
        return name
      },
    }
  })

  test('a month that is over is collected with its troubles, reconciled, handed over and closed', async ({
    assert,
  }) => {
    const outcome = await play(OCTOBER!)
    assert.deepEqual(openOf(outcome), [])
    const files = await query<{ status: string; n: number }>(
      db,
      'select status, count(*)::int as n from payments_files group by status'
    )
    const byStatus = new Map(files.map(({ status, n }) => [status, n]))
    for (const status of ['rejected', 'quarantined', 'repeated'])
      assert.equal(byStatus.get(status), 1, status)
    assert.isAbove(byStatus.get('imported')!, 10)

    const totals = await collectionTotals(on.actor.municipalityId, OCTOBER!)
    for (const what of ['linhas pagas em dobro', 'linhas a identificar', 'linhas de dinheiro já'])
      assert.isTrue(
        totals.some(([title]) => title.includes(what)),
        what
      )
    // Every day that a bank told of has its credit; one comes short for a fee and is answered for.
    const days = await query<{ state: string; cents: bigint }>(
      db,
      'select state, sum(difference_cents)::bigint as cents from payments_days group by state order by state'
    )
    assert.deepEqual(days, [
      { state: 'accepted', cents: 180n },
      { state: 'reconciled', cents: 0n },
    ])
    const strange = await query(
      db,
      `select id from payments_statement_lines where state = 'waiting'`
    )
    assert.lengthOf(strange, 0)

    const [closing] = await query<{ cents: bigint; posted: bigint }>(
      db,
      `select paid_cents as cents, (select sum(amount_cents)::bigint from receivables_receipts
          where posted_on <= '2026-10-31') as posted from payments_closings`
    )
    assert.equal(closing!.cents, closing!.posted)
    assert.isAbove(Number(closing!.cents), 0)
    const [books] = await query<{ reference: string; state: string }>(
      db,
      'select reference, state from accounting_periods'
    )
    assert.deepEqual(books, { reference: '2026-10', state: 'closed' })
    for (const part of ['debito-001-', 'DEB001', 'extrato-001-', 'extrato-104-'])
      assert.isTrue(
        kept.some((name) => name.startsWith(part)),
        part
      )
  })

  test('nobody has paid before the bill or after today, and money is posted on the day on which it was told', async ({
    assert,
  }) => {
    const paid = await query<{ paid_on: CivilDate; posted_on: CivilDate; issued_on: CivilDate }>(
      db,
      `select r.paid_on, r.posted_on, d.issued_on from receivables_receipts r
         join receivables_documents d on d.id = r.document_id`
    )
    assert.isAbove(paid.length, 20)
    assert.deepEqual(
      paid.filter((one) => one.paid_on < one.issued_on || one.posted_on < one.paid_on),
      []
    )
    assert.equal(formatDate(clock.today('America/Cuiaba')), formatDate(TODAY))
  })

  test('played again it changes nothing', async ({ assert }) => {
    const before = await counts()
    await play(OCTOBER!)
    assert.deepEqual(await counts(), before)
  })

  test('the next month follows: what its banks have not told yet is left for later', async ({
    assert,
  }) => {
    const outcome = await play(NOVEMBER!)
    assert.deepEqual(openOf(outcome), [])
    const [last] = await query<{ paid: CivilDate; generated: CivilDate }>(
      db,
      `select (select max(paid_on) from receivables_receipts) as paid,
              (select max(generated_on) from payments_files) as generated`
    )
    assert.isTrue(last!.paid < TODAY)
    assert.isTrue(last!.generated < TODAY)
    const closed = await query<{ reference: string }>(
      db,
      'select reference from payments_closings order by reference'
    )
    assert.deepEqual(
      closed.map(({ reference }) => reference),
      ['2026-10', '2026-11']
    )
    const before = await counts()
    await play(NOVEMBER!)
    assert.deepEqual(await counts(), before)
  })

  test('debts that nobody paid are noticed, promised, agreed, cut, listed and inscribed; collected again nothing changes', async ({
    assert,
  }) => {
    clock.freeze(`${MARCH}T15:00:00Z`)
    const collect = () => play(NOVEMBER!, { today: MARCH, dunning: true })
    assert.deepEqual(openOf(await collect()), [])
    const totals = await dunningTotals(on.actor.municipalityId)
    assert.includeMembers(
      totals.map(([what]) => what),
      [
        ...['Notificações de corte', '  encerradas por pagamento', '  encerradas por acordo'],
        ...['Promessas de pagamento na mesa de cobrança', '  cumpridas', '  não cumpridas'],
        ...['Ordens de corte', 'Cortes feitos', 'Religações feitas', 'Parcelamentos assinados'],
        ...['Lotes de negativação', '  registros enviados', '  retirados ou em retirada'],
        ...['Débitos inscritos em dívida ativa', 'Certidões de dívida ativa'],
      ]
    )
    for (const paper of [
      'cobranca-',
      'termo-parcelamento-',
      'negativacao-',
      'cda-',
      'dossie-corte-',
    ])
      assert.isTrue(
        kept.some((name) => name.startsWith(paper)),
        paper
      )
    const before = await counts()
    await collect()
    assert.deepEqual(await counts(), before)
    assert.deepEqual(await dunningTotals(on.actor.municipalityId), totals)
  })
})
