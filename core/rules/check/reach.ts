import { addDays, formatDate, type CivilDate } from '#core/calendar/index'
import { formatDecimal, type Dec } from '#core/money/index'
import { schemaAt, splitPath } from '../facts.ts'
import type { Decision, Rule, RulesetContent } from '../types.ts'
import { domainAt, regionsOf } from './condition_regions.ts'
import { compareLow, contains, intersect, isEmpty, onlyWhole, type Interval } from './interval.ts'
import { both, isCovered, mayMeet, type Domain, type Limits, type Region } from './region.ts'
import type { Report } from './report.ts'
import { typeOfSchema } from './schema_type.ts'
import { unitName } from './units.ts'

interface Reached {
  readonly rule: Rule
  readonly index: number
  readonly regions: readonly Region[]
}

/**
 * Reports conditions that never hold and, with the policy "first", rules that no facts reach and numeric conditions that
 * leave a gap between them or cross each other. What a condition says beyond comparisons with constants is not followed,
 * and nothing is reported that depends on it.
 */
export function checkReach(decision: Decision, content: RulesetContent, report: Report): void {
  if (report.hasCritical) return
  const facts = typeOfSchema(decision.facts)
  const all = content.rules.map((rule, index) => ({
    rule,
    index,
    regions: regionsOf(rule.when, facts),
  }))
  for (const { index, regions } of all) {
    if (regions.length > 0) continue
    const message =
      'A condição nunca vale: os limites exigidos se contradizem. Corrija a condição ou retire a regra.'
    report.warning('never_true', `/rules/${index}`, message)
  }
  if (decision.hit !== 'first') return
  const domain: Domain = (path) => domainAt(facts, path)
  const reached = checkCovered(all, domain, report)
  for (const group of groupsOf(reached)) checkGroup(group, { decision, content, all, report })
}

/** Reports the rules that earlier ones leave nothing to; returns the others. */
function checkCovered(all: readonly Reached[], domain: Domain, report: Report): Reached[] {
  return all.filter(({ rule, index, regions }) => {
    if (regions.length === 0) return false
    const before = all.slice(0, index)
    const taker = before.find((other) => takes(other, { rule, regions }))
    const earlier = before.flatMap((other) => other.regions)
    if (taker === undefined && !regions.every((region) => isCovered(region, earlier, domain)))
      return true
    report.warning('unreachable_rule', `/rules/${index}`, unreachable(rule, taker))
    return false
  })
}

function takes(other: Reached, { rule, regions }: Pick<Reached, 'rule' | 'regions'>): boolean {
  if (JSON.stringify(other.rule.when) === JSON.stringify(rule.when)) return true
  return regions.every((region) => isCovered(region, other.regions))
}

function unreachable(rule: Rule, taker: Reached | undefined): string {
  const advice = 'Mude a ordem, restrinja a anterior ou retire esta.'
  if (taker === undefined) {
    return `A regra nunca é usada: as anteriores, juntas, já respondem por todos os casos dela. ${advice}`
  }
  const { id, when } = taker.rule
  const isSame = JSON.stringify(when) === JSON.stringify(rule.when)
  const why =
    when === true
      ? 'vale sempre'
      : isSame
        ? 'tem a mesma condição'
        : 'já responde por todos os casos dela'
  return `A regra nunca é usada: "${id}", antes dela, ${why}. ${advice}`
}

interface Ranged {
  readonly rule: Rule
  readonly index: number
  readonly range: Interval
  readonly region: Region
}

interface Group {
  readonly path: string
  readonly members: readonly Ranged[]
}

/** Rules that differ only in the range of one number, which is where gaps and crossings are looked for. */
function groupsOf(reached: readonly Reached[]): Group[] {
  const groups = new Map<string, { path: string; members: Ranged[] }>()
  for (const { rule, index, regions } of reached) {
    const [region] = regions
    if (region === undefined || regions.length > 1 || !region.exact) continue
    for (const [path, { range }] of region.limits) {
      if (range === undefined) continue
      const key = JSON.stringify([path, keyOf(region, path)])
      const group = groups.get(key) ?? { path, members: [] }
      group.members.push({ rule, index, range, region })
      groups.set(key, group)
    }
  }
  return [...groups.values()].filter(({ members }) => members.length > 1)
}

