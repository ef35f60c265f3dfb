import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { lockBureau } from '../services/bureaus.ts'
import { REMOVALS, holdUnchecked, removalLayouts } from '../services/layout_checks.ts'
import { requireEverywhere } from '../services/lots.ts'

const input = vine.create({
  id: rowId(),
  operation: vine.enum(REMOVALS),
  manual: vine.string().trim().minLength(3).maxLength(120),
  manual_on: civilDay(),
})

interface Checked {
  readonly bureau: string
  readonly layout: string
  readonly versionId: bigint
}

/** A person answers for the positions of a file that takes titles back: by which manual they were compared. */
export const checkLayoutAction: Action<Infer<typeof input>, Checked> = {
  name: 'bureaus.check_layout',
  title: 'Confirmar leiaute de retirada',
  permission: 'bureaus.configure',
  input,
  labels: {
    ...{ id: 'Órgão', operation: 'Arquivo', manual: 'Manual', manual_on: 'Data do manual' },
  },
  reason: 'none',
  subject: ({ id }) => ({ type: 'bureaus.bureaus', id: BigInt(id) }),
  async run({ tx, municipalityId, actor, now }, { id, operation, manual, manual_on: on }) {
    requireEverywhere(actor)
    const bureau = await lockBureau(tx, municipalityId, BigInt(id))
    const today = await todayIn(tx, municipalityId)
    if (on > today) throw errors.E_BUREAUS_MANUAL_DATE({ on: formatDate(on) })
    const layouts = await removalLayouts(tx, { municipalityId, bureau, today })
    const used = layouts.find((one) => one.operation === operation)
    if (!used?.versionId) throw errors.E_BUREAUS_NO_REMOVAL_LAYOUT({ name: bureau.name })
    await query(
      tx,
      `insert into bureaus_layout_checks (municipality_id, bureau_id, operation, layout, layout_title, layout_version, manual,
         manual_on, checked_at, checked_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[municipalityId, bureau.id, operation, used.key, used.title, used.versionId, manual],
        ...[on, now, actor.name],
      ]
    )
    await holdUnchecked(tx, { municipalityId, bureau, today })
    return { bureau: bureau.name, layout: used.title, versionId: used.versionId }
  },
  describe: ({ manual, manual_on: on }, { bureau, layout }) =>
    `${bureau}: leiaute “${layout}” conferido com ${manual}, de ${formatDate(on)}`,
  trail: (_, { versionId }) => ({ layout_version: String(versionId) }),
}
