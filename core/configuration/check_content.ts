import type { Json } from '#core/database/index'
import { type Issue, registries } from '#core/kernel/index'
import { errors } from './errors.ts'
import { checkSchema } from './schema_check.ts'
import type { Reader } from './query.ts'
import type { ConfigurationKind, ContentPlace, ExampleCoverage, ExampleOutcome } from './types.ts'

/** What stands between a content and its approval. */
export interface Checks {
  readonly issues: readonly Issue[]
  readonly examples: readonly ExampleOutcome[]
  /** How far the examples go, where the kind can tell. */
  readonly coverage: ExampleCoverage | null
  /** No critical issue and every example passes. */
  readonly isGreen: boolean
}

/** The kind of that name. @throws BusinessError E_CONFIGURATION_KIND */
export function kindNamed(kind: string): ConfigurationKind {
  const found = registries().kinds.find(kind)
  if (!found) throw errors.E_CONFIGURATION_KIND({ kind })
  return found
}

export const isCritical = ({ severity }: Issue) => severity === 'critical'

/** Checks a content whole: what JSON may hold, the kind's schema, then what only the kind knows. */
export function checkContent(kind: ConfigurationKind, key: string, content: Json): Issue[] {
  const numbers = checkNumbers(content, '')
  if (numbers.length) return numbers
  const shape = checkSchema(kind.schema, content)
  return shape.length ? shape : [...kind.validate(key, content)]
}

/** What a content that is otherwise sound cites and its municipality does not have; nothing for the product's own. */
export async function issuesHere(
  reader: Reader,
  kind: ConfigurationKind,
  place: Omit<ContentPlace, 'municipalityId'> & { readonly municipalityId: bigint | null }
): Promise<readonly Issue[]> {
  const { municipalityId, key, content } = place
  if (!kind.checkHere || municipalityId === null) return []
  if (checkContent(kind, key, content).some(isCritical)) return []
  return kind.checkHere(reader, { ...place, municipalityId })
}

/** A content with what its kind fills in; a content that is no sound JSON of its schema stays as it is, to be refused. */
export async function completeContent(
  reader: Reader,
  kind: ConfigurationKind,
  place: ContentPlace
): Promise<Json> {
  if (!kind.complete || checkSchema(kind.schema, place.content).length) return place.content
  return kind.complete(reader, place)
}

/** As `checkContent`, with the examples where the content is sound enough to run them. */
export function runChecks(kind: ConfigurationKind, key: string, content: Json): Checks {
  const issues = checkContent(kind, key, content)
  const isSound = !issues.some(isCritical)
  const examples = isSound ? (kind.examples?.(key, content) ?? []) : []
  const coverage = isSound ? (kind.coverage?.(key, content) ?? null) : null
  const isGreen = isSound && examples.every(({ passed }) => passed)
  return { issues: [...issues, ...(coverage?.missing ?? [])], examples, coverage, isGreen }
}

/** Failed examples as issues, so that one list tells everything that stops an approval. */
export function failedExamples({ examples }: Checks): Issue[] {
  return examples.flatMap(({ title, passed, detail }, index) =>
    passed
      ? []
      : [
          {
            code: 'example_failed',
            severity: 'critical' as const,
            path: `/examples/${index}`,
            message: `O exemplo “${title}” não passa. ${detail ?? ''}`.trim(),
          },
        ]
  )
}

/** Stored content has integers only: a decimal is a text, so that it never becomes a float. */
function checkNumbers(value: Json, path: string): Issue[] {
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return []
    const message = `O número ${value} tem casas decimais ou é grande demais: escreva-o como texto, por exemplo "${value}".`
    return [{ code: 'number', severity: 'critical', path, message }]
  }
  if (Array.isArray(value)) return value.flatMap((item, i) => checkNumbers(item, `${path}/${i}`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, item]) =>
    checkNumbers(item, `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)
  )
}
