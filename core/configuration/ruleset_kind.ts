import db from '@adonisjs/lucid/services/db'
import type { Json } from '#core/database/index'
import { type Issue, registries } from '#core/kernel/index'
import {
  type Decision,
  type ExampleResult,
  type Rule,
  type RulesetContent,
  builder,
  checkRuleset,
  coverageOf,
  floorIssues,
  runExamples,
  withFields,
} from '#core/rules/index'
import { namedDecision, plainlyNamed } from './coded_facts.ts'
import { compareJson, compareLists, isSameJson } from './compare.ts'
import { subjectFields, subjectIssues, withSubject } from './ruleset_subject.ts'
import { lookupNames, lookupsInForce } from './ruleset_lookups.ts'
import { conditionText, expressionText } from './expression_text.ts'
import type { ConfigurationKind, Difference, ExampleOutcome, ProductDefault } from './types.ts'

const TEXT = { type: 'string', minLength: 1, maxLength: 2000 }

/** Of an expression nothing can be taken apart: half of it would say something else. */
const EXPRESSION = { whole: true }

const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['decision', 'rules', 'default', 'examples'],
  properties: {
    decision: TEXT,
    rules: {
      type: 'array',
      keyedBy: 'id',
      maxItems: 500,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'title', 'when', 'then', 'because'],
        properties: {
          ...{ id: TEXT, title: TEXT, because: TEXT },
          when: EXPRESSION,
          then: { type: 'object', additionalProperties: EXPRESSION },
        },
      },
    },
    default: { type: ['object', 'null'], additionalProperties: EXPRESSION },
    subject: { type: 'object', whole: true },
    examples: {
      type: 'array',
      keyedBy: 'title',
      maxItems: 1000,
      items: {
        type: 'object',
        whole: true,
        additionalProperties: false,
        required: ['title', 'facts', 'outcome'],
        properties: {
          title: TEXT,
          facts: { type: 'object' },
          lookups: { type: 'object' },
          outcome: { type: ['object', 'array'] },
        },
      },
    },
  },
}

const asRuleset = (content: Json) => content as unknown as RulesetContent
const ruleTitle = ({ title, id }: Rule) => `Regra “${title}” (${id})`

/** A finding with the rule it belongs to in its message, which the path alone gives only by position. */
function namingRule({ rules }: RulesetContent, issue: Issue): Issue {
  const index = /^\/rules\/(\d+)/.exec(issue.path)?.[1]
  const rule = index === undefined ? undefined : rules[Number(index)]
  return rule ? { ...issue, message: `${ruleTitle(rule)}: ${issue.message}` } : issue
}

function validate(key: string, content: Json): Issue[] {
  const decision = registries().decisions.find(key)
  if (!decision) {
    const message = `Não existe a decisão “${key}” nesta instalação.`
    return [{ code: 'unknown_decision', severity: 'critical', path: '', message }]
  }
  const ruleset = asRuleset(content)
  const issues = checkRuleset(decision, ruleset).map((issue) => namingRule(ruleset, issue))
  const isSound = issues.every(({ severity }) => severity !== 'critical')
  return isSound ? [...issues, ...floorIssues(decision, ruleset)] : issues
}

function exampleOutcome({ title, passed, expected, actual, error }: ExampleResult): ExampleOutcome {
  if (passed) return { title, passed, detail: null }
  if (error) return { title, passed, detail: error.people }
  const found = compareJson(expected as Json, actual as Json)
  return { title, passed, detail: found.map(({ text }) => text).join('; ') }
}

function compareRule(decision: Decision | undefined, before: Rule, after: Rule, path: string) {
  const title = ruleTitle(after)
  const differences: Difference[] = []
  const put = (field: string, name: string, [was, is]: readonly [unknown, unknown]) => {
    if (isSameJson(was, is)) return
    const texts = changeTexts([was, is], field, decision)
    differences.push({
      path: `${path}/${field}`,
      text: `${title}, ${name}: de ${texts[0]} para ${texts[1]}`,
    })
  }
  put('title', 'título', [before.title, after.title])
  put('when', 'condição', [before.when, after.when])
  for (const field of new Set([...Object.keys(before.then), ...Object.keys(after.then)])) {
    const name = decision?.outcome.properties?.[field]?.title ?? field
    put(`then/${field}`, name, [before.then[field], after.then[field]])
  }
  put('because', 'fundamento', [before.because, after.because])
  return differences
}

