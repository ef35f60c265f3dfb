import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay } from '#core/actions/index'
import { type SqlValue, query } from '#core/database/index'
import { findingsInside } from '../services/findings_inside.ts'

const ids = () => vine.array(vine.number().withoutDecimals().positive()).minLength(1).maxLength(500)

const assignInput = vine.create({
  ids: ids(),
  responsible: vine.string().trim().minLength(2).maxLength(80),
  due_on: civilDay(),
})

interface Changed {
  readonly count: number
}

const WHERE = `municipality_id = ? and id = any(?::bigint[]) and status = 'open'`

/** Findings become somebody's task, with a day to be done by. */
export const assignFindingsAction: Action<Infer<typeof assignInput>, Changed> = {
  name: 'registry.quality.assign',
  title: 'Atribuir correções',
  permission: 'registry.quality',
  input: assignInput,
  labels: { responsible: 'Responsável', due_on: 'Prazo' },
  reason: 'none',
  subject: () => null,
  async run({ tx, actor, municipalityId }, given) {
    const inside = findingsInside(actor)
    const bindings: SqlValue[] = [
      ...[given.responsible, given.due_on, municipalityId, given.ids],
      ...inside.bindings,
    ]
    const rows = await query(
      tx,
      `update registry_quality_findings set responsible = ?, due_on = ? where ${WHERE}${inside.sql} returning id`,
      bindings
    )
    return { count: rows.length }
  },
  describe: ({ responsible, due_on: dueOn }, { count }) =>
    `${count} ${count === 1 ? 'correção atribuída' : 'correções atribuídas'} a ${responsible}, até ${dueOn.split('-').reverse().join('/')}`,
}

const acceptInput = vine.create({ ids: ids() })

/** Findings that are right as they are leave the list, with the reason. */
export const acceptFindingsAction: Action<Infer<typeof acceptInput>, Changed> = {
  name: 'registry.quality.accept',
  title: 'Está certo assim',
  permission: 'registry.quality',
  input: acceptInput,
  reason: 'required',
  subject: () => null,
  async run({ tx, municipalityId, actor, now, reason }, given) {
    const inside = findingsInside(actor)
    const rows = await query(
      tx,
      `update registry_quality_findings set status = 'accepted', closed_at = ?, closed_by = ?, note = ? where ${WHERE}${inside.sql} returning id`,
      [now, actor.name, reason, municipalityId, given.ids, ...inside.bindings]
    )
    return { count: rows.length }
  },
  describe: (_, { count }) =>
    count === 1 ? 'Um achado aceito como está' : `${count} achados aceitos como estão`,
}
