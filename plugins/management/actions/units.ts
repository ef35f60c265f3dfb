import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, type ActionContext, civilDay, rowId } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { isUniqueViolation, query } from '#core/database/index'
import { andInside } from '#core/records/index'
import { errors } from '../errors.ts'

const adding = vine.create({ action_id: rowId(), premise_id: rowId() })

/** One more unit, chosen by hand or by a file. */
export const addUnitAction: Action<Infer<typeof adding>, { readonly id: bigint }> = {
  name: 'management.add_action_unit',
  title: 'Incluir unidade na ação',
  permission: 'management.promote',
  input: adding,
  labels: { action_id: 'Ação', premise_id: 'Imóvel' },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'management.action_units', id }),
  async run({ tx, municipalityId }, { action_id: action, premise_id: premise }) {
    try {
      const [row] = await query<{ id: bigint }>(
        tx,
        `insert into management_action_units (municipality_id, action_id, premise_id)
         select a.municipality_id, a.id, p.id from management_actions a
           join registry_premises p on p.municipality_id = a.municipality_id and p.id = ?
          where a.municipality_id = ? and a.id = ? and a.state = 'open' returning id`,
        [premise, municipalityId, action]
      )
      if (!row) throw errors.E_MANAGEMENT_ACTION_UNKNOWN({ id: action })
      return row
    } catch (error) {
      if (isUniqueViolation(error)) throw errors.E_MANAGEMENT_ACTION_UNIT_TWICE({ premise, action })
      throw error
    }
  },
  describe: () => 'Incluiu a unidade na ação',
}

interface Unit {
  readonly id: bigint
  readonly action_id: bigint
  readonly name: string
  readonly number: string
  readonly kind: string
  readonly starts_on: CivilDate
  readonly ends_on: CivilDate
}

/** A unit of an action that goes on, within the localities of the person. @throws E_MANAGEMENT_ACTION_UNIT_UNKNOWN */
async function lockUnit({ tx, municipalityId, actor }: ActionContext, id: number): Promise<Unit> {
  const inside = andInside('u.premise_id', 'registry.premises', actor)
  const [unit] = await query<Unit>(
    tx,
    `select u.id, u.action_id, a.name, a.kind, a.starts_on, a.ends_on, p.registration_number as number
       from management_action_units u join management_actions a on a.id = u.action_id and a.state = 'open'
       join registry_premises p on p.id = u.premise_id
      where u.municipality_id = ? and u.id = ?${inside.sql} for update of u`,
    [municipalityId, id, ...inside.bindings]
  )
  if (!unit) throw errors.E_MANAGEMENT_ACTION_UNIT_UNKNOWN({ id })
  return unit
}

const telling = vine.create({ id: rowId(), done_on: civilDay() })

/** A person says that it was done, in actions of kinds that no other plugin knows. */
export const tellDoneAction: Action<Infer<typeof telling>, Unit> = {
  name: 'management.tell_unit_done',
  title: 'Informar unidade feita',
  permission: 'management.promote',
  input: telling,
  labels: { id: 'Unidade', done_on: 'Feita em' },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'management.action_units', id }),
  async run(context, { id, done_on: on }) {
    const unit = await lockUnit(context, id)
    if (unit.kind !== 'other') throw errors.E_MANAGEMENT_ACTION_TOLD({ kind: unit.kind })
    const { starts_on: from, ends_on: until } = unit
    const today = await todayIn(context.tx, context.municipalityId)
    if (on < from || on > until || on > today)
      throw errors.E_MANAGEMENT_ACTION_TOLD_WHEN({
        on: formatDate(on as CivilDate),
        ...{ from: formatDate(from), until: formatDate(until) },
      })
    await query(
      context.tx,
      'update management_action_units set told_on = ?, told_by = ? where id = ?',
      [on, context.actor.name, unit.id]
    )
    return unit
  },
  describe: ({ done_on: on }, { name }) =>
    `Feita em ${formatDate(on as CivilDate)}, na ação “${name}”`,
}

const one = vine.create({ id: rowId() })

/** The unit leaves the action: the history of the action keeps which it was. */
export const removeUnitAction: Action<Infer<typeof one>, Unit> = {
  name: 'management.remove_action_unit',
  title: 'Retirar unidade da ação',
  permission: 'management.promote',
  input: one,
  labels: { id: 'Unidade' },
  reason: 'required',
  subject: (_, { action_id: id }) => ({ type: 'management.actions', id }),
  async run(context, { id }) {
    const unit = await lockUnit(context, id)
    await query(context.tx, 'delete from management_action_units where id = ?', [unit.id])
    return unit
  },
  describe: (_, { number, name }) => `Unidade ${number} retirada da ação “${name}”`,
}
