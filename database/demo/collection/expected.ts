import db from '@adonisjs/lucid/services/db'
import { runAction } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { PlayedMonth } from './month.ts'

/** The banks that took nothing say so on the day of their file: until when all that was paid is known does not stop at them. */
export async function declareQuiet(month: PlayedMonth, day: CivilDate): Promise<void> {
  const { on, municipalityId } = month
  const quiet = await query<{ id: bigint }>(
    db,
    `select g.id from payments_agreements g
      where g.municipality_id = ? and g.file_rule = 'daily' and g.files_from <= ?
        and not exists (select from payments_files f where f.agreement_id = g.id and f.generated_on = ? and f.status = 'imported')
        and not exists (select from payments_no_movements n where n.agreement_id = g.id and n.day = ? and n.withdrawn_at is null)
      order by g.id`,
    [municipalityId, day, day, day]
  )
  for (const { id } of quiet) {
    await runAction('payments.declare_no_movement', {
      actor: on.actor,
      input: { agreement_id: Number(id), day, reason: 'Aviso do banco: sem movimento' },
    })
  }
}
