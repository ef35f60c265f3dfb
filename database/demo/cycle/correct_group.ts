import db from '@adonisjs/lucid/services/db'
import { todayIn } from '#core/access/index'
import { runAction } from '#core/actions/index'
import { type CivilDate, addDays } from '#core/calendar/index'
import { query } from '#core/database/index'
import { detailOf, runStep } from '../steps.ts'
import type { CycleConsole } from './console.ts'
import type { CycleGroup } from './groups.ts'

interface Issued {
  readonly id: bigint
  readonly due_on: CivilDate
  readonly half_m3: string
}

/** What customers came to the desk with: asked again, a month that was corrected stays as it is. */
const ASKED = [
  {
    action: 'billing.change_due_date',
    reason: 'A fatura chegou depois do vencimento (demonstração)',
    input: ({ due_on: dueOn }: Issued, today: CivilDate) => ({
      due_on: addDays(dueOn > today ? dueOn : today, 10),
      reason_code: 'not_delivered',
    }),
  },
  {
    action: 'billing.change_consumption',
    reason: 'Vistoria: o número lido era do hidrômetro ao lado (demonstração)',
    input: ({ half_m3: m3 }: Issued) => ({ billed_m3: m3, reason_code: 'misread' }),
  },
] as const

/** Some invoices of the group are corrected before anybody pays: each is reversed and takes a new version. */
export async function correctGroup(on: CycleConsole, group: CycleGroup): Promise<void> {
  const { municipalityId } = on.actor
  const step = `cycle/${group.reference}/${group.code}/corrections`
  if ((await detailOf(db, municipalityId, step)) !== null) return
  const invoices = await query<Issued>(
    db,
    `select i.id, i.due_on, ceil(i.billed_m3 / 2)::text as half_m3 from billing_invoices i
       join billing_runs r on r.id = i.run_id join registry_premises p on p.id = i.premise_id and p.kind = 'single'
      where r.municipality_id = ? and r.billing_group_id = ? and r.reference = ? and i.settlement = 'open'
        and i.replaces_id is null and i.billed_m3 > 20 order by i.id limit ${ASKED.length}`,
    [municipalityId, group.id, group.reference]
  )
  const today = await todayIn(db, municipalityId)
  for (const [index, invoice] of invoices.entries()) {
    const { action, reason, input } = ASKED[index]!
    await runAction(action, {
      actor: on.actor,
      input: { id: Number(invoice.id), ...input(invoice, today) },
      reason,
    })
  }
  await runStep(municipalityId, step, async () => undefined)
  on.say(`  ${group.name}: ${invoices.length} faturas corrigidas`)
}
