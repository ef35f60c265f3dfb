import { peopleWith } from '#core/access/index'
import { formatDate } from '#core/calendar/index'
import { permissionToApprove } from '../version_guards.ts'
import type { Version } from '../versions.ts'
import { type StateText, type Moment, stateOf } from './state_text.ts'

export interface VersionStep {
  readonly title: string
  readonly detail: string
  readonly state: 'done' | 'now' | 'next'
}

/** Where a version stands on its way, and who decides on it. */
export interface VersionLine {
  readonly steps: readonly VersionStep[]
  /** The whole state in words, for versions that left the way: refused, withdrawn, replaced. */
  readonly aside: StateText | null
  /** `Aprova outra pessoa: Carla Souza ou Bruno Lima`; null once it is decided. */
  readonly approvers: string | null
}

const ORDER = ['draft', 'in_review', 'approved', 'in_force'] as const
const TITLES = ['Rascunho', 'Em revisão', 'Aprovada', 'Em vigor'] as const
const NAMED = 4

/** The line of a version (null: one that is only being written) for a person, among all of its item. */
export async function versionLine(
  kind: string,
  version: Version | null,
  { all, moment, userId, municipalityId }: LineContext
): Promise<VersionLine> {
  const isOnWay = !version || ['draft', 'in_review', 'approved'].includes(version.status)
  const isWaiting = !version || version.status === 'draft' || version.status === 'in_review'
  const authorId = version?.authorId ?? userId
  return {
    steps: isOnWay ? stepsOf(version, moment) : [],
    aside: isOnWay ? null : stateOf(version!, all, moment),
    approvers: isWaiting ? await approversText(kind, authorId, municipalityId) : null,
  }
}

export interface LineContext {
  readonly all: readonly Version[]
  readonly moment: Moment
  readonly userId: bigint | null
  readonly municipalityId: bigint
}

function stepsOf(version: Version | null, { today }: Moment): VersionStep[] {
  const hasStarted = version?.status === 'approved' && version.from! <= today
  const status = hasStarted ? 'in_force' : (version?.status ?? 'draft')
  const now = ORDER.indexOf(status as (typeof ORDER)[number])
  const details = [
    version?.authorName ? `de ${version.authorName}` : '',
    '',
    version?.approverName ? `por ${version.approverName}` : '',
    version?.from ? formatDate(version.from) : 'data no envio',
  ]
  return TITLES.map((title, index) => ({
    title,
    detail: details[index]!,
    state: index < now ? 'done' : index === now ? 'now' : 'next',
  }))
}

async function approversText(kind: string, authorId: bigint | null, municipalityId: bigint) {
  const people = await peopleWith(municipalityId, permissionToApprove(kind))
  const names = people.filter(({ id }) => id !== authorId).map(({ name }) => name)
  if (!names.length) return 'Ninguém além de quem escreve tem a permissão de aprovar.'
  const shown = names.length > NAMED ? [...names.slice(0, NAMED), 'outros'] : names
  return `Aprova outra pessoa: ${listOf(shown)}.`
}

const listOf = (names: readonly string[]) =>
  names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} ou ${names.at(-1)}`
