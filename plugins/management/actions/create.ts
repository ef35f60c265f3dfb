import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, type ActionContext, civilDay, rowId } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { isUniqueViolation, query } from '#core/database/index'
import { andInside, indexSearchAll } from '#core/records/index'
import { errors } from '../errors.ts'
import { ACTION_KINDS, GOAL_UNITS, UNIT_SOURCES } from '../records/options.ts'
import { candidatesSql } from '../services/candidates.ts'

/** How far back signs count unless somebody says otherwise. */
const SIGNS_MONTHS = 3

const valuesOf = (options: readonly { readonly value: string }[]) =>
  options.map(({ value }) => value)

const input = vine.create({
  name: vine.string().trim().minLength(3).maxLength(80),
  kind: vine.enum(valuesOf(ACTION_KINDS)),
  starts_on: civilDay(),
  ends_on: civilDay(),
  responsible: vine.string().trim().minLength(2).maxLength(80),
  goal: vine
    .string()
    .parse((value) => (typeof value === 'number' ? String(value) : value))
    .regex(/^(?=.*[1-9])\d{1,12}(\.\d{1,2})?$/),
  goal_unit: vine.enum(valuesOf(GOAL_UNITS)),
  cost_cents: vine
    .string()
    .parse((value) => (typeof value === 'number' ? String(value) : value))
    .regex(/^\d{1,15}$/),
  months: vine.number().withoutDecimals().range([1, 12]),
  source: vine.enum(valuesOf(UNIT_SOURCES)),
  signs_months: vine.number().withoutDecimals().range([1, 12]).optional(),
  locality_id: rowId().optional(),
  billing_group_id: rowId().optional(),
  district: vine.string().trim().maxLength(80).optional(),
})
type Input = Infer<typeof input>

interface Created {
  readonly id: bigint
  readonly units: number
}

/** A commercial action with its units, as they are chosen on the day (CM-06). */
export const createActionAction: Action<Input, Created> = {
  name: 'management.create_action',
  title: 'Criar ação comercial',
  permission: 'management.promote',
  input,
  labels: {
    ...{ name: 'Nome', kind: 'Tipo', starts_on: 'Começa em', ends_on: 'Termina em' },
    ...{ responsible: 'Responsável', goal: 'Meta', goal_unit: 'A meta conta', cost_cents: 'Custo' },
    ...{ months: 'Meses medidos', source: 'Unidades', signs_months: 'Indícios em' },
    ...{ locality_id: 'Só da localidade', billing_group_id: 'Só do grupo' },
    district: 'Só do bairro',
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'management.actions', id }),
  async run(context, given) {
    const { tx, municipalityId } = context
    const { starts_on: from, ends_on: until, kind, source } = given
    if (until < from)
      throw errors.E_MANAGEMENT_ACTION_DATES({
        ...{ from: formatDate(from as CivilDate), until: formatDate(until as CivilDate) },
      })
    if (source === 'candidates' && kind === 'other')
      throw errors.E_MANAGEMENT_ACTION_CANDIDATES({ kind })
    const id = await insert(context, given)
    const units = source === 'none' ? 0 : await choose(context, given, id)
    if (source !== 'none' && units === 0)
      throw errors.E_MANAGEMENT_ACTION_EMPTY({ name: given.name })
    await indexSearchAll(tx, 'management.actions', municipalityId, [id])
    return { id, units }
  },
  describe: ({ name }, { units }) =>
    `Ação comercial “${name}” criada, ${units === 0 ? 'sem unidades' : units === 1 ? 'com uma unidade' : `com ${units} unidades`}`,
}

async function insert(
  { tx, municipalityId, actor, now }: ActionContext,
  given: Input
): Promise<bigint> {
  try {
    const [row] = await query<{ id: bigint }>(
      tx,
      `insert into management_actions (municipality_id, name, kind, starts_on, ends_on, responsible, goal, goal_unit, cost_cents, months,
         created_by, created_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
      [
        ...[municipalityId, given.name, given.kind, given.starts_on, given.ends_on],
        ...[given.responsible, given.goal, given.goal_unit, BigInt(given.cost_cents)],
        ...[given.months, actor.name, now],
      ]
    )
    return row!.id
  } catch (error) {
    if (isUniqueViolation(error)) throw errors.E_MANAGEMENT_ACTION_NAME({ name: given.name })
    throw error
  }
}

/** Those of an open action of the same kind are left to it. */
async function choose(
  { tx, municipalityId, actor }: ActionContext,
  given: Input,
  id: bigint
): Promise<number> {
  const inside = andInside('p.id', 'registry.premises', actor)
  const today = await todayIn(tx, municipalityId)
  const chosen = given.source === 'candidates'
  const rows = await query(
    tx,
    `insert into management_action_units (municipality_id, action_id, premise_id, sign)
     select p.municipality_id, a.id, p.id, ${chosen ? 's.sign' : 'null'}
       from management_actions a
       join registry_premises p on p.municipality_id = a.municipality_id and p.status = 'active'
       ${
         chosen
           ? `join (${candidatesSql({ municipality: '?', on: '?', months: '?' })}) s on s.premise_id = p.id and s.kind = a.kind`
           : ''
       }
      where a.id = ? and (?::bigint is null or p.locality_id = ?) and (?::bigint is null or p.billing_group_id = ?)
        and (?::text is null or plain_text(p.district) = plain_text(?))${inside.sql}
        and not exists (select from management_action_units u join management_actions o on o.id = u.action_id
                         where u.premise_id = p.id and o.kind = a.kind and o.state = 'open')
      order by p.id returning 1`,
    [
      ...(chosen ? [municipalityId, today, given.signs_months ?? SIGNS_MONTHS] : []),
      ...[id, given.locality_id ?? null, given.locality_id ?? null],
      ...[given.billing_group_id ?? null, given.billing_group_id ?? null],
      ...[given.district || null, given.district || null, ...inside.bindings],
    ]
  )
  return rows.length
}
