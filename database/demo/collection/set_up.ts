import db from '@adonisjs/lucid/services/db'
import { runAction } from '#core/actions/index'
import { addMonths, firstDay } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { listAgreements } from '#plugins/payments/api'
import { putInForce } from '../put_in_force.ts'
import { detailOf, runStep } from '../steps.ts'
import { banksAround } from './days.ts'
import type { CycleConsole } from '../cycle/console.ts'
import type { CycleGroup } from '../cycle/groups.ts'
import { CSV_COLUMNS } from './bank_ledger.ts'

const DEBIT_CODE = 'DEB0777'
/** Of the premises of a group, so many in a hundred are in direct debit, but never more than the second figure. */
const OPTED_PERCENT = 8
const OPTED_AT_MOST = 150

const STEP = 'collection/set_up'

export const hasDebits = (): boolean => registries().plugins.some(({ name }) => name === 'debits')

/** Once: an agreement of direct debit with the first bank, the layout of the statements, the delivery of the entries, and who is in direct debit. */
export async function setUpCollection(
  on: CycleConsole,
  groups: readonly CycleGroup[]
): Promise<void> {
  const { municipalityId } = on.actor
  await runStep(municipalityId, STEP, async (tx) => {
    await query(tx, LAYOUT, [municipalityId, ...Object.values(CSV_COLUMNS)])
    const lastIssued = groups.map(({ dates }) => dates.issuedOn).toSorted()
    const firstFile = banksAround(lastIssued.at(-1)!).addBusinessDays(lastIssued.at(-1)!, 1)
    await query(tx, EXPECTED, [firstFile, municipalityId])
    if (hasDebits()) await query(tx, DEBIT_AGREEMENT, [municipalityId, DEBIT_CODE, municipalityId])
    if (registries().plugins.some(({ name }) => name === 'accounting')) {
      await putInForce(tx, {
        ...{ municipalityId, key: 'accounting.export', value: true },
        from: addMonths(firstDay(groups[0]!.reference), -1),
        reason: 'O sistema contábil da demonstração recebe os lançamentos de cada dia',
      })
    }
  })
  if (hasDebits()) for (const group of groups) await optIn(on, group)
}

/** Every bank day brings the file of what was paid since the one before. */
const EXPECTED = `update payments_agreements set file_rule = 'daily', files_from = ?, file_days = 1, file_by = '18:00'
  where municipality_id = ? and kind = 'collection_return'`

const LAYOUT = `insert into payments_statement_layouts
  (municipality_id, name, separator, skip_lines, date_order, decimal_mark, date_column, text_column, document_column, amount_column, sign_column)
  values (?, 'Extrato dos bancos da demonstração', 'semicolon', 1, 'dmy', 'comma', ?, ?, ?, ?, ?)`

/** The money goes into the account of the bank's other agreement: its statement tells of both. */
const DEBIT_AGREEMENT = `insert into payments_agreements
  (municipality_id, agent_id, code, kind, account, layout_version, fee_cents, float_days)
  select ?, agent_id, ?, 'direct_debit', account, '05', 55, 1 from payments_agreements
   where municipality_id = ? and kind = 'collection_return' order by id limit 1`

/** Customers who authorise the debit at the desk, before the month is billed. */
async function optIn(on: CycleConsole, group: CycleGroup): Promise<void> {
  const { municipalityId } = on.actor
  const step = `${STEP}/${group.code}`
  if ((await detailOf(db, municipalityId, step)) !== null) return
  const agreements = await listAgreements(db, municipalityId)
  const agreement = agreements.find(({ code }) => code === DEBIT_CODE)!
  const premises = await query<{ id: bigint; n: bigint }>(
    db,
    `select p.id, count(*) over () as n from registry_premises p
       join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.until_on is null
      where p.municipality_id = ? and p.billing_group_id = ? and p.kind = 'single' and p.status = 'active'
        and not exists (select from debits_enrolments e where e.premise_id = p.id and e.state = 'active')
      order by p.id % 97, p.id limit ?`,
    [municipalityId, group.id, OPTED_AT_MOST]
  )
  const wanted = Math.ceil((Number(premises[0]?.n ?? 0n) * OPTED_PERCENT) / 100)
  for (const { id } of premises.slice(0, wanted)) {
    await runAction('debits.enrol', {
      actor: on.actor,
      input: {
        ...{ premise_id: Number(id), agreement_id: Number(agreement.id), agency: '1234' },
        ...{ bank_client: String(50_000 + Number(id)), consent: 'Formulário assinado no balcão' },
      },
    })
  }
  await runStep(municipalityId, step, async () => undefined)
  on.say(`  ${group.name}: ${Math.min(wanted, premises.length)} imóveis em débito em conta`)
}
