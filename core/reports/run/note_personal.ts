import db from '@adonisjs/lucid/services/db'
import { type PersonalRead, notePersonalRead } from '#core/audit/index'
import type { Tx } from '#core/database/index'
import { type Request, type Viewer, isHidden } from './asked.ts'

/** Notes a report that was given out with personal data unmasked (LGPD); one without any is not noted. */
export async function notePersonal(
  tx: Pick<Tx, 'rawQuery'> | undefined,
  { report, chosen }: Request,
  { actor }: Viewer,
  { way, rows }: Pick<PersonalRead, 'way' | 'rows'>
): Promise<void> {
  const isShown = report.columns.some(
    (column) => column.isPersonal && !isHidden(report, column, actor)
  )
  if (!isShown) return
  const filter = chosen
    .filter(({ typed }) => typed !== '')
    .map(({ filter: { name }, typed }) => `${name}=${typed}`)
    .join('&')
  const { record = report.name, title } = report
  await notePersonalRead(actor, { recordType: record, title, way, rows, filter }, tx ?? db)
}
