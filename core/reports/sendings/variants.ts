import { actorOfUser } from '#core/access/index'
import type { Actor } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { findReport } from '../run/find_report.ts'
import type { Sending } from './sending_rows.ts'

/** Somebody who gets the report. */
export interface Recipient {
  readonly userId: bigint | null
  readonly name: string | null
  readonly email: string
}

/** One file of a sending: what its recipients all may see, and nothing that one of them may not. */
export interface Variant {
  readonly actor: Actor
  readonly recipients: Recipient[]
}

interface Sent {
  readonly tx: Tx
  readonly owner: Actor
  readonly timeZone: string
}

const issue = (code: string, message: string): Issue => ({
  ...{ code, severity: 'warning', path: '', message },
})

const isPersonal = (permission: string) => permission.endsWith('.personal_data')

/** What both may see: permissions, and localities when one of them is limited. */
function narrowed(owner: Actor, reader: Actor): Actor {
  const permissions = new Set([...owner.permissions].filter((one) => reader.permissions.has(one)))
  const [own, theirs] = [owner.scope?.localities, reader.scope?.localities]
  const localities = own && theirs ? own.filter((one) => theirs.includes(one)) : (own ?? theirs)
  return { ...owner, permissions, scope: localities ? { localities } : null }
}

/** Outside the system nobody sees personal data. */
const outside = (owner: Actor): Actor => ({
  ...owner,
  permissions: new Set([...owner.permissions].filter((one) => !isPersonal(one))),
})

const keyOf = ({ permissions, scope }: Actor) =>
  JSON.stringify([
    [...permissions].filter(isPersonal).sort(),
    scope?.localities.map(String).sort() ?? null,
  ])

/** The recipients by what they may see together with the owner; who may see nothing of it is told as an issue. */
export async function variantsOf(
  { tx, owner, timeZone }: Sent,
  sending: Sending
): Promise<{ variants: Variant[]; issues: Issue[] }> {
  const variants = new Map<string, Variant>()
  const issues: Issue[] = []
  const add = (actor: Actor, recipient: Recipient) => {
    const variant = variants.get(keyOf(actor)) ?? { actor, recipients: [] }
    variant.recipients.push(recipient)
    variants.set(keyOf(actor), variant)
  }
  const users = await query<{ id: bigint; name: string; email: string | null }>(
    tx,
    'select id, full_name as name, email from access_users where id = any(?::bigint[]) order by full_name',
    [sending.user_ids.map(String)]
  )
  for (const { id, name, email } of users) {
    const actor = await actorOfUser(id, sending.municipality_id, tx)
    const isHere = actor !== null && actor.municipalityId === sending.municipality_id
    const own = isHere ? (id === owner.userId ? owner : narrowed(owner, actor)) : null
    const problem = !own
      ? `${name} não trabalha mais aqui.`
      : !email
        ? `${name} não tem e-mail no cadastro.`
        : await refusal(own, sending.report, { tx, timeZone, name })
    if (problem) issues.push(issue('recipient', problem))
    else add(own!, { userId: id, name, email: email! })
  }
  for (const email of sending.emails) add(outside(owner), { userId: null, name: null, email })
  return { variants: [...variants.values()], issues }
}

interface Asked {
  readonly tx: Tx
  readonly timeZone: string
  readonly name: string
}

async function refusal(actor: Actor, report: string, { tx, timeZone, name }: Asked) {
  try {
    await findReport(report, { actor, timeZone, within: tx })
    return null
  } catch (error) {
    const { status } = error as { status?: number }
    if (status !== 403 && status !== 404) throw error
    return `${name} não tem permissão para ver este relatório.`
  }
}
