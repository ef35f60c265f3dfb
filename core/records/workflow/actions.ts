import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import type { Action } from '#core/actions/index'
import { query } from '#core/database/index'
import { requirePermission } from '#core/access/index'
import { errors } from '../errors.ts'
import { labelText } from '../query/labels.ts'
import type { RecordType } from '../types.ts'
import { lockRow, withArticle } from '../write/actions.ts'
import { flowOfRow, flowToday, openTransitions } from './flow.ts'
import { withAddedValues } from './added_fields.ts'
import { tellMove } from './tell_move.ts'
import type { WorkflowContent, WorkflowDeclaration } from './types.ts'

const id = () => vine.string().regex(/^\d{1,18}$/)

const move = vine.create({ id: id(), transition: vine.string().maxLength(40) })
const adoption = vine.create({ id: id(), state: vine.string().maxLength(40).optional() })

interface Moved {
  readonly id: bigint
  readonly label: string
  readonly from: string
  readonly to: string
  readonly title: string
  readonly permission: string
  readonly version: string
}

const titleOf = ({ states }: WorkflowContent, key: string) =>
  states.find((one) => one.key === key)?.title ?? key

const declaredBy = (type: RecordType): WorkflowDeclaration => type.workflow!

export const transitionName = (type: RecordType) => `${type.name}.transition` as const

/**
 * `<record>.transition`: one step of the workflow that the record follows, by the permission that every step asks and its own, under its condition, with its
 * reason and its effects, in one transaction.
 */
export function transitionAction(
  type: RecordType,
  permission: string
): Action<Infer<typeof move>, Moved> {
  return {
    name: transitionName(type),
    title: `Mudar a situação d${withArticle(type)}`,
    permission,
    exercises: (_, moved) => moved.permission,
    input: move,
    labels: { id: type.title.one, transition: 'Passagem' },
    reason: 'optional',
    subject: (_, output) => ({ type: type.name, id: output.id }),
    describe: (_, { label, title, from, to }) => `${title}: ${label}, de ${from} para ${to}`,
    trail: (_, { from, to, version }) => ({ from, to, workflow_version: version }),
    async run(context, given) {
      const { tx, actor, municipalityId, reason } = context
      const row = await lockRow(type, context, given.id)
      const flow = await flowOfRow(tx, type, row.id)
      const declared = declaredBy(type)
      const open = openTransitions(type, declared, flow, await withAddedValues(tx, type, flow, row))
      const from = String(row[declared.field])
      const label = labelText(type, row[type.label], true)
      const step = open.find(({ key }) => key === given.transition)
      if (!step)
        throw errors.E_RECORDS_NO_TRANSITION({
          ...{ type: type.name, id: given.id, transition: given.transition, label },
          state: titleOf(flow.content, from),
        })
      requirePermission(actor, step.permission)
      if (step.reason === 'required' && !reason?.trim())
        throw errors.E_RECORDS_TRANSITION_REASON({ transition: step.key, title: step.title })
      await query(
        tx,
        `update ${type.table} set ${declared.field} = ? where municipality_id = ? and id = ?`,
        [step.to, municipalityId, row.id]
      )
      for (const name of step.effects ?? [])
        await declared.effects.find((one) => one.name === name)?.run(context, row.id)
      const moved = {
        ...{ id: row.id, label, title: step.title, permission: step.permission },
        from: titleOf(flow.content, from),
        to: titleOf(flow.content, step.to),
        version: String(flow.versionId),
      }
      await tellMove(context, type, { ...moved, step, row })
      return moved
    },
  }
}

/**
 * `<record>.adopt_workflow`: a record that follows an older version passes to the one in force today, in the state that the
 * person says, or in its own where the new version has it. Nothing else ever moves a record to another version; as a bulk
 * action it moves as many as a list has.
 */
export function adoptAction(
  type: RecordType,
  permission: string
): Action<Infer<typeof adoption>, Moved> {
  return {
    name: `${type.name}.adopt_workflow`,
    title: 'Passar ao fluxo em vigor',
    permission,
    input: adoption,
    labels: { id: type.title.one, state: 'Situação no fluxo em vigor (vazia: a mesma de agora)' },
    reason: 'required',
    subject: (_, output) => ({ type: type.name, id: output.id }),
    describe: (_, { label, from, to }) =>
      `Passou ${label} ao fluxo em vigor: era ${from}, ficou ${to}`,
    trail: (_, { from, to, version }) => ({ from, to, workflow_version: version }),
    async run(context, given) {
      const { tx, municipalityId } = context
      const row = await lockRow(type, context, given.id)
      const [was, is] = [
        await flowOfRow(tx, type, row.id),
        await flowToday(tx, type, municipalityId),
      ]
      const label = labelText(type, row[type.label], true)
      if (was.versionId === is.versionId)
        throw errors.E_RECORDS_WORKFLOW_CURRENT({ type: type.name, id: row.id, label })
      const { field } = declaredBy(type)
      const named = given.state?.trim() || String(row[field])
      const state = is.content.states.find(
        ({ key, title }) => key === named || title.toLowerCase() === named.toLowerCase()
      )
      if (!state)
        throw errors.E_RECORDS_WORKFLOW_STATE({
          ...{ type: type.name, state: titleOf(was.content, named) },
          states: is.content.states.map(({ title }) => title).join(', '),
        })
      await query(
        tx,
        `update ${type.table} set ${field} = ?, workflow_version = ? where municipality_id = ? and id = ?`,
        [state.key, is.versionId, municipalityId, row.id]
      )
      return {
        ...{ id: row.id, label, title: 'Fluxo em vigor' },
        from: titleOf(was.content, String(row[field])),
        ...{ to: state.title, permission, version: String(is.versionId) },
      }
    },
  }
}