/** The other limits of a region, comparable as text. */
function keyOf({ limits }: Region, path: string): string {
  const write = ({ range, only, not }: Limits) => [
    range && [range.low?.toString(), range.lowOpen, range.high?.toString(), range.highOpen],
    [...(only ?? [])].sort(),
    [...(not ?? [])].sort(),
  ]
  const others = [...limits].filter(([name]) => name !== path)
  return JSON.stringify(others.map(([name, one]) => [name, write(one)]).sort())
}

interface Work {
  readonly decision: Decision
  readonly content: RulesetContent
  readonly all: readonly Reached[]
  readonly report: Report
}

function checkGroup(group: Group, work: Work): void {
  const { members } = group
  for (const [index, later] of members.entries()) {
    for (const earlier of members.slice(0, index)) checkCrossing(earlier, later, { group, work })
  }
  const sorted = [...members].sort((a, b) => compareLow(a.range, b.range))
  let [before] = sorted
  for (const next of sorted.slice(1)) {
    if (before === undefined) return
    checkGap(before, next, { group, work })
    if (!contains(before.range, next.range)) before = next
  }
}

interface GroupWork {
  readonly group: Group
  readonly work: Work
}

function checkCrossing(earlier: Ranged, later: Ranged, { group, work }: GroupWork): void {
  const common = intersect(earlier.range, later.range)
  if (isEmpty(common)) return
  if (contains(earlier.range, later.range) || contains(later.range, earlier.range)) return
  const where = rangeText(common, group.path, work.decision)
  const message = `Para ${where} vale também a regra "${earlier.rule.title}", que vem antes e responde. Ajuste os limites para que não se cruzem.`
  work.report.warning('overlapping_rules', `/rules/${later.index}/when`, message)
}

function checkGap(before: Ranged, next: Ranged, { group, work }: GroupWork): void {
  const { decision, content, all, report } = work
  const raw = {
    low: before.range.high,
    lowOpen: !before.range.highOpen,
    high: next.range.low,
    highOpen: !next.range.lowOpen,
  }
  if (raw.low === null || raw.high === null) return
  const gap = isWhole(group.path, decision) ? onlyWhole(raw) : raw
  if (isEmpty(gap)) return
  const limits = new Map(next.region.limits)
  limits.set(group.path, { range: gap })
  const region: Region = { limits, exact: true }
  const regions = all.flatMap((one) => one.regions)
  const isDoubtful = regions.some((one) => !one.exact && mayMeet(one, region))
  if (
    isDoubtful ||
    isCovered(region, regions) ||
    regions.some((one) => one.exact && isWithin(one, region))
  )
    return
  const then = content.default === null ? 'a decisão para com erro' : 'vale o resultado padrão'
  const where = rangeText(gap, group.path, decision)
  const message = `Entre a regra "${before.rule.title}" e esta ficou um vão: para ${where} nenhuma regra vale, e ${then}. Feche o vão ou confirme que é o que se quer.`
  report.warning('gap_between_rules', `/rules/${next.index}/when`, message)
}

/** Whether the other region takes at least a part of the gap, which then is no plain hole. */
function isWithin(one: Region, gap: Region): boolean {
  return (
    mayMeet(one, gap) &&
    [...one.limits.keys()].every((path) => gap.limits.has(path)) &&
    isCovered(both(one, gap), [gap])
  )
}

function schemaOf(path: string, decision: Decision) {
  return schemaAt(decision.facts, splitPath(path))
}

function isWhole(path: string, decision: Decision): boolean {
  const kind = typeOfSchema(schemaOf(path, decision) ?? {}).kind
  return kind === 'integer' || kind === 'date'
}

/** `Volume acima de 10 até 15 m³`. */
function rangeText(range: Interval, path: string, decision: Decision): string {
  const schema = schemaOf(path, decision)
  const isDate = schema?.format === 'date'
  const write = (value: Dec) =>
    isDate
      ? formatDate(addDays('0001-01-01' as CivilDate, Number(value.toString())))
      : formatDecimal(value)
  const title = `"${schema?.title ?? path}"`
  const unit = schema?.unit === undefined ? '' : ` ${unitName(schema.unit)}`
  const { low, lowOpen, high, highOpen } = range
  if (low !== null && high !== null && low.eq(high)) return `${title} igual a ${write(low)}${unit}`
  const from = low === null ? '' : ` ${lowOpen ? 'acima de' : 'de'} ${write(low)}`
  const to = high === null ? '' : ` ${highOpen ? 'a menos de' : 'até'} ${write(high)}`
  return `${title}${from}${to}${unit}`
}
