import { isObject } from './values.ts'
import type { Decision, JsonSchema, RulesetContent } from './types.ts'

const made = new WeakMap<RulesetContent, WeakMap<Decision, Decision>>()

/**
 * The decision as a ruleset sees it: with the added fields of its subject that the ruleset declares, as one more fact. The
 * same object for the same ruleset; the decision itself where it declares none.
 */
export function decisionFor(decision: Decision, content: RulesetContent): Decision {
  if (!isObject(content) || !decision.subject || !isObject(content.subject)) return decision
  const known = made.get(content)?.get(decision)
  if (known) return known
  const extended = withFields(decision, content.subject)
  made.set(content, (made.get(content) ?? new WeakMap()).set(decision, extended))
  return extended
}

/** A decision whose facts have the added fields of its subject besides. */
export function withFields(
  decision: Decision,
  fields: Readonly<Record<string, JsonSchema>>
): Decision {
  const { subject, facts } = decision
  if (!subject || !Object.keys(fields).length) return decision
  if (Object.hasOwn(facts.properties ?? {}, subject.fact)) return decision
  const fact: JsonSchema = {
    type: 'object',
    title: subject.title,
    additionalProperties: false,
    required: Object.keys(fields),
    properties: fields,
  }
  return {
    ...decision,
    facts: {
      ...facts,
      required: [...(facts.required ?? []), subject.fact],
      properties: { ...facts.properties, [subject.fact]: fact },
    },
  }
}

/**
 * The fact with the added fields of the subject that a ruleset declares; what a record does not have, because the field came
 * later, is empty.
 */
export const subjectFact = (
  { fact }: NonNullable<Decision['subject']>,
  keys: readonly string[],
  added: Readonly<Record<string, unknown>> = {}
): Record<string, unknown> =>
  keys.length ? { [fact]: Object.fromEntries(keys.map((key) => [key, added[key] ?? null])) } : {}

/** Keys of the added fields that the rules read; examples are facts and do not count. */
export function fieldsRead({ subject }: Decision, content: RulesetContent): string[] {
  if (!subject) return []
  const found = new Set<string>()
  collect([content.rules, content.default], `${subject.fact}.`, found)
  return [...found].sort()
}

function collect(value: unknown, prefix: string, found: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) collect(one, prefix, found)
  if (!isObject(value)) return
  for (const [operator, args] of Object.entries(value)) {
    if (operator === 'literal') continue
    const [path] = operator === 'var' && Array.isArray(args) ? (args as unknown[]) : []
    if (typeof path === 'string' && path.startsWith(prefix)) {
      found.add(path.slice(prefix.length).split('.')[0]!)
    }
    collect(args, prefix, found)
  }
}
