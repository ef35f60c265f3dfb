import type { Json } from '#core/database/index'
import { kindNamed } from '../check_content.ts'
import type { ConfigurationKind, StudioItem } from '../types.ts'

/** Scripts of the editors that the kernel itself brings. */
const EDITORS = {
  json: 'templates/ui/studio/editors/plain.js',
  form: 'templates/ui/studio/editors/form.js',
  ruleset: 'templates/ui/studio/editors/ruleset.js',
  parameter: 'templates/ui/studio/editors/parameter.js',
  fields: 'templates/ui/studio/editors/custom_fields.js',
  workflow: 'templates/ui/studio/editors/workflow.js',
  document: 'templates/ui/studio/editors/document.js',
} as const

/** What stands in the middle of the Studio: the script of the kind's editor, its view and its data. */
export interface StudioPage {
  readonly script: string
  readonly view: string | null
  /** JSON for a data block of the page. */
  readonly data: string
  readonly given: Json
}

export async function studioPage(kindName: string, item: StudioItem): Promise<StudioPage> {
  const kind = kindNamed(kindName)
  const given = (await kind.studio?.(item)) ?? (kind.editor === 'form' ? formOf(kind) : {})
  return { ...editorOf(kind), given, data: dataBlock(given) }
}

/** A form needs no more than the schema of the content, whose titles are its words. */
const formOf = ({ schema }: ConfigurationKind): Json => ({ schema: schema as Json })

function editorOf({ editor }: ConfigurationKind): Pick<StudioPage, 'script' | 'view'> {
  if (typeof editor === 'string') return { script: EDITORS[editor], view: null }
  return { script: editor.script, view: editor.view ?? null }
}

/** JSON that can stand inside a `script` element whatever it holds. */
const dataBlock = (value: Json): string =>
  JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
