import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { requirePermission } from '#core/access/index'
import type { Action } from '#core/actions/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { errors } from '../errors.ts'

const input = vine.create({
  profile: vine.string().optional(),
  widgets: vine.array(vine.string()),
})

type Input = Infer<typeof input>

/** Chooses the cards of one's own home page, or of everybody with a profile; no card at all goes back to the usual ones. */
export const arrangeHome: Action<Input, void> = {
  name: 'reports.arrange_home',
  title: 'Arrumar a página inicial',
  permission: 'reports.read',
  input,
  reason: 'none',
  subject: () => null,
  async run(context, { profile, widgets }) {
    // Only an administrator arranges the page of others.
    if (profile) requirePermission(context.actor, 'access.manage')
    const unknown = widgets.find((name) => !registries().widgets.find(name))
    if (unknown) throw errors.E_REPORTS_WIDGET({ name: unknown })
    const { tx, municipalityId, actor } = context
    const [column, owner] = profile ? ['profile_code', profile] : ['user_id', actor.userId]
    await query(tx, `delete from reports_home_pages where municipality_id = ? and ${column} = ?`, [
      municipalityId,
      owner,
    ])
    if (!widgets.length) return
    await query(
      tx,
      `insert into reports_home_pages (municipality_id, ${column}, widgets) values (?, ?, ?::text[])`,
      [municipalityId, owner, widgets]
    )
  },
  describe: ({ profile, widgets }) =>
    `Página inicial ${profile ? `do perfil ${profile}` : 'própria'} arrumada: ${widgets.length} quadros`,
}
