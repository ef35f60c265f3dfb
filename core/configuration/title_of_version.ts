import { registries } from '#core/kernel/index'
import { type ItemName, placeIn } from './local_keys.ts'

/** Title of a stored version's item; one of a place keeps the name that its place had. */
export function titleOfVersion({
  kind,
  key,
  title,
}: ItemName & { readonly title: string }): string {
  if (placeIn(key) !== null) return title
  return registries().kinds.find(kind)?.titleOf(key) ?? title
}
