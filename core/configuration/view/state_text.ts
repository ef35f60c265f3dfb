import { type CivilDate, addDays, clock, dateAt, formatDate } from '#core/calendar/index'
import type { Tone } from '#core/records/index'
import { loadVersion } from '../loaded_version.ts'
import { lastDayOf, pickVersion } from '../timeline.ts'
import type { Owner } from '../types.ts'
import type { Version } from '../versions.ts'

export const OWNER_TITLES: Readonly<Record<Owner, string>> = {
  product: 'Produto',
  regulator: 'Regulador',
  utility: 'Prestador',
  experiment: 'Experimento',
}

export interface StateText {
  readonly tone: Tone
  readonly text: string
}

/** Where in time the versions of one kind and key are looked at. */
export interface Moment {
  readonly today: CivilDate
  readonly timeZone: string
}

export const momentIn = (timeZone: string): Moment => ({ today: clock.today(timeZone), timeZone })

/** The state of a version in words, among all the versions of its kind and key. */
export function stateOf(version: Version, all: readonly Version[], moment: Moment): StateText {
  const decided = version.decidedAt && formatDate(dateAt(version.decidedAt, moment.timeZone))
  switch (version.status) {
    case 'draft':
      return { tone: 'neutral', text: `Rascunho de ${version.authorName}` }
    case 'in_review':
      return { tone: 'attention', text: 'Em revisão — aguardando aprovação de outra pessoa' }
    case 'rejected':
      return { tone: 'bad', text: `Recusada em ${decided} por ${version.approverName}` }
    case 'withdrawn':
      return { tone: 'neutral', text: `Retirada em ${decided}` }
    case 'approved':
      return stoppedState(version, moment) ?? markEmergency(version, all, moment)
  }
}

function stoppedState({ act, actAt, actBy }: Version, { timeZone }: Moment): StateText | null {
  if (act !== 'refused' && act !== 'withdrawn') return null
  const day = formatDate(dateAt(actAt!, timeZone))
  return act === 'refused'
    ? { tone: 'bad', text: `Emergência não ratificada por ${actBy}: deixou de valer em ${day}` }
    : { tone: 'neutral', text: `Aprovada e retirada em ${day} por ${actBy}, antes de valer` }
}

/** An emergency version says so wherever its state is told. */
function markEmergency(version: Version, all: readonly Version[], moment: Moment): StateText {
  const { tone, text } = approvedState(version, all, moment)
  if (!version.isEmergency) return { tone, text }
  if (version.act === 'ratified') return { tone, text: `${text} — emergência ratificada` }
  const limit = version.ratifyUntil!
  return limit < moment.today
    ? { tone: 'bad', text: `${text} — emergência sem ratificação desde ${formatDate(limit)}` }
    : { tone: 'attention', text: `${text} — emergência, a ratificar até ${formatDate(limit)}` }
}

function approvedState(version: Version, all: readonly Version[], { today }: Moment): StateText {
  const from = version.from as CivilDate
  if (from > today)
    return { tone: 'info', text: `Aprovada — entra em vigor em ${formatDate(from)}` }
  const timeline = approvedTimeline(all)
  const lastDay = lastDayOf(loadVersion(version), timeline)
  const answering = pickVersion(timeline, today, clock.now())
  if (answering?.id !== version.id && lastDay !== null && lastDay < today) {
    const isOwnEnd = version.until !== null && lastDay === version.until
    return isOwnEnd
      ? { tone: 'neutral', text: `Encerrada em ${formatDate(lastDay)}` }
      : { tone: 'neutral', text: `Substituída em ${formatDate(addDays(lastDay, 1))}` }
  }
  if (answering?.id === version.id) {
    const end = lastDay === null || lastDay < today ? '' : ` até ${formatDate(lastDay)}`
    return { tone: 'good', text: `Em vigor desde ${formatDate(from)}${end}` }
  }
  const owner = answering ? OWNER_TITLES[answering.owner] : 'outra'
  return { tone: 'neutral', text: `Sem efeito enquanto vale a versão de ${owner}` }
}

export const approvedTimeline = (all: readonly Version[]) =>
  all.filter(({ status }) => status === 'approved').map(loadVersion)

/** The version that answers today, or null. */
export function versionToday(all: readonly Version[], { today }: Moment): Version | null {
  const picked = pickVersion(approvedTimeline(all), today, clock.now())
  return all.find(({ id }) => id === picked?.id) ?? null
}

const LABELS: Readonly<Record<Owner, string>> = {
  product: 'padrão do produto nº',
  regulator: 'versão do regulador nº',
  utility: 'versão do prestador nº',
  experiment: 'experimento nº',
}

/** `versão do prestador nº 3`: product and utility count apart, and never look the same. */
export const versionLabel = ({ owner, number }: Pick<Version, 'owner' | 'number'>) =>
  `${LABELS[owner]} ${number}`

/** `01/01/2026 a 28/02/2026`, as the following versions leave it. */
export function periodText(version: Version, all: readonly Version[]): string {
  if (version.from === null) return 'a definir no envio'
  const lastDay =
    version.status === 'approved'
      ? lastDayOf(loadVersion(version), approvedTimeline(all))
      : version.until
  const end = lastDay === null ? 'em diante' : `a ${formatDate(lastDay)}`
  return `${formatDate(version.from)} ${end}`
}
