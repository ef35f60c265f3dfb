import type { CivilDate } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import { type Issue, registries } from '#core/kernel/index'
import { type Decision, type JsonSchema, type RulesetContent, fieldsRead } from '#core/rules/index'
import { inForceWithin } from './in_force.ts'
import type { Reader } from './query.ts'
import type { ContentPlace } from './types.ts'

/** The kind that says which fields administrators added to a record type; its key is the type's name. */
const FIELDS = 'custom-fields'

type Fields = Readonly<Record<string, JsonSchema>>

/** Schemas of the fields that administrators added to the subject of a decision and are in force on a day, by key. */
export async function subjectFields(
  reader: Reader,
  { subject }: Decision,
  { municipalityId, on }: { readonly municipalityId: bigint; readonly on: CivilDate }
): Promise<Fields> {
  if (!subject) return {}
  const item = { kind: FIELDS, key: subject.record, municipalityId }
  const version = await inForceWithin(reader, item, on)
  const schema = version && registries().kinds.find(FIELDS)?.factsOf?.(version.content)
  return ((schema as JsonSchema | null)?.properties ?? {}) as Fields
}

/** A ruleset with the schemas of the added fields that it reads, and of no other. */
export async function withSubject(reader: Reader, place: ContentPlace): Promise<Json> {
  const { key, content } = place
  const { subject: former, ...ruleset } = content as unknown as RulesetContent
  const decision = registries().decisions.find(key)
  const read = decision ? fieldsRead(decision, ruleset) : []
  if (!decision || !read.length) return former ? (ruleset as unknown as Json) : content
  const known = await subjectFields(reader, decision, place)
  const subject = Object.fromEntries(
    read.flatMap((name) => (Object.hasOwn(known, name) ? [[name, known[name]!]] : []))
  )
  return { ...ruleset, subject } as unknown as Json
}

/** Fields that the ruleset reads and the municipality does not have, or no longer as they were. */
export async function subjectIssues(reader: Reader, place: ContentPlace): Promise<Issue[]> {
  const { subject } = place.content as unknown as RulesetContent
  const decision = registries().decisions.find(place.key)
  if (!subject || !decision) return []
  const known = await subjectFields(reader, decision, place)
  return Object.entries(subject)
    .filter(([name, { type }]) => JSON.stringify(known[name]?.type) !== JSON.stringify(type))
    .map(([name, { title = name }]) => ({
      code: 'unknown_field',
      severity: 'critical',
      path: `/subject/${name}`,
      message: `As regras leem o campo adicionado “${title}” (${name}), que não está ativo em “${decision.subject!.title}”. Ative-o ou tire-o das regras.`,
    }))
}
