import { type CivilDate, clock, daysBetween } from '#core/calendar/index'
import { type Pack, loadPack, resolvePack } from '#core/configuration/index'
import { type Tx, canonicalJson } from '#core/database/index'
import { municipalCalendar } from '#core/holidays/index'
import { centsText } from '#core/money/index'
import { collectionHorizon } from '#plugins/payments/api'
import { CUT_ORDERS } from '../../configuration/cut_parameter.ts'
import { LOCAL_POLICIES, POLICY_KEY, POLICY_KIND } from '../../configuration/kinds.ts'
import { CUT_FLOORS, cutEligibility } from '../../decisions/cut_eligibility.ts'
import { type LegalCalendar, OBSTACLES, cutFrom, cutObstacle } from '../../domain/cut_calendar.ts'
import { type JudgedDebt, judgeDebts, supportCents, unsupported } from '../../domain/cut_debts.ts'
import type { CutLevel, CutPolicy } from '../../domain/cut_policy.ts'
import { type Candidate, type CandidateRow, candidateRows, startsFrom } from './candidates.ts'
import { noticedDebts } from './noticed_debts.ts'

/** What every judgement of a day shares. */
export interface Bench {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly pack: Pack
  readonly policy: CutPolicy
  readonly calendar: LegalCalendar
  /** Until when all that was paid is known. */
  readonly knownUntil: CivilDate | null
}

/** The configuration, the calendar and the collection horizon of a day. */
export async function openBench(
  tx: Tx,
  asked: { readonly municipalityId: bigint; readonly on: CivilDate; readonly packId?: bigint }
): Promise<Bench> {
  const { municipalityId, on, packId } = asked
  const pack =
    packId === undefined
      ? await resolvePack(
          {
            ...{ municipalityId, from: on, until: on, knownAt: clock.now() },
            items: [
              { kind: POLICY_KIND, key: POLICY_KEY },
              { kind: POLICY_KIND, key: LOCAL_POLICIES },
            ],
            ...{ decisions: [cutEligibility.name], parameters: [CUT_ORDERS] },
          },
          tx
        )
      : await loadPack(packId, tx)
  const year = Number.parseInt(on.slice(0, 4), 10)
  const calendar = await municipalCalendar(tx, {
    ...{ municipalityId, kind: 'legal', firstYear: year - 1, lastYear: year + 1 },
  })
  const { on: knownUntil } = await collectionHorizon(tx, municipalityId, on)
  const policy = pack.at(on).parameter<CutPolicy>(CUT_ORDERS)
  return { municipalityId, on, pack, policy, calendar, knownUntil }
}

/** What came of a candidate: an order may be made of it, or why not. */
export interface Judgement {
  readonly candidate: CandidateRow
  readonly debts: readonly JudgedDebt[]
  readonly isAllowed: boolean
  /** In words, as the log and the page tell it. */
  readonly reason: string
  /** Rule and legal basis that answered; the law's own bars have no rule. */
  readonly rule: string
  readonly because: string
  readonly facts: string
}

/**
 * Judges candidates of a level on a day: first what no rule may loosen (delivery and term of the notice, debts that are still open,
 * the water as the level finds it), then the decision in force. Nothing is written.
 */
export async function judge(
  tx: Tx,
  bench: Bench,
  { level, wanted }: { readonly level: CutLevel; readonly wanted: readonly Candidate[] }
): Promise<Judgement[]> {
  const { municipalityId, on, policy } = bench
  const { service } = policy[`level_${level}`]
  const rows = await candidateRows(tx, { municipalityId, on, service }, wanted)
  const ids = rows.map(({ noticeId }) => noticeId)
  const listed = await noticedDebts(tx, { municipalityId, on }, ids)
  return rows.map((candidate) => {
    const { noticeId, holderId } = candidate
    const recentDays = policy.recent_days
    const debts = judgeDebts(listed.get(noticeId) ?? [], { on, holderId, recentDays })
    return judgeOne(bench, { level, candidate, debts })
  })
}

interface One {
  readonly level: CutLevel
  readonly candidate: CandidateRow
  readonly debts: readonly JudgedDebt[]
}

function judgeOne(bench: Bench, one: One): Judgement {
  const { candidate, debts } = one
  const facts = factsOf(bench, one)
  const base = { candidate, debts, facts: canonicalJson(facts) }
  const bar = legalBar(bench, one)
  if (bar) return { ...base, isAllowed: false, rule: 'law', ...bar }
  const segment = bench.pack.at(bench.on)
  const ask = (given: typeof facts) =>
    segment.ruleset(cutEligibility.name).evaluate(given, segment.lookups)
  const { outcome, hits } = ask(facts)
  const { cut: isAllowed, reason } = outcome as unknown as { cut: boolean; reason: string }
  const [hit] = hits
  const ruleFor = (given: typeof facts) => ask(given).hits[0]?.rule
  const below = isAllowed ? belowFloor(facts, hit?.rule, ruleFor) : null
  if (below) return { ...base, isAllowed: false, rule: 'law', ...below }
  return {
    ...{ ...base, isAllowed, reason, rule: hit?.rule ?? 'default' },
    because: hit?.because ?? 'Lei 11.445/2007, art. 40, V',
  }
}

