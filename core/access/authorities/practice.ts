import { AUTHORITIES } from '#config/authorities'
import { type AuthorityLimits, amountText, limitsOf } from '#core/actions/index'
import type { Authority } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { peopleWith } from '../people_with.ts'
import { profileNames } from '../profiles/read.ts'
import type { Practice } from '../reviews/practice.ts'

/** What a practice asks limits for: a parameter of authority, or a kind of configuration that another person approves. */
export interface AuthorityPractice {
  readonly code: string
  readonly title: string
  readonly activities: readonly {
    readonly title: string
    readonly by:
      | { readonly parameter: `${string}.${string}` }
      | { readonly kind: string; readonly permission: `${string}.${string}` }
  }[]
}

export interface AuthorityRow {
  readonly parameter: string
  readonly title: string
  readonly actions: readonly string[]
  readonly isDefined: boolean
  /** `Atendente: até R$ 100,00`, the others last. */
  readonly limits: readonly string[]
}

/** Every authority that an action declares, with the limits in force today. */
export async function listAuthorities(municipalityId: bigint): Promise<AuthorityRow[]> {
  const { actions, parameters } = registries()
  const byParameter = new Map<string, { authority: Authority; titles: string[] }>()
  for (const { authority, title } of actions.all()) {
    if (!authority) continue
    const known = byParameter.get(authority.parameter)
    if (known) known.titles.push(title)
    else byParameter.set(authority.parameter, { authority, titles: [title] })
  }
  const profiles = await profileNames()
  const names = new Map(profiles.map(({ value, title }) => [value, title]))
  const rows = await Promise.all(
    [...byParameter.values()].map(async ({ authority, titles }) => {
      const limits = await limitsOf(authority, municipalityId)
      return {
        parameter: authority.parameter,
        title: parameters.get(authority.parameter).title,
        actions: [...new Set(titles)],
        isDefined: isDefined(limits),
        limits: limitsInWords(limits, { unit: authority.unit, names }),
      }
    })
  )
  return rows.toSorted((one, other) => one.title.localeCompare(other.title, 'pt-BR'))
}

/** Whether the limits hold anybody back. */
const isDefined = ({ others, profiles }: AuthorityLimits) =>
  others !== null || profiles.some(({ upTo }) => upTo !== null)

function limitsInWords(
  { others, profiles }: AuthorityLimits,
  { unit, names }: { unit: Authority['unit']; names: ReadonlyMap<string, string> }
): string[] {
  const words = (upTo: string | null) =>
    upTo === null ? 'sem limite' : `até ${amountText(BigInt(upTo), unit)}`
  return [
    ...profiles.map(({ profile, upTo }) => `${names.get(profile) ?? profile}: ${words(upTo)}`),
    `${profiles.length ? 'Demais perfis' : 'Todos os perfis'}: ${words(others)}`,
  ]
}

/** AC-010: 3 when every activity has its limits, 2 when some have, 1 when none. */
export async function authorityPractice(
  municipalityId: bigint,
  rows: readonly AuthorityRow[]
): Promise<Practice> {
  const { code, title, activities } = AUTHORITIES
  const judged = await Promise.all(
    activities.map(async ({ title: what, by }) => ({
      what,
      isMet:
        'parameter' in by
          ? rows.some(({ parameter, isDefined: met }) => parameter === by.parameter && met)
          : await isApproved(municipalityId, by),
    }))
  )
  const met = judged.filter(({ isMet }) => isMet).length
  return {
    ...{ code, title },
    level: met === judged.length ? 3 : met ? 2 : 1,
    facts: judged.map(
      ({ what, isMet }) => `${what}: ${isMet ? 'alçada definida' : 'alçada não definida'}`
    ),
  }
}

/** Versions of the kind wait for another person, and there is one who may approve them. */
async function isApproved(
  municipalityId: bigint,
  { kind, permission }: { readonly kind: string; readonly permission: string }
): Promise<boolean> {
  const people = await peopleWith(municipalityId, permission)
  return !!registries().kinds.find(kind) && people.length > 0
}
