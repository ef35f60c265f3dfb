import { actorOfUser } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import type { ContentPlace, Reader } from '#core/configuration/index'
import { query } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { recipientsOf } from '#core/alerts/recipients'
import { tell } from '#core/alerts/tell'
import { mayRead, recordPath, seesPersonal } from '../access.ts'
import { labelText } from '../query/labels.ts'
import { isOutside } from '../query/in_scope.ts'
import type { Row } from '../query/list_rows.ts'
import type { RecordType } from '../types.ts'
import type { WorkflowContent, WorkflowTransition } from './types.ts'

interface Move {
  readonly step: WorkflowTransition
  readonly row: Row
  readonly from: string
  readonly to: string
}

/**
 * Tells the profiles and people that a transition names that it was done: those who may see the record, and not who did it.
 */
export async function tellMove(
  { tx, municipalityId, actor, now, reason }: ActionContext,
  type: RecordType,
  { step, row, from, to }: Move
): Promise<void> {
  const { profiles = [], people = [] } = step.tells ?? {}
  if (!profiles.length && !people.length) return
  const named = { profiles, users: people, emails: [] }
  for (const recipient of await recipientsOf(tx, municipalityId, named)) {
    const { userId } = recipient
    if (userId === null || userId === actor.userId) continue
    const reader = await actorOfUser(userId, municipalityId, tx)
    if (!reader || !mayRead(reader, type)) continue
    if (await isOutside(tx, reader, { type: type.name, id: row.id })) continue
    const label = labelText(type, row[type.label], seesPersonal(reader, type))
    const text = `${actor.name}: de ${from} para ${to}${reason ? `. ${reason}` : ''}`
    await tell(
      tx,
      {
        ...{ municipalityId, tone: 'info', withEmail: true, template: 'alerts.event' },
        key: `${type.name}/${row.id}/${step.key}/${now.getTime()}`,
        title: `${step.title}: ${label}`,
        ...{ text, path: recordPath(type, row.id), data: { text } },
      },
      [recipient]
    )
  }
}

const unknown = (path: string, message: string): Issue => ({
  ...{ code: 'unknown_recipient', severity: 'critical' },
  ...{ path, message },
})

/** Profiles and people that transitions tell and that are not there. */
export async function recipientIssues(
  reader: Reader,
  { content, municipalityId }: ContentPlace
): Promise<Issue[]> {
  const { transitions } = content as unknown as WorkflowContent
  const [known] = await query<{ profiles: string[]; people: string[] }>(
    reader,
    `select (select coalesce(array_agg(code), '{}') from access_profiles) as profiles,
            (select coalesce(array_agg(lower(login)), '{}') from access_users where municipality_id = ? and is_active) as people`,
    [municipalityId]
  )
  return transitions.flatMap(({ title, tells = {} }, index) => {
    const at = `/transitions/${index}/tells`
    const { profiles = [], people = [] } = tells
    return [
      ...profiles
        .filter((code) => !known!.profiles.includes(code))
        .map((code) => unknown(at, `“${title}” avisa um perfil que não existe: “${code}”.`)),
      ...people
        .filter((login) => !known!.people.includes(login.toLowerCase()))
        .map((login) => unknown(at, `“${title}” avisa quem não trabalha aqui: “${login}”.`)),
    ]
  })
}
