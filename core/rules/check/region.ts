import { contains, intersect, isEmpty, subtract, type Interval } from './interval.ts'

/** What a condition says of one fact. */
export interface Limits {
  /** Of a number or a date (as days): where it is. */
  readonly range?: Interval
  /** Of a text, yes/no or empty: the values it may have, as JSON texts. */
  readonly only?: ReadonlySet<string>
  /** Values it may not have, where those that it may have are not all known. */
  readonly not?: ReadonlySet<string>
}

/** Facts for which a condition holds: each path within its limits. When not exact, the true region is a part of it. */
export interface Region {
  readonly limits: ReadonlyMap<string, Limits>
  readonly exact: boolean
}

export const EVERYWHERE: Region = { limits: new Map(), exact: true }
export const UNKNOWN: Region = { limits: new Map(), exact: false }

export function both(a: Region, b: Region): Region {
  const limits = new Map(a.limits)
  for (const [path, more] of b.limits) {
    const before = limits.get(path)
    limits.set(path, before === undefined ? more : narrow(before, more))
  }
  return { limits, exact: a.exact && b.exact }
}

function narrow(a: Limits, b: Limits): Limits {
  const range = a.range && b.range ? intersect(a.range, b.range) : (a.range ?? b.range)
  const not = new Set([...(a.not ?? []), ...(b.not ?? [])])
  const sets = [a.only, b.only].filter((one) => one !== undefined)
  const [first, ...others] = sets
  const only =
    first === undefined
      ? undefined
      : new Set([...first].filter((one) => !not.has(one) && others.every((set) => set.has(one))))
  return {
    ...(range === undefined ? {} : { range }),
    ...(only === undefined ? {} : { only }),
    ...(not.size === 0 ? {} : { not }),
  }
}

export function isNowhere({ limits }: Region): boolean {
  return [...limits.values()].some(
    ({ range, only }) => (range !== undefined && isEmpty(range)) || only?.size === 0
  )
}

/** Whether the limits hold wherever the inner ones do. */
function admits(outer: Limits, inner: Limits | undefined): boolean {
  if (inner === undefined) return false
  const { range, only, not } = outer
  if (range !== undefined && !(inner.range !== undefined && contains(range, inner.range)))
    return false
  if (only !== undefined && !(inner.only !== undefined && isSubset(inner.only, only))) return false
  return [...(not ?? [])].every(
    (one) => inner.not?.has(one) === true || (inner.only !== undefined && !inner.only.has(one))
  )
}

const isSubset = (inner: ReadonlySet<string>, outer: ReadonlySet<string>) =>
  [...inner].every((one) => outer.has(one))

/** Every value that the fact at a path can have, as JSON texts, where they are known. */
export type Domain = (path: string) => ReadonlySet<string> | null

const allOf = (only: ReadonlySet<string> | null): Limits | undefined =>
  only === null ? undefined : { only }

/** Whether the region lies in others, taken together along one fact at a time; those that are not exact do not count. */
export function isCovered(
  region: Region,
  by: readonly Region[],
  domain: Domain = () => null
): boolean {
  const exact = by.filter((one) => one.exact)
  if (exact.some((one) => differing(one, region).length === 0)) return true
  const paths = new Set(exact.flatMap((one) => differing(one, region)))
  return [...paths].some((path) => {
    const along = exact.filter((one) => differing(one, region).every((other) => other === path))
    return isFilled(
      region.limits.get(path) ?? allOf(domain(path)),
      along.map((one) => one.limits.get(path) ?? {})
    )
  })
}

/** Paths where the region is not within the limits of the other. */
const differing = (outer: Region, inner: Region) =>
  [...outer.limits].flatMap(([path, limits]) =>
    admits(limits, inner.limits.get(path)) ? [] : [path]
  )

function isFilled(limits: Limits | undefined, parts: readonly Limits[]): boolean {
  if (limits?.only !== undefined) {
    const left = [...limits.only].filter(
      (one) => !parts.some(({ only }) => only?.has(one) === true)
    )
    return left.length === 0
  }
  const ranges = parts.flatMap(({ range, not }) => (range && !not ? [range] : []))
  let left = limits?.range === undefined ? [] : [limits.range]
  if (left.length === 0) return false
  for (const range of ranges) left = left.flatMap((part) => subtract(part, range))
  return left.length === 0
}

/** Whether two regions have facts in common, as far as is known. */
export function mayMeet(a: Region, b: Region): boolean {
  return !isNowhere(both(a, b))
}
