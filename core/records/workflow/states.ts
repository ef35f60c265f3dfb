import { type Reader, approvedContents } from '#core/configuration/index'
import type { EnumOption, RecordField, RecordType } from '../types.ts'
import type { WorkflowContent } from './types.ts'

/** A record type with the states of some versions; the same versions give the same object. */
const made = new WeakMap<object, Map<RecordType, RecordType>>()

/**
 * A record type whose field of the state offers every state that an approved version of its workflow has, so that lists,
 * filters, files and pages show records of any version in words. A state of several versions is called as in the newest.
 */
export async function withStates(
  reader: Reader,
  declared: RecordType,
  municipalityId: bigint
): Promise<RecordType> {
  const { workflow } = declared
  if (!workflow) return declared
  const versions = await approvedContents(reader, 'workflow', declared.name, municipalityId)
  const known = made.get(versions)?.get(declared)
  if (known) return known
  const contents = [
    workflow.default,
    ...versions.map(({ content }) => content as unknown as WorkflowContent),
  ]
  const options = optionsOf(contents)
  const field = (one: RecordField) => (one.name === workflow.field ? { ...one, options } : one)
  const type = { ...declared, fields: declared.fields.map(field) }
  made.set(versions, (made.get(versions) ?? new Map()).set(declared, type))
  return type
}

function optionsOf(contents: readonly WorkflowContent[]): EnumOption[] {
  const options = new Map<string, EnumOption>()
  for (const { states } of contents)
    for (const { key, title, tone } of states) options.set(key, { value: key, label: title, tone })
  return [...options.values()]
}
