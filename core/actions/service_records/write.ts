import { type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { ActionSubject, Actor } from '../types.ts'

export interface NewServiceRecord {
  readonly entryId: bigint
  readonly action: string
  readonly task: string
  readonly group: string
  readonly subject: ActionSubject
  readonly unit: ActionSubject
  readonly actor: Actor
  readonly description: string
  readonly reason: string | null
  readonly now: Date
}

/** Writes the closed service order of an action, tied to its audit entry, in the action's transaction. */
export async function writeServiceRecord(tx: Tx, record: NewServiceRecord): Promise<void> {
  const { actor, subject, unit, now } = record
  await query(
    tx,
    `insert into actions_service_records
       (municipality_id, entry_id, action, task, task_group, subject_type, subject_id, unit_type, unit_id, unit_label,
        user_id, user_name, user_groups, description, reason, opened_at, closed_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[actor.municipalityId, record.entryId, record.action, record.task, record.group],
      ...[subject.type, subject.id, unit.type, unit.id, await labelOf(tx, actor, unit)],
      ...[actor.userId, actor.name, await groupsOf(tx, actor)],
      ...[record.description, record.reason, now, now],
    ]
  )
}

/** How people call the unit: the value of its label column, with the number's last digit apart. */
async function labelOf(
  tx: Tx,
  { municipalityId }: Actor,
  { type, id }: ActionSubject
): Promise<string> {
  const record = registries().records.find(type)
  if (!record) return String(id)
  const [row] = await query<{ label: unknown }>(
    tx,
    `select ${record.label} as label from ${record.table} where municipality_id = ? and id = ?`,
    [municipalityId, id]
  )
  const field = record.fields.find(({ name }) => name === record.label)
  const text = String(row?.label ?? id)
  if (field?.type === 'registration') return text.replace(/^(\d+)(\d)$/, '$1-$2')
  return field?.type === 'reference' || field?.isPersonal ? String(id) : text
}

/** The person's profiles at that time: the group that they worked as. */
async function groupsOf(tx: Tx, { userId }: Actor): Promise<string> {
  if (userId === null) return 'Sistema'
  const [row] = await query<{ names: string | null }>(
    tx,
    `select string_agg(p.name, ', ' order by p.name) as names
       from access_user_profiles up join access_profiles p on p.id = up.profile_id where up.user_id = ?`,
    [userId]
  )
  return row?.names ?? '—'
}
