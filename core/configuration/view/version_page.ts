import type { Json } from '#core/database/index'
import { type Issue, registries } from '#core/kernel/index'
import { type Checks, isCritical, kindNamed, runChecks } from '../check_content.ts'
import { namedDecision } from '../coded_facts.ts'
import { declaredParameter } from '../declared_parameter.ts'
import { errors } from '../errors.ts'
import { baseKey } from '../local_keys.ts'
import type { ConfigurationKind, Difference } from '../types.ts'
import { type Version, parseContent } from '../versions.ts'
import { type ContentNode, contentTree, inSchemaOrder, scalarText } from './content_tree.ts'
import { type RulesView, fieldsHelp, rulesView } from './rules_view.ts'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { OWNER_TITLES } from './state_text.ts'
import { unitText } from './texts.ts'

export interface ContentView {
  readonly editor: ConfigurationKind['editor']
  readonly rules: RulesView | null
  readonly parameter: ParameterView | null
  readonly tree: readonly ContentNode[]
  /** Pretty JSON, for who wants it as it is. */
  readonly json: string
}

export interface ParameterView {
  /** A plain value; null where the tree shows it. */
  readonly text: string | null
  readonly unit: string
  readonly help: string
}

/** A content readable by who does not read JSON, in the form that suits its kind. */
export async function contentView(
  item: { readonly kind: string; readonly key: string },
  content: Json,
  where: { readonly municipalityId: bigint; readonly today: CivilDate }
): Promise<ContentView> {
  const { key } = item
  const kind = kindNamed(item.kind)
  const isParameter = kind.editor === 'parameter'
  const decision = kind.editor === 'ruleset' ? registries().decisions.find(key) : undefined
  return {
    editor: kind.editor,
    rules:
      kind.editor === 'ruleset'
        ? rulesView(content, decision && (await namedDecision(decision, where)))
        : null,
    parameter: isParameter ? parameterView(key, content) : null,
    tree: isParameter ? parameterTree(key, content) : contentTree(kind.schema, content),
    json: prettyJson(kind, content),
  }
}

/** The JSON text of a content, its fields in the order of the kind's schema. */
export const prettyJson = (kind: ConfigurationKind, content: Json): string =>
  JSON.stringify(inSchemaOrder(kind.schema, content), null, 2)

function parameterTree(key: string, content: Json): ContentNode[] {
  const { value } = content as { readonly value: Json }
  if (isPlain(value)) return []
  return contentTree(declaredParameter(key)?.schema, value)
}

const isPlain = (value: Json) => typeof value !== 'object' || value === null

function parameterView(key: string, content: Json): ParameterView {
  const parameter = declaredParameter(key)
  const { value } = content as { readonly value: Json }
  return {
    text: isPlain(value) ? scalarText(parameter?.schema, value) : null,
    unit: unitText(parameter?.unit),
    help: parameter?.help ?? '',
  }
}

export interface ChecksView extends Checks {
  readonly lines: readonly { readonly passed: boolean; readonly text: string }[]
}

/** What the checks of a content alone cannot know. */
export interface CheckedBeside {
  /** The content that was approved before: what hangs on it goes on. */
  readonly approved?: Json
  /** What it cites and the municipality does not have. */
  readonly here?: readonly Issue[]
}

/** The checks panel: schema, facts and values, examples, each with a tick or a cross. */
export function checksView(
  kindName: string,
  key: string,
  content: Json,
  { approved = null, here = [] }: CheckedBeside = {}
): ChecksView {
  const kind = kindNamed(kindName)
  const checks = checkedBeside(kind, runChecks(kind, key, content), { content, approved, here })
  const critical = checks.issues.filter(({ severity }) => severity === 'critical')
  const schema = critical.filter(({ code }) => code === 'schema' || code === 'number')
  const unknown = critical.filter(({ code }) => code === 'unknown_fact')
  const others = critical.length - schema.length - unknown.length
  const lines = [line(schema.length, 'Esquema: campos e tipos corretos', 'Esquema')]
  if (!schema.length && kind.editor === 'ruleset') {
    lines.push(line(unknown.length, 'Nenhum dado desconhecido nas regras', 'Dados desconhecidos'))
  }
  if (!schema.length) lines.push(line(others, 'Valores e nomes coerentes', 'Conteúdo'))
  if (!critical.length && kind.examples) {
    const passed = checks.examples.filter((one) => one.passed).length
    const all = checks.examples.length
    lines.push({ passed: passed === all, text: `Exemplos: ${passed} de ${all} passam` })
  }
  if (checks.coverage) lines.push({ passed: checks.coverage.isWhole, text: checks.coverage.text })
  return { ...checks, lines }
}

function checkedBeside(
  kind: ConfigurationKind,
  found: Checks,
  { content, approved, here }: Required<CheckedBeside> & { readonly content: Json }
): Checks {
  if (found.issues.some(isCritical)) return found
  const broken = approved === null ? [] : (kind.continues?.(approved, content) ?? [])
  const beside = [...broken, ...here]
  const isSound = !broken.length && !here.some(isCritical)
  return { ...found, issues: [...found.issues, ...beside], isGreen: found.isGreen && isSound }
}

const line = (count: number, good: string, bad: string) => ({
  passed: count === 0,
  text: count === 0 ? good : `${bad}: ${count} ${count === 1 ? 'problema' : 'problemas'}`,
})

/** What changes from one version to another of the same item, in words. @throws BusinessError E_CONFIGURATION_COMPARE */
export function differencesBetween(before: Version, after: Version): readonly Difference[] {
  if (before.kind !== after.kind || baseKey(before.key) !== baseKey(after.key)) {
    throw errors.E_CONFIGURATION_COMPARE({ before: before.id, after: after.id })
  }
  return kindNamed(after.kind).compare(
    parseContent(before.content),
    parseContent(after.content),
    after.key
  )
}

/** What changes around the content: dates, legal basis, owner and title, in words. */
export function circumstancesBetween(before: Version, after: Version): readonly Difference[] {
  const day = (date: CivilDate | null) => (date === null ? 'sem data' : formatDate(date))
  const pairs: readonly [path: string, label: string, was: string, is: string][] = [
    ['/from', 'Início da vigência', day(before.from), day(after.from)],
    ['/until', 'Fim da vigência', day(before.until), day(after.until)],
    ['/legal_basis', 'Fundamento', before.legalBasis ?? 'nenhum', after.legalBasis ?? 'nenhum'],
    ['/owner', 'De quem', OWNER_TITLES[before.owner], OWNER_TITLES[after.owner]],
    ['/title', 'Título', before.title, after.title],
  ]
  return pairs
    .filter(([, , was, is]) => was !== is)
    .map(([path, label, was, is]) => ({ path, text: `${label}: de ${was} para ${is}` }))
}

/** What who writes a draft may use: facts and outcome of the decision, or the bounds of the parameter. */
export function editorHelp(kindName: string, key: string) {
  const decision = kindName === 'ruleset' ? registries().decisions.find(key) : undefined
  const parameter = kindName === 'parameter' ? declaredParameter(key) : undefined
  return {
    facts: decision ? fieldsHelp(decision.facts) : [],
    outcome: decision ? fieldsHelp(decision.outcome) : [],
    parameter: parameter
      ? { help: parameter.help, unit: unitText(parameter.unit), because: parameter.because }
      : null,
  }
}
