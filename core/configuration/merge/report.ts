import { type Json, canonicalJson, sha256 } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { plainlyNamed } from '../coded_facts.ts'
import { conditionText, expressionText } from '../expression_text.ts'
import { valueText } from '../compare.ts'
import { declaredParameter } from '../declared_parameter.ts'
import { kindNamed } from '../check_content.ts'
import type { Upgrade } from '../product_upgrade.ts'
import type { ConfigurationKind } from '../types.ts'
import { type Version, parseContent } from '../versions.ts'
import { type Conflict, type Merged, type Side, mergeJson } from './merge_json.ts'
import type { MergeSchema } from './shape.ts'

/** `merge`: joined by path; `theirs`: the new default as it is. */
export type MergeMode = 'merge' | 'theirs'

export interface ConflictText {
  readonly path: string
  /** What taking the new default would change, in the words of the kind. */
  readonly effects: readonly string[]
  readonly base: string
  readonly ours: string
  readonly theirs: string
  readonly choice: Side | null
}

interface VersionName {
  readonly id: string
  readonly owner: string
  readonly number: number
  readonly hash: string | null
}

/** What a merge did, in words, as it is kept with the draft that it made. */
export interface MergeReport {
  readonly mode: MergeMode
  readonly base: VersionName | null
  readonly theirs: VersionName
  readonly ours: VersionName
  /** What comes from the new default into the version in force. */
  readonly brought: readonly string[]
  /** Where the result goes on differing from the new default. */
  readonly own: readonly string[]
  readonly conflicts: readonly ConflictText[]
  /** What deserves a look, though nothing contradicts. */
  readonly attention: readonly string[]
  readonly result_hash: string
}

export interface Joined {
  readonly content: Json
  readonly open: readonly Conflict[]
  readonly report: MergeReport
}

/** The schema by which contents of an item are taken apart; of a parameter its own. */
export function mergeSchema(kind: ConfigurationKind, key: string): MergeSchema {
  if (kind.editor !== 'parameter') return kind.schema
  return { properties: { value: declaredParameter(key)?.schema ?? {} } }
}

/** Joins a new default with the local version in force and says what that did. */
export function joinUpgrade(
  upgrade: Upgrade,
  { choices, mode }: { readonly choices: ReadonlyMap<string, Side>; readonly mode: MergeMode }
): Joined {
  const { base, theirs, mine } = upgrade
  const kind = kindNamed(mine.kind)
  const sides = {
    base: base ? parseContent(base.content) : undefined,
    ours: parseContent(mine.content),
    theirs: parseContent(theirs.content),
  }
  const schema = mergeSchema(kind, mine.key)
  const merging = (chosen: ReadonlyMap<string, Side>) => mergeJson(schema, sides, chosen)
  const merged: Merged =
    mode === 'theirs'
      ? { content: sides.theirs, conflicts: [], mixed: [], grown: [] }
      : merging(choices)
  const { content, conflicts } = merged
  const words = (before: Json, after: Json) =>
    kind.compare(before, after, mine.key).map(({ text }) => text)
  const effectsOf = (path: string) => {
    const of = (side: Side) => merging(new Map([...choices, [path, side]])).content
    return words(of('ours'), of('theirs'))
  }
  const report: MergeReport = {
    ...{ mode, base: base && nameOf(base), theirs: nameOf(theirs), ours: nameOf(mine) },
    brought: words(sides.ours, content),
    own: words(sides.theirs, content),
    conflicts: conflicts.map((one) => conflictText(mine, one, effectsOf(one.path))),
    attention: attentionOf(merged),
    result_hash: sha256(canonicalJson(content)),
  }
  return { content, report, open: conflicts.filter(({ choice }) => choice === null) }
}

const nameOf = ({ id, owner, number, hash }: Version): VersionName => ({
  ...{ id: String(id), owner, number, hash },
})

const attentionOf = ({ mixed, grown }: Merged): string[] => [
  ...mixed.map((path) => `${path}: os dois lados mudaram partes diferentes; confira o conjunto.`),
  ...grown.map((path) => `${path}: os dois lados incluíram itens; confira a ordem.`),
]

function conflictText(item: Version, conflict: Conflict, effects: string[]): ConflictText {
  const { path, choice, base, ours, theirs } = conflict
  const say = (value: Json | undefined) => sideText(item, path, value)
  return { path, choice, effects, base: say(base), ours: say(ours), theirs: say(theirs) }
}

const LONGEST = 2000

function sideText({ kind, key }: Version, path: string, value: Json | undefined): string {
  if (value === undefined) return 'não existe'
  if (path.endsWith('#order')) return (value as readonly string[]).join(', ')
  if (kind === 'ruleset' && /^\/(rules\/[^/]+\/(when|then\/[^/]+)|default\/[^/]+)$/.test(path)) {
    const decision = registries().decisions.find(key)
    const facts = decision && plainlyNamed(decision).facts
    return path.endsWith('/when') ? conditionText(value, facts) : expressionText(value, facts)
  }
  const isPlain = typeof value !== 'object' || value === null
  return isPlain ? valueText(value) : JSON.stringify(value, null, 1).slice(0, LONGEST)
}
