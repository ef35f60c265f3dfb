import db from '@adonisjs/lucid/services/db'
import { type Actor, performAction } from '#core/actions/index'
import { query } from '#core/database/index'
import { andInside, updateAction } from '#core/records/index'
import { fieldsNamed } from './fields.ts'

interface Answer {
  readonly id: bigint
  readonly field: string
  readonly new_value: string
  readonly premise_id: bigint
  readonly customer_id: bigint
}

export interface Acceptance {
  readonly accepted: number
  /** Answers whose change was refused, with the words of the refusal. */
  readonly refused: readonly {
    readonly field: string
    readonly value: string
    readonly reason: string
  }[]
}

interface Refusal {
  readonly people?: string
  readonly messages?: readonly { readonly message: string }[]
  readonly status?: number
}

/**
 * Accepts answers: each record is changed by its own action, with its checks and its line in the trail, and then the
 * answers are marked. A refused change leaves its answer waiting and stops no other.
 */
export async function acceptAnswers(
  actor: Actor,
  { campaignId, ids }: { readonly campaignId: bigint; readonly ids: readonly bigint[] }
): Promise<Acceptance> {
  const inside = andInside('t.premise_id', 'registry.premises', actor)
  const answers = await query<Answer>(
    db,
    `select a.id, a.field, a.new_value, t.premise_id, t.customer_id
       from registry_campaign_answers a join registry_campaign_targets t on t.id = a.target_id
      where a.municipality_id = ? and a.campaign_id = ? and a.id = any(?::bigint[]) and a.status = 'proposed'${inside.sql} order by a.id`,
    [actor.municipalityId, campaignId, ids, ...inside.bindings]
  )
  const done: bigint[] = []
  const refused: { field: string; value: string; reason: string }[] = []
  for (const answer of answers) {
    const reason = await change(actor, answer)
    if (reason === null) done.push(answer.id)
    else refused.push({ field: answer.field, value: answer.new_value, reason })
  }
  if (done.length) {
    await performAction('registry.campaigns.decide', {
      actor,
      input: { campaign_id: String(campaignId), ids: done.map(String), accepted: true },
    })
  }
  return { accepted: done.length, refused }
}

/** @returns null when the record was changed, or why not. */
async function change(actor: Actor, answer: Answer): Promise<string | null> {
  const [field] = fieldsNamed([answer.field])
  if (!field) return 'O campo não existe mais'
  const id = field.record.name === 'registry.premises' ? answer.premise_id : answer.customer_id
  try {
    await performAction(updateAction(field.record), {
      actor,
      input: { id: String(id), changes: { [field.field.name]: answer.new_value } },
      reason: 'Recadastramento',
    })
    return null
  } catch (error) {
    const { people, messages, status = 500 } = error as Refusal
    if (status >= 500) throw error
    return messages?.[0]?.message ?? people ?? 'A alteração foi recusada'
  }
}