interface Bar {
  readonly reason: string
  readonly because: string
}

/** The first cut asks a notice that is still valid; the others go on with the cut that stands. */
const isStanding = (
  { on }: Bench,
  level: CutLevel,
  { noticeState: state, validUntil }: CandidateRow
): boolean =>
  level === 1 ? state === 'pending' && validUntil >= on : state === 'pending' || state === 'expired'

/** What no rule of the utility may loosen. */
function legalBar(bench: Bench, { level, candidate, debts }: One): Bar | null {
  if (!isStanding(bench, level, candidate))
    return {
      reason: 'a notificação não vale mais',
      because: 'Só uma notificação em vigor sustenta o corte',
    }
  const { deliveredOn, dueOn, situation, hasOrder } = candidate
  const { on, policy, calendar } = bench
  const hours = { first: policy.first_hour, last: policy.last_hour }
  const moment = { on, time: null }
  const obstacle = cutObstacle(moment, { calendar, hours, notice: { deliveredOn, dueOn } })
  if (obstacle) {
    const { text, article } = OBSTACLES[obstacle]
    return { reason: text, because: article }
  }
  const nothing = unsupported(debts)
  if (nothing !== null)
    return {
      reason: nothing,
      because: 'Só os débitos da notificação que seguem abertos sustentam o corte',
    }
  if (situation !== startsFrom(level))
    return {
      reason:
        situation === null ? 'imóvel sem água' : 'a água não está na situação que este nível corta',
      because: 'Os níveis de corte são sucessivos',
    }
  return hasOrder
    ? {
        reason: 'já há ordem aberta deste serviço no imóvel',
        because: 'Um imóvel tem uma só ordem aberta de cada serviço',
      }
    : null
}

type CutFacts = ReturnType<typeof factsOf>

/**
 * Why the law does not admit the cut that the rules allow: an order of a court, money that may still come, or somebody whom the
 * law protects and whom the rules treat like everybody.
 */
function belowFloor(
  facts: CutFacts,
  rule: string | undefined,
  ruleFor: (facts: CutFacts) => string | undefined
): Bar | null {
  const { protection, is_social: isSocial, known_until: knownUntil, due_on: dueOn } = facts
  if (protection === 'court') return { reason: 'ordem judicial', because: CUT_FLOORS.court }
  if (knownUntil === null || knownUntil < dueOn)
    return {
      reason: 'a arrecadação até o vencimento da notificação ainda não é toda conhecida',
      because: CUT_FLOORS.unknown,
    }
  if (protection === null && !isSocial) return null
  const isOwnRule = rule !== ruleFor({ ...facts, protection: null, is_social: false })
  return isOwnRule
    ? null
    : {
        reason: 'imóvel protegido, sem regra própria do regulador para o corte',
        because: CUT_FLOORS.protected,
      }
}

function factsOf(bench: Bench, { level, candidate, debts }: One) {
  const { on, policy, knownUntil } = bench
  const { deliveredOn, dueOn, cutOn } = candidate
  const supporting = debts.filter(({ standing }) => standing === 'supports')
  const late = supporting.map((debt) => daysBetween(debt.dueOn, on))
  return {
    ...{ on, level, debts: supporting.length, oldest_days: Math.max(0, ...late) },
    amount: centsText(supportCents(debts)),
    notice_amount: centsText(candidate.noticeCents),
    minimum: centsText(BigInt(policy.minimum_cents)),
    due_on: dueOn,
    days_since_delivery: deliveredOn === null ? 0 : Math.max(0, daysBetween(deliveredOn, on)),
    known_until: knownUntil,
    days_since_cut: cutOn === null ? null : Math.max(0, daysBetween(cutOn, on)),
    level_days: policy[`level_${level}`].days_after,
    ...{ category: candidate.category, is_social: candidate.isSocial },
    ...{ protection: candidate.protection, is_blocked: candidate.isBlocked },
  }
}

/** The first day on which the notice of a candidate allows the cut. */
export const allowedFrom = ({ calendar }: Bench, { deliveredOn, dueOn }: CandidateRow) =>
  cutFrom({ deliveredOn, dueOn }, calendar)
