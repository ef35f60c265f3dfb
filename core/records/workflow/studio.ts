import type { StudioItem } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { query } from '#core/database/index'
import db from '@adonisjs/lucid/services/db'
import { registries } from '#core/kernel/index'
import { factsWithChoices } from '../custom/studio.ts'

/** What the editor of workflows needs: facts, permissions with who has them, effects, and how many records stand where. */
export async function workflowStudio({ key, municipalityId }: StudioItem): Promise<Json> {
  const type = registries().records.find(key)
  if (!type?.workflow) return {}
  const { facts, permissions, effects, field } = type.workflow
  const read = type.fields.filter(({ name }) => facts.includes(name))
  const counts = await query<{ state: string; count: bigint }>(
    db,
    `select ${field} as state, count(*) from ${type.table} where municipality_id = ? group by 1`,
    [municipalityId]
  )
  const profiles = await query<{ name: string; permissions: string[] }>(
    db,
    `select f.name, array_agg(p.permission order by p.permission) as permissions
       from access_profiles f join access_profile_permissions p on p.profile_id = f.id
      where p.permission = any(?) group by f.id, f.name order by f.name`,
    [permissions]
  )
  return {
    record: type.title as unknown as Json,
    facts: await factsWithChoices(read, municipalityId),
    permissions: permissions.map((name) => ({
      name,
      title: registries().permissions.find(name) ?? name,
    })),
    effects: effects.map(({ name, title }) => ({ name, title })),
    profiles: profiles as unknown as Json,
    counts: Object.fromEntries(counts.map(({ state, count }) => [state, Number(count)])),
  }
}