/** Both sides in words, or as JSON where the words do not show the change. */
function changeTexts(
  [was, is]: readonly [unknown, unknown],
  field: string,
  decision: Decision | undefined
) {
  const name = field.replace(/^then\//, '')
  const info = decision && builder.outcomeFields(decision.outcome).find(({ path }) => path === name)
  const said = (one: unknown) => {
    if (one === undefined) return 'nada'
    return field === 'when'
      ? conditionText(one, decision?.facts)
      : expressionText(one, decision?.facts, info)
  }
  const [before, after] = [said(was), said(is)]
  return before === after ? [JSON.stringify(was), JSON.stringify(is)] : [before, after]
}

function compare(beforeJson: Json, afterJson: Json): Difference[] {
  const [before, after] = [asRuleset(beforeJson), asRuleset(afterJson)]
  const found = registries().decisions.find(after.decision)
  const decision = found && plainlyNamed(found)
  return [
    ...compareLists(before.rules, after.rules, {
      path: '/rules',
      keyOf: ({ id }) => id,
      titleOf: ruleTitle,
      compareItem: (was, is, path) => compareRule(decision, was, is, path),
    }),
    ...compareJson(before.default as Json, after.default as Json, {
      path: '/default',
      label: 'Resultado padrão',
      nameOf: (field) => decision?.outcome.properties?.[field]?.title ?? field,
    }),
    ...compareLists(before.examples, after.examples, {
      path: '/examples',
      keyOf: ({ title }) => title,
      titleOf: ({ title }) => `Exemplo “${title}”`,
      compareItem: (was, is, path) =>
        isSameJson(was, is) ? [] : [{ path, text: `Exemplo “${is.title}”: alterada` }],
    }),
  ]
}

const defaultOf = (decision: Decision): ProductDefault => ({
  key: decision.name,
  title: decision.title,
  content: decision.ruleset as unknown as Json,
  legalBasis: null,
})

/** The answers to a decision: ordered rules with their examples; the key is the decision's name. */
export const rulesetKind: ConfigurationKind = {
  kind: 'ruleset',
  title: 'Regras',
  editor: 'ruleset',
  schema: SCHEMA,
  titleOf: (key) => registries().decisions.find(key)?.title ?? key,
  summarize: (content) => {
    const { rules, examples } = asRuleset(content)
    const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`
    return `${plural(rules.length, 'regra')}, ${plural(examples.length, 'exemplo')}`
  },
  validate,
  admitsEmergency: (key) => registries().decisions.find(key)?.admitsEmergency ?? true,
  compare,
  complete: withSubject,
  checkHere: subjectIssues,
  examples: (key, content) =>
    runExamples(registries().decisions.get(key), asRuleset(content)).results.map(exampleOutcome),
  coverage: (key, content) => {
    const ruleset = asRuleset(content)
    const { reached, total, missing } = coverageOf(registries().decisions.get(key), ruleset)
    return {
      isWhole: missing.length === 0,
      text: `Os exemplos passam por ${reached} de ${total} ramos das regras`,
      missing: missing.map((issue) => namingRule(ruleset, issue)),
    }
  },
  studio: async ({ key, content, municipalityId, today }) => {
    const asked = registries().decisions.get(key)
    const found = withFields(asked, await subjectFields(db, asked, { municipalityId, on: today }))
    const { ruleset, derived, ...decision } = await namedDecision(found, { municipalityId, today })
    const names = lookupNames(content ?? (ruleset as unknown as Json))
    const lookups = await lookupsInForce(names, municipalityId, today)
    const made = derived?.lookups(await lookupsInForce(derived.from, municipalityId, today))
    return { decision, lookups: { ...lookups, ...made } } as unknown as Json
  },
  defaults: () => registries().decisions.all().map(defaultOf),
}
