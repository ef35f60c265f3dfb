import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { approveVersion, saveDraft, submitVersion } from '#core/configuration/index'
import { type Json, query } from '#core/database/index'
import type { Rule } from '#core/rules/index'
import type { World } from '#plugins/payments/tests/support/fixtures'
import { postingsDecision } from '../../decisions/postings.ts'

/** The utility's own posting rules, made from the product's, in force from today. */
export async function putRules(
  { municipalityId }: World,
  change: (rules: readonly Rule[]) => readonly Rule[]
): Promise<void> {
  await db.transaction(async (tx) => {
    const [author, approver] = await query<{ id: bigint }>(
      tx,
      `select id from access_users where email in ('bruno.faturamento@demo.aqueduto', 'diego.admin@demo.aqueduto') order by id`
    )
    const now = clock.now()
    const versionId = await saveDraft(tx, {
      kind: 'ruleset',
      key: postingsDecision.name,
      municipalityId,
      content: {
        ...postingsDecision.ruleset,
        rules: change(postingsDecision.ruleset.rules),
        examples: [],
      } as unknown as Json,
      authorId: author!.id,
    })
    const from = clock.today('America/Cuiaba')
    const reason = 'Regra contábil do prestador'
    await submitVersion(tx, { versionId, municipalityId, authorId: author!.id, from, reason, now })
    await approveVersion(tx, { versionId, municipalityId, userId: approver!.id, now })
  })
}
