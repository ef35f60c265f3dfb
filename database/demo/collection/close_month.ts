import db from '@adonisjs/lucid/services/db'
import { runAction } from '#core/actions/index'
import { addDays, formatRefMonth, lastDay } from '#core/calendar/index'
import { query } from '#core/database/index'
import { readStoredFile } from '#core/files/index'
import { registries } from '#core/kernel/index'
import { Dec, formatMoney } from '#core/money/index'
import { detailOf, runStep } from '../steps.ts'
import type { PlayedMonth } from './month.ts'

interface Statement {
  readonly id: bigint
  readonly month: string
  readonly state: string
  readonly code: string
  readonly name: string
  readonly billed_cents: bigint
  readonly received_cents: bigint
  readonly fee_cents: bigint
  readonly brought_cents: bigint
  readonly due_cents: bigint
}

/** The month is over: what is owed to third parties, the close of the collection, the entries handed over, the close of the books. */
export async function closePlayedMonth(month: PlayedMonth): Promise<void> {
  const { on, municipalityId, reference } = month
  const step = `cycle/${reference}/closing`
  if ((await detailOf(db, municipalityId, step)) !== null) return
  on.say(`\nFechamento de ${formatRefMonth(reference)}`)
  await passOn(month)
  await on.run('payments.close_months', 'Arrecadação', { reference })
  if (registries().plugins.some(({ name }) => name === 'accounting')) await closeBooks(month)
  await runStep(municipalityId, step, async () => undefined)
}

async function closeBooks({ on, municipalityId, reference }: PlayedMonth): Promise<void> {
  const until = lastDay(reference)
  await on.run('accounting.export', 'Lançamentos ao sistema contábil', { until, on: 'demo' })
  const [made] = await query<{ file_id: bigint }>(
    db,
    'select file_id from accounting_exports where municipality_id = ? and until_on = ? order by id desc limit 1',
    [municipalityId, until]
  )
  if (made) {
    const { name, content } = await readStoredFile(db, municipalityId, made.file_id)
    on.keep(name, content)
  }
  await on.run('accounting.close', 'Contabilidade', { reference, on: 'demo' })
}

/** A statement for each third party, and the money handed over. */
async function passOn(month: PlayedMonth): Promise<void> {
  const { on, municipalityId, reference } = month
  const third = await query<{ id: bigint }>(
    db,
    `select b.id from receivables_beneficiaries b where b.municipality_id = ? and b.kind = 'third_party'
        and not exists (select from receivables_statements s where s.beneficiary_id = b.id and s.month >= ?)
        and exists (select from receivables_items i where i.beneficiary_id = b.id) order by b.id`,
    [municipalityId, reference]
  )
  for (const { id } of third) {
    await runAction('receivables.issue_statement', {
      actor: on.actor,
      input: { beneficiary_id: Number(id), month: reference },
    })
  }
  for (const statement of await statementsOf(municipalityId, reference)) {
    on.say(`  Repasse a ${statement.name}: ${formatMoney(statement.due_cents)}`)
    on.keep(`repasse-${statement.code}-${reference}.csv`, statementText(statement))
    if (statement.state === 'issued' && statement.due_cents > 0n) {
      await runAction('receivables.record_pass_on', {
        actor: on.actor,
        input: {
          id: Number(statement.id),
          transferred_on: addDays(lastDay(reference), 1),
          document: `OB ${reference.replace('-', '/')}`,
        },
      })
    }
  }
}

const statementsOf = (municipalityId: bigint, reference: string): Promise<Statement[]> =>
  query<Statement>(
    db,
    `select s.id, s.month, s.state, b.code, b.name, s.billed_cents, s.received_cents, s.fee_cents, s.brought_cents, s.due_cents
       from receivables_statements s join receivables_beneficiaries b on b.id = s.beneficiary_id
      where s.municipality_id = ? and s.month = ? order by b.code`,
    [municipalityId, reference]
  )

function statementText(one: Statement): string {
  const rows: [string, bigint][] = [
    ['Faturado no mês', one.billed_cents],
    ['Recebido no mês', one.received_cents],
    ['Tarifa de arrecadação', -one.fee_cents],
    ['Trazido do mês anterior', one.brought_cents],
    ['A repassar', one.due_cents],
  ]
  const lines = rows.map(
    ([what, cents]) => `${what};${Dec.ofCents(cents).toFixed(2).replace('.', ',')}`
  )
  return [`Repasse de ${one.month};${one.name}`, ...lines, ''].join('\r\n')
}
