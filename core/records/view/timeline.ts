import { registries } from '#core/kernel/index'
import type { PageContext, TimelineEntry } from '../types.ts'

/** What happened to a record by every plugin that tells of it and that the person may read, the newest first. */
export async function timelineOf(
  type: string,
  context: PageContext,
  most: number
): Promise<TimelineEntry[]> {
  const sources = registries()
    .timelines.all()
    .filter(({ on, permission }) => on === type && context.actor.permissions.has(permission))
  const entries: TimelineEntry[] = []
  for (const source of sources) entries.push(...(await source.load(context, most)))
  return entries.sort((a, b) => b.on.localeCompare(a.on)).slice(0, most)
}
